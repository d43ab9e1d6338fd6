/**
 * The page's side of the worker: starts it, posts to it, and tells what comes of it.
 *
 * Python is started as this is loaded, which may be before all else of the page. A message may be
 * posted at once: the worker's own queue keeps it until Python can answer.
 */

const PATIENCE_MS = 45_000;

/** What happened and how to mend it, by the cause that the worker gives. */
export const REASONS = {
  blocked: () =>
    "The browser did not run a script of this page. Check the network and any content blocker, then try again.",
  changed: (/** @type {string} */ file) =>
    `A file arrived changed: ${file}. Something on its way altered it, such as a proxy or an extension. Use another network or a private window.`,
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
/** @type {Worker | null} */
let worker = null;
start();

export function listen(/** @type {Listener} */ to) {
  listener = to;
  for (const [what, told] of early) listener[what](...told);
}

export function post(/** @type {object} */ message) {
  worker?.postMessage(message);
}

function tell(/** @type {string} */ what, ...told) {
  if (listener) listener[what](...told);
  else early.push([what, told]);
}

function start() {
  if (typeof WebAssembly !== "object") return fail("webassembly");
  try {
    worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  } catch {
    return fail("blocked");
  }
  wait();
  worker.onmessage = receive;
  worker.onerror = (event) => {
    event.preventDefault();
    fail(event.message ? "stopped" : "blocked", event.message);
  };
}

function receive({ data }) {
  if (data.id) return tell("answer", data);
  clearTimeout(patience);
  if (data.fatal) fail(data.fatal.cause, data.fatal.detail);
  else if (data.ready) tell("ready");
  else {
    wait();
    tell("progress", data.loaded, data.total);
  }
}

function wait() {
  patience = setTimeout(fail, PATIENCE_MS, "silent");
}

/**
 * @param {keyof typeof REASONS} cause
 * @param {string} detail
 */
function fail(cause = "stopped", detail = "") {
  clearTimeout(patience);
  worker?.terminate();
  tell("failure", REASONS[cause](detail));
}
