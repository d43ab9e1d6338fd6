/**
 * The page's side of the worker: starts it, posts to it, and tells what comes of it.
 *
 * Python is started when the reader shows that they want it, and that may be before all else of the
 * page is there. A message may be posted at once: it is kept until Python can answer. What fails
 * is told by failure.js.
 */

const WORKER = new URL("worker.js", import.meta.url).href;
const ANSWER_MS = 10_000;
/** A page that nobody sees is not painted. */
const LONGEST_PAINT_MS = 500;

const PRESSES = ["click", "keydown", "pointerdown"];
const NEARBY = [...PRESSES, "focusin", "pointerover"];

/** Where the host allows no inline script, the page came without these two. */
if (!globalThis.failure) {
  await import("./integrity.js");
  await import("./failure.js");
}
export const { failure } = globalThis;

/**
 * @typedef {object} Listener
 * @property {(loaded: number, total: number) => void} progress bytes
 * @property {() => void} ready
 * @property {(id: number, answer: object) => void} answer to the message posted under this id
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
/** @type {object[] | null} what was posted before a worker was heard */
let unheard = [];

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
export function post(/** @type {number} */ id, /** @type {object} */ content) {
  const message = { id, message: JSON.stringify(content) };
  unheard?.push(message);
  worker?.postMessage(message);
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
  document.documentElement.dataset.waits = "";
  failure.wait();
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
  if (document.documentElement.dataset.runtime === "failed") return;
  delete document.documentElement.dataset.waits;
  document.documentElement.dataset.wanted = "";
  failure.alive();
  await painted;
  if (typeof WebAssembly !== "object") return failure.fail("webassembly");
  employ(startBoundWorker);
}

/**
 * Starts a worker and sends it what was posted. One that fails before it is heard may have failed
 * because of how it was started: then it is started plainly.
 */
function employ(/** @type {() => Worker} */ startOne) {
  const giveUp = (/** @type {string} */ words) => {
    if (!unheard || startOne === startWorker)
      failure.fail(words ? "stopped" : "blocked", words || "worker.js");
    else employ(startWorker);
  };
  try {
    worker = startOne();
  } catch {
    return giveUp("");
  }
  worker.onmessage = receive;
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    giveUp(event.message ?? "");
  };
  for (const message of unheard) worker.postMessage(message);
}

function startWorker(task = "", address = WORKER) {
  const told = [task, hostMayCompress() ? "host may compress" : ""];
  return new Worker(address, { type: "module", name: told.join(", ") });
}

/**
 * A policy in a page binds the page's workers only where they come from a `blob:`. In its own
 * file a worker is bound by what the host sends with that file, and a plain host sends nothing.
 */
function startBoundWorker(task = "") {
  const script = new Blob([`import ${JSON.stringify(WORKER)};`], { type: "text/javascript" });
  return startWorker(task, URL.createObjectURL(script));
}

/** Where the site is kept, Python's memory is too: by a worker that ends when that is done. */
export async function keepStart() {
  if (!controlled()) return;
  const { wasMade } = await import("./snapshot.js");
  if (await wasMade()) return;
  const keeper = startBoundWorker("keep memory");
  keeper.onmessage = ({ data }) => data.fatal && keeper.terminate();
}

/**
 * What a host did to this script it may do to larger files, and a service worker may have kept
 * them so: the worker asks.
 */
function hostMayCompress() {
  if (controlled()) return true;
  const [entry] = performance.getEntriesByName(import.meta.url);
  return entry?.encodedBodySize < entry?.decodedBodySize;
}

/** Whether a service worker answers. In a sandbox without an origin already the question throws. */
function controlled() {
  try {
    return Boolean(navigator.serviceWorker?.controller);
  } catch {
    return false;
  }
}

function receive({ data }) {
  unheard = null;
  if (data.fatal) return failure.fail(data.fatal.cause ?? "stopped", data.fatal.detail);
  if (data.id) unanswered--;
  ready ||= Boolean(data.ready);
  wait();
  if (data.id) tell("answer", data.id, JSON.parse(data.answer));
  else if (data.ready) tell("ready");
  else tell("progress", data.loaded, data.total);
}

function wait() {
  clearTimeout(patience);
  if (worker && !ready) failure.alive();
  else if (worker && unanswered) patience = setTimeout(failure.fail, ANSWER_MS, "gone");
}

addEventListener("rehearsal-failed", () => {
  clearTimeout(patience);
  worker?.terminate();
  worker = null;
});
