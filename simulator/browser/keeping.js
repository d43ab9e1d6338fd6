/**
 * What the browser keeps of a run: its list of actions, over a reload; and the reader's way
 * through it, for the back and forward buttons.
 *
 * Rule: it knows a run only as a text that Python wrote and as a number of presses.
 */
const root = document.documentElement;
const PLACE = `mfa-rehearsal/${root.dataset.edition}/${root.dataset.slug}`;

/** @returns {string} the run as it was kept, or "" */
export function keptRun() {
  try {
    return localStorage.getItem(PLACE) ?? "";
  } catch {
    return "";
  }
}

/** @param {{saved: string, presses: number}} answer */
export function keep({ saved, presses }) {
  try {
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
