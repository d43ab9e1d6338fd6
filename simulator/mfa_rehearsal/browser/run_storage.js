/**
 * What the browser keeps of a run: its list of actions, over a reload; and the reader's way
 * through it, for the back and forward buttons. Each tab keeps its own: two tabs on the
 * same lesson don't overwrite each other's.
 *
 * Rule: it knows a run only as a text that Python wrote and as a number of presses. A run that
 * Python cannot open is set aside, so it stops one visit at most. Whatever storage or history
 * refuses, an answer is shown.
 */
const root = document.documentElement;
/** Another copy of the site on this origin keeps its runs apart: no address has a space in it. */
const RUNS = `mfa-rehearsal run ${new URL("../../../../", import.meta.url)} `;
const PLACE = `${RUNS}${root.dataset.edition}/${root.dataset.slug}`;
/** Where versions before this one kept it, whichever copy of the site they were. */
const FORMER_RUNS = "mfa-rehearsal/";
const FORMER_PLACE = `${FORMER_RUNS}${root.dataset.edition}/${root.dataset.slug}`;
/** Here while this tab opens a saved run; still here on its next visit if that ended the page. */
const OPENING = `${PLACE}#opening`;
const ASIDE = `${PLACE}#aside`;
/** What Python is given in place of a run that is set aside: it says that there is none. */
const NONE = "set aside";

/** A run that was left longer ago is not continued, and what was typed in it is not kept. */
const KEPT_FOR_MS = 12 * 60 * 60 * 1000;
/** How long a saved run that stays the same keeps its time. */
const RENEW_MS = 60 * 60 * 1000;
/** What no reader reaches: as `MOST_CHARACTERS` in lessons/saving.py. */
const MOST_CHARACTERS = 200_000;

/** The saved run that was handed over, and what it was kept as. */
let opened = "";
let kept = "";

/** @returns {string} the run as this tab kept it, or else as any tab did last, or "" */
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

/** Takes over the run that a version before this one kept. */
function adopt(/** @type {Storage} */ storage) {
  const former = storage.getItem(FORMER_PLACE);
  storage.removeItem(FORMER_PLACE);
  if (former && storage.getItem(PLACE) === null) storage.setItem(PLACE, former);
}

/**
 * Drops every run of this site that was kept too long ago. One without a time, from an earlier
 * version, or with one that is yet to come, since the clock was set back, counts from now on.
 */
function dropOld(/** @type {Storage} */ storage) {
  for (const place of Object.keys(storage)) {
    if (!place.startsWith(RUNS) && !place.startsWith(FORMER_RUNS)) continue;
    const run = storage.getItem(place);
    const age_ms = Date.now() - Number.parseInt(run, 10);
    if (age_ms >= KEPT_FOR_MS) storage.removeItem(place);
    else if (!(age_ms >= 0)) storage.setItem(place, `${Date.now()} ${run.replace(/^\d+ /, "")}`);
  }
}

// -- A run that Python cannot open -----------------------------------------------------------

let opening = false;

/** Python is there and opens the run: from now to the first answer the run may do harm. */
export function beginOpening() {
  if (!opened || opened === NONE) return;
  opening = true;
  try {
    sessionStorage.setItem(OPENING, String(Date.now()));
  } catch {}
}

/** It was opened, or the reader left before it was. */
function endOpening() {
  if (!opening) return;
  opening = false;
  try {
    sessionStorage.removeItem(OPENING);
  } catch {}
}

addEventListener("pagehide", endOpening);

/** Makes the next visit begin a new run, if the simulator failed while it opened a saved one. */
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

/** The run as it was last saved, and when. */
let saved = "";
let saved_ms = 0;

/** @param {{saved: object, presses: number}} answer */
export function keep({ saved: run, presses }) {
  endOpening();
  const text = JSON.stringify(run);
  if (text !== saved || Math.abs(Date.now() - saved_ms) > RENEW_MS) save(text);
  try {
    noteInHistory(presses);
  } catch {
    // WebKit takes a hundred entries in ten seconds: then Back goes over more than one press.
  }
}

function save(/** @type {string} */ text) {
  saved = text;
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

function noteInHistory(/** @type {number} */ presses) {
  const before = history.state?.presses;
  if (before === presses) return;
  if (presses > before) history.pushState({ presses }, "");
  else history.replaceState({ presses }, "");
}

/** @returns {string} how far the reader was before the page was loaded again, or "" */
export function pressesBefore() {
  return isCount(history.state?.presses) ? String(history.state.presses) : "";
}

/** @param {(presses: number) => void} goTo is told how far the reader went back or forward */
export function followHistory(goTo) {
  addEventListener("popstate", ({ state }) => {
    if (isCount(state?.presses)) goTo(state.presses);
  });
}

function isCount(/** @type {unknown} */ presses) {
  return Number.isSafeInteger(presses) && presses >= 0;
}
