/**
 * What the browser keeps of a run: its list of actions, over a reload; and the reader's way
 * through it, for the back and forward buttons. Each tab keeps its own: two tabs on the
 * same lesson don't overwrite each other's.
 *
 * Rule: it knows a run only as a text that Python wrote and as a number of presses.
 */
const root = document.documentElement;
/** Another copy of the site on this origin keeps its runs apart: no address has a space in it. */
const RUNS = `mfa-rehearsal run ${new URL("../../../../", import.meta.url)} `;
const PLACE = `${RUNS}${root.dataset.edition}/${root.dataset.slug}`;
/** Where versions before this one kept it, whichever copy of the site they were. */
const FORMER_RUNS = "mfa-rehearsal/";
const FORMER_PLACE = `${FORMER_RUNS}${root.dataset.edition}/${root.dataset.slug}`;

/** A run that was left longer ago is not continued, and what was typed in it is not kept. */
const KEPT_FOR_MS = 12 * 60 * 60 * 1000;

/** @returns {string} the run as this tab kept it, or else as any tab did last, or "" */
export function keptRun() {
  try {
    for (const storage of [sessionStorage, localStorage]) {
      adopt(storage);
      dropOld(storage);
    }
    const kept = sessionStorage.getItem(PLACE) ?? localStorage.getItem(PLACE) ?? "";
    return kept.slice(kept.indexOf(" ") + 1);
  } catch {
    return "";
  }
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
    const kept = storage.getItem(place);
    const age_ms = Date.now() - Number.parseInt(kept, 10);
    if (age_ms >= KEPT_FOR_MS) storage.removeItem(place);
    else if (!(age_ms >= 0)) storage.setItem(place, `${Date.now()} ${kept.replace(/^\d+ /, "")}`);
  }
}

/** @returns {string} how far the reader was before the page was loaded again, or "" */
export function pressesBefore() {
  return String(history.state?.presses ?? "");
}

/** Lets go of the run, where one is kept. */
export function forget() {
  try {
    sessionStorage.removeItem(PLACE);
    localStorage.removeItem(PLACE);
  } catch {}
}

/** @param {{saved: string, presses: number}} answer */
export function keep({ saved, presses }) {
  try {
    const kept = `${Date.now()} ${saved}`;
    sessionStorage.setItem(PLACE, kept);
    localStorage.setItem(PLACE, kept);
    root.dataset.kept = "yes";
  } catch {
    root.dataset.kept = "no";
  }
  const before = history.state?.presses;
  if (before === presses) return;
  if (presses > before) history.pushState({ presses }, "");
  else history.replaceState({ presses }, "");
}

/** @param {(presses: number) => void} goTo is told how far the reader went back or forward */
export function followHistory(goTo) {
  addEventListener("popstate", ({ state }) => {
    if (state) goTo(state.presses);
  });
}
