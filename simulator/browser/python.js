/**
 * The page's side of the worker: starts it, posts to it, and tells what comes of it.
 *
 * Python is started when the reader shows that they want it, and that may be before all else of the
 * page is there. A message may be posted at once: it is kept until Python can answer.
 */

const START_MS = 45_000;
const ANSWER_MS = 10_000;
/** A page that nobody sees is not painted. */
const LONGEST_PAINT_MS = 500;

const PRESSES = ["click", "keydown", "pointerdown"];
const NEARBY = [...PRESSES, "focusin", "pointerover"];

/** What happened and how to mend it, by the cause that the worker gives. */
export const REASONS = {
  blocked: () =>
    "The browser did not run a script of this page. Check the network and any content blocker, then try again.",
  changed: (/** @type {string} */ file) =>
    `A file arrived changed: ${file}. Something on its way altered it, such as a proxy or an extension. Use another network or a private window.`,
  gone: () =>
    "Python no longer answers. Close other heavy pages, then try again: a run that this browser keeps goes on where it was.",
  missing: (/** @type {string} */ file) =>
    `A file did not arrive: ${file}. Check the network and any content blocker, then try again.`,
  silent: () =>
    "Nothing came from Python for 45 seconds. Close other heavy pages, check the network, then try again.",
  stopped: (/** @type {string} */ words) =>
    `Python stopped. It said: ${words}. Try again; if it stops again, use another browser.`,
  webassembly: () =>
    "WebAssembly is turned off in this browser, and Python needs it. Turn it on, or use another browser.",
};

/**
 * @typedef {object} Listener
 * @property {(loaded: number, total: number) => void} progress bytes
 * @property {() => void} ready
 * @property {(answer: object) => void} answer
 * @property {(reason: string) => void} failure nothing comes after it
 */

/** @type {Listener | null} */
let listener = null;
/** @type {[string, unknown[]][]} what came before anyone listened */
const early = [];
let patience = 0;
let ready = false;
let unanswered = 0;
/** @type {Worker | null} */
let worker = null;
/** @type {object[]} what was posted before there was a worker */
const unsent = [];

/** The first screen stands in the page: it is painted before anything else has its turn. */
export const painted = new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, LONGEST_PAINT_MS);
});
startWhenWanted();

export function listen(/** @type {Listener} */ to) {
  listener = to;
  for (const [what, told] of early) listener[what](...told);
}

/** A worker that the browser ended tells nobody: it is missed by its answers. */
export function post(/** @type {object} */ message) {
  if (worker) worker.postMessage(message);
  else unsent.push(message);
  if (unanswered++ === 0) wait();
}

function tell(/** @type {string} */ what, ...told) {
  if (listener) listener[what](...told);
  else early.push([what, told]);
}

/**
 * A page of its own is wanted. Inside another it is wanted when it comes into view or a pointer
 * or the focus comes to it; and where data is to be saved, when the reader presses something.
 */
function startWhenWanted() {
  const saving = navigator.connection?.saveData === true;
  if (parent === window && !saving && !document.hidden) return start();
  const signs = saving ? PRESSES : NEARBY;
  const shown = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && wanted());
  const wanted = () => {
    shown.disconnect();
    for (const sign of signs) removeEventListener(sign, wanted, true);
    start();
  };
  for (const sign of signs) addEventListener(sign, wanted, true);
  if (!saving) shown.observe(document.documentElement);
}

async function start() {
  document.documentElement.dataset.wanted = "";
  await painted;
  if (typeof WebAssembly !== "object") return fail("webassembly");
  try {
    worker = startWorker();
  } catch {
    return fail("blocked");
  }
  worker.onmessage = receive;
  worker.onerror = (event) => {
    event.preventDefault();
    fail(event.message ? "stopped" : "blocked", event.message);
  };
  for (const message of unsent.splice(0)) worker.postMessage(message);
  wait();
}

function startWorker(task = "") {
  const told = [task, hostMayCompress() ? "host may compress" : ""];
  return new Worker(new URL("worker.js", import.meta.url), {
    type: "module",
    name: told.join(", "),
  });
}

/** Where the site is kept, Python's memory is too: by a worker that ends when that is done. */
export async function keepStart() {
  if (!navigator.serviceWorker?.controller) return;
  const { wasMade } = await import("./snapshot.js");
  if (await wasMade()) return;
  const keeper = startWorker("keep memory");
  keeper.onmessage = ({ data }) => data.fatal && keeper.terminate();
}

/**
 * What a host did to this script it may do to larger files, and a service worker may have kept
 * them so: the worker asks.
 */
function hostMayCompress() {
  if (navigator.serviceWorker?.controller) return true;
  const [entry] = performance.getEntriesByName(import.meta.url);
  return entry?.encodedBodySize < entry?.decodedBodySize;
}

function receive({ data }) {
  if (data.fatal) return fail(data.fatal.cause, data.fatal.detail);
  if (data.id) unanswered--;
  ready ||= Boolean(data.ready);
  wait();
  if (data.id) tell("answer", data);
  else if (data.ready) tell("ready");
  else tell("progress", data.loaded, data.total);
}

function wait() {
  clearTimeout(patience);
  if (!worker) return;
  if (!ready) patience = setTimeout(fail, START_MS, "silent");
  else if (unanswered) patience = setTimeout(fail, ANSWER_MS, "gone");
}

/**
 * @param {keyof typeof REASONS} cause
 * @param {string} detail
 */
function fail(cause = "stopped", detail = "") {
  clearTimeout(patience);
  worker?.terminate();
  worker = null;
  tell("failure", REASONS[cause](detail));
}
