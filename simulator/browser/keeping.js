/**
 * What the browser keeps of a run: its list of actions, over a reload; and the reader's way
 * through it, for the back and forward buttons. Each tab keeps its own: two that practise the
 * same do not take each other's place.
 *
 * Rule: it knows a run only as a text that Python wrote and as a number of presses.
 */
const root = document.documentElement;
const PLACE = `mfa-rehearsal/${root.dataset.edition}/${root.dataset.slug}`;

/** @returns {string} the run as this tab kept it, or else as any tab did last, or "" */
export function keptRun() {
  try {
    return sessionStorage.getItem(PLACE) ?? localStorage.getItem(PLACE) ?? "";
  } catch {
    return "";
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
    sessionStorage.setItem(PLACE, saved);
    localStorage.setItem(PLACE, saved);
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
