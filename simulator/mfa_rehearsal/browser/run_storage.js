/**
 * What the browser stores of a run: its list of actions, for a reload, and the reader's path
 * through it, for the back and forward buttons. Each tab keeps its own run, so two tabs on the
 * same lesson don't overwrite each other's.
 *
 * Rule: it sees a run only as text that Python wrote and as a number of presses. A run that Python
 * can't open is set aside, so it breaks one visit at most. An answer is shown even if storage or
 * history refuses.
 */
const root = document.documentElement;
/** The folder of the simulator's pages, or of the whole site if they are in its practice/app/. */
const SITE = new URL("../../", import.meta.url).href.replace(/practice\/app\/$/, "");
/** In every copy of the site on this origin. */
const ALL_RUNS = "mfa-rehearsal run ";
/** Another copy on this origin has other keys, because no address contains a space. */
const RUNS = `${ALL_RUNS}${SITE} `;
const PLACE = `${RUNS}${root.dataset.edition}/${root.dataset.slug}`;
/** Where earlier versions kept it, in every copy of the site. */
const FORMER_RUNS = "mfa-rehearsal/";
const FORMER_PLACE = `${FORMER_RUNS}${root.dataset.edition}/${root.dataset.slug}`;
/** Set while this tab opens a saved run; still set on the next visit if that killed the page. */
const OPENING = `${PLACE}#opening`;
const ASIDE = `${PLACE}#aside`;
/** How the run looked without codes, keys and times: what restore.js shows. */
const PICTURE = `${PLACE}#picture`;
/** What Python gets instead of a run that was set aside: it can't restore it, and says so. */
const NONE = "set aside";

/** An older run is not resumed, and what was typed in it is deleted. */
const KEPT_FOR_MS = 12 * 60 * 60 * 1000;
/** A run in which nothing is pressed is saved again after this time, to keep it current. */
const RENEW_MS = 60 * 60 * 1000;
/** More than any reader's run needs; as `MOST_CHARACTERS` in lessons/saving.py. */
const MOST_CHARACTERS = 200_000;

/** The saved run that Python got, and the text it was stored as. */
let opened = "";
let kept = "";

/** @returns {string} the run that this tab kept, or the last one that any tab kept, or "" */
export function keptRun() {
  try {
    for (const storage of [sessionStorage, localStorage]) {
      adopt(storage);
      dropOld(storage);
    }
    kept = sessionStorage.getItem(PLACE) ?? localStorage.getItem(PLACE) ?? "";
    opened = kept.slice(kept.indexOf(" ") + 1);
    if (sessionStorage.getItem(OPENING) !== null || opened.length > MOST_CHARACTERS) putAside();
  } catch {}
  return opened;
}

/** Takes over a run that an earlier version kept. */
function adopt(/** @type {Storage} */ storage) {
  const former = storage.getItem(FORMER_PLACE);
  storage.removeItem(FORMER_PLACE);
  if (former && storage.getItem(PLACE) === null) storage.setItem(PLACE, former);
}

/**
 * Drops every run on this origin that is too old, so that none stays behind when a copy of the site
 * moves. A run without a time (from an earlier version) or
 * with a time in the future (because the clock was set back) counts as stored now.
 */
function dropOld(/** @type {Storage} */ storage) {
  for (const place of Object.keys(storage)) {
    if (!place.startsWith(ALL_RUNS) && !place.startsWith(FORMER_RUNS)) continue;
    const run = storage.getItem(place);
    const age_ms = Date.now() - Number.parseInt(run, 10);
    if (age_ms >= KEPT_FOR_MS) storage.removeItem(place);
    else if (!(age_ms >= 0)) storage.setItem(place, `${Date.now()} ${run.replace(/^\d+ /, "")}`);
  }
}

// -- A run that Python cannot open -----------------------------------------------------------

let opening = false;

/** Python is ready and opens the run: until the first answer, that may kill the page. */
export function beginOpening() {
  if (!opened || opened === NONE) return;
  opening = true;
  try {
    sessionStorage.setItem(OPENING, String(Date.now()));
  } catch {}
}

/** The run was opened, or the reader left first. */
function endOpening() {
  if (!opening) return;
  opening = false;
  try {
    sessionStorage.removeItem(OPENING);
  } catch {}
}

addEventListener("pagehide", endOpening);

/** Makes the next visit begin a new run if the simulator failed while opening a saved one. */
export function setAside() {
  if (!opening) return;
  root.dataset.aside = "";
  endOpening();
  try {
    putAside();
  } catch {}
}

function putAside() {
  opened = NONE;
  sessionStorage.removeItem(OPENING);
  for (const storage of [sessionStorage, localStorage]) {
    if (storage.getItem(PLACE) === kept) storage.removeItem(PLACE);
  }
  localStorage.setItem(ASIDE, kept.slice(0, MOST_CHARACTERS));
}

// -- After each answer -----------------------------------------------------------------------

/** When the run was last saved. */
let saved_ms = 0;
/** How far the run is that the reader sees: it may be shorter than the saved one. */
let shown = 0;

/**
 * Saves the run after a press. What only the time has changed is saved once an hour: the time that
 * passes after the last press is counted when the run is resumed.
 *
 * @param {{saved: object, presses: number}} answer
 * @param {boolean} isRedraw whether nothing was pressed
 * @returns {boolean} whether the reader sees another run than before
 */
export function keep({ saved: run, presses }, isRedraw) {
  endOpening();
  const isNew = !isRedraw || Math.abs(Date.now() - saved_ms) > RENEW_MS;
  if (isNew) save(JSON.stringify(run));
  noteInHistory(presses);
  const isElsewhere = presses !== shown;
  shown = presses;
  return !isRedraw || isElsewhere;
}

/** Keeps how the saved run looks; for a moment, the picture may be older than the run. */
export function keepPicture(/** @type {{html: string, title: string}} */ picture) {
  try {
    for (const storage of [sessionStorage, localStorage]) {
      storage.setItem(PICTURE, `${saved_ms} ${JSON.stringify(picture)}`);
    }
  } catch {}
}

function save(/** @type {string} */ text) {
  saved_ms = Date.now();
  try {
    if (text.length > MOST_CHARACTERS) throw new RangeError("too long to be read again");
    for (const storage of [sessionStorage, localStorage]) {
      storage.setItem(PLACE, `${saved_ms} ${text}`);
    }
    root.dataset.kept = "yes";
  } catch {
    root.dataset.kept = "no";
  }
}

/** Lets the back and forward buttons go over each press. */
export function noteInHistory(/** @type {number} */ presses) {
  const before = history.state?.presses ?? 0;
  if (history.state && before === presses) return;
  try {
    if (presses > before) history.pushState({ presses }, "");
    else history.replaceState({ presses }, "");
  } catch {
    // WebKit allows a hundred entries in ten seconds; after that, Back skips some presses.
  }
}

/** @returns {string} how far the reader was before the page was reloaded, or "" */
export function pressesBefore() {
  return isCount(history.state?.presses) ? String(history.state.presses) : "";
}

/** @param {(presses: number) => void} goTo called with where the reader went back or forward to */
export function followHistory(goTo) {
  addEventListener("popstate", ({ state }) => {
    if (isCount(state?.presses)) goTo(state.presses);
  });
}

function isCount(/** @type {unknown} */ presses) {
  return Number.isSafeInteger(presses) && presses >= 0;
}
