/**
 * The page's side of the worker: starts it, posts messages to it, and passes on its answers.
 *
 * Python starts when the reader shows that they want it, perhaps before the rest of the page has
 * loaded. Messages can be posted at once: they wait until Python can answer. failure.js reports
 * what fails.
 */

const WORKER = new URL("worker.js", import.meta.url).href;
const ANSWER_MS = 10_000;
/** A hidden page is never painted. */
const LONGEST_PAINT_MS = 500;

const PRESSES = ["click", "keydown", "pointerdown"];
const NEARBY = [...PRESSES, "focusin", "pointerover"];

/** If the host allows no inline scripts, these two have not run yet. */
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
/** @type {[string, unknown[]][]} what arrived before anyone listened */
const early = [];
let patience = 0;
let ready = false;
let unanswered = 0;
/** @type {Worker | null} */
let worker = null;
/** @type {object[] | null} what was posted before a worker first answered */
let unheard = [];

/** The page contains the first screen, which is painted before Python starts. */
const painted = new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, LONGEST_PAINT_MS);
});
startWhenWanted();

export function listen(/** @type {Listener} */ to) {
  listener = to;
  for (const [what, told] of early) listener[what](...told);
}

/** A worker that the browser kills sends no event, so a missing answer is the only sign. */
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
 * A page in its own tab starts Python at once. An embedded page starts it when it comes into view
 * or gets the pointer or the focus. If the browser saves data, only a press starts it.
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
 * Starts a worker and sends it what was posted. If it fails before it first answers, the way it was
 * started may be the reason, so it is started again in the plain way.
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

/** A worker's name is the one thing that it knows from its first line on. */
function startWorker(task = "", address = WORKER) {
  const { files, sizes } = globalThis.integrity;
  const given = { task, hostMayCompress: hostMayCompress(), files, sizes };
  return new Worker(address, { type: "module", name: JSON.stringify(given) });
}

/**
 * The policy in a page applies to its workers only if they come from a `blob:`. A worker loaded from
 * a file gets the policy that the host sends with that file, and a plain host sends none.
 */
function startBoundWorker(task = "") {
  const script = new Blob([`import ${JSON.stringify(WORKER)};`], { type: "text/javascript" });
  return startWorker(task, URL.createObjectURL(script));
}

/** If the site is stored for offline use, a worker also stores Python's memory, and then ends. */
export async function keepStart() {
  if (!controlled()) return;
  const { Snapshot } = await import("./snapshot.js");
  if (await new Snapshot(globalThis.integrity.files).wasMade()) return;
  const keeper = startBoundWorker("keep memory");
  keeper.onmessage = ({ data }) => data.fatal && keeper.terminate();
}

/**
 * Whether the host may compress larger files: it compressed this script, or a service worker may
 * have stored them compressed. The worker then asks the host.
 */
function hostMayCompress() {
  if (controlled()) return true;
  const [entry] = performance.getEntriesByName(import.meta.url);
  return entry?.encodedBodySize < entry?.decodedBodySize;
}

/** Whether a service worker answers. In a sandbox without an origin, even asking throws. */
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
  clearInterval(patience);
  if (worker && !ready) failure.alive();
  else if (worker && unanswered) patience = failure.failAfter(ANSWER_MS, "gone");
}

addEventListener("rehearsal-failed", () => {
  clearInterval(patience);
  worker?.terminate();
  worker = null;
});
