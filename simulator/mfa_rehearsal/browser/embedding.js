/**
 * The page that embeds this one: what it is told, and what it may send.
 *
 * Rule: a message counts only if it comes from the page directly around this frame. The run, which
 * contains what the reader typed, is sent only to a page that asked for it, and only at its address.
 */

const SOURCE = "mfa-rehearsal";
const THEMES = ["light", "dark"];
/** More than any reader's run needs; as in run_storage.js. */
const MOST_CHARACTERS = 200_000;

const root = document.documentElement;
const isEmbedded = parent !== self;
const isDark = matchMedia("(prefers-color-scheme: dark)");

/** @type {string} the address of the page that asked for the run, or "" */
let asker = "";
/** @type {string | undefined} the run as text, once there is one */
let run;
/** What the page around was last told about a refusal and the end of the lesson. */
let lastRefusal = "";
let hasFinished = false;

function tell(/** @type {string} */ type, facts = {}, /** @type {string} */ address = "*") {
  parent.postMessage({ source: SOURCE, type, ...facts }, address);
}

/**
 * Tells the page around what an answer of Python's says.
 *
 * @param {{step: object, presses: number, refused?: object, finished?: object, saved: object}} answer
 */
export function tellOf({ step, presses, refused, finished, saved }) {
  tell("step", step);
  const refusal = refused ? JSON.stringify([presses, refused]) : "";
  if (refusal && refusal !== lastRefusal) tell("refused", refused);
  lastRefusal = refusal;
  if (finished && !hasFinished) tell("finished", finished);
  hasFinished = Boolean(finished);
  const text = JSON.stringify(saved);
  if (text === run) return;
  run = text;
  tellRun();
}

function tellRun() {
  if (asker && run)
    tell("run", { run, edition: root.dataset.edition, slug: root.dataset.slug }, asker);
}

/**
 * Listens to the page around.
 *
 * @param {(run: string) => void} open called with a run to continue
 */
export function followHost(open) {
  isDark.addEventListener("change", tellTheme);
  addEventListener("click", keepTheme, true);
  if (!isEmbedded) return;
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || !isHost(origin) || data?.source !== SOURCE) return;
    if (data.type === "hello") tellReady();
    if (data.type === "theme") setTheme(data.theme);
    if (data.type === "run") exchangeRun(data.run, origin, open);
  });
  tellReady();
}

function tellReady() {
  tell("ready", { edition: root.dataset.edition, slug: root.dataset.slug });
  tellTheme();
}

/** Whether an origin is that of the page around, as far as the browser says which that is. */
function isHost(/** @type {string} */ origin) {
  const known = location.ancestorOrigins?.[0];
  return known === undefined || known === origin;
}

function exchangeRun(/** @type {unknown} */ given, /** @type {string} */ origin, open) {
  asker = origin === "null" ? "*" : origin;
  if (typeof given === "string" && given && given.length <= MOST_CHARACTERS) open(given);
  else tellRun();
}

function setTheme(/** @type {unknown} */ theme) {
  if (THEMES.includes(theme)) root.dataset.theme = theme;
  else delete root.dataset.theme;
  tellTheme();
}

function tellTheme() {
  tell("theme", { theme: root.dataset.theme ?? (isDark.matches ? "dark" : "light") });
}

/** A link to another page of the simulator keeps the theme that the address asked for. */
function keepTheme(/** @type {MouseEvent} */ { target }) {
  const link = target.closest?.("a[href]:not([target])");
  if (!link || !new URLSearchParams(location.search).has("theme")) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || !root.dataset.theme) return;
  url.searchParams.set("theme", root.dataset.theme);
  link.href = url.href;
}
