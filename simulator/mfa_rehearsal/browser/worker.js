/**
 * Python's side of the page: starts Pyodide and answers messages, one after another.
 *
 * Pyodide fetches and compiles its own files. This worker begins both before Pyodide asks, so that
 * all files load at once, bytes are counted and the archive is checked. A file that fails ends the
 * start here: Pyodide itself would wait for it forever.
 *
 * A host that compresses its responses sends each file itself. Any other host sends a precompressed
 * copy, so little is sent whatever the host can do.
 */
import { LOCK } from "./manifest.js";

const ARCHIVE = "python.zip";
const WORDS = "guide.json.pack";
const WASM = "pyodide/pyodide.asm.wasm";
const REST = "pyodide/pyodide.rest.wasm";
/** A module that exports the function that it imports, as only such functions fit in a table. */
const CALLER = "AGFzbQEAAAABBAFgAAACBQEAAAAABwQBAAAA";
const WASM_TYPE = "application/wasm";
const QUICK_MS = 5_000;
/** How long to wait for a saved memory, or the script that finds it, once the rest has loaded. */
const MEMORY_MS = 2_000;
/** A quick start needs no progress bar, and drawing one would take time from Python. */
const TELL_AFTER_MS = 300;
const TELL_EVERY_MS = 100;
/** What the page wants and knows; see python.js. */
const { task, hostMayCompress, files, sizes } = JSON.parse(self.name);
const PYODIDE = new URL(".", address(WASM)).href;
const NEVER = new Promise(() => {});

let total = 0;
let loaded = 0;
let told_ms = TELL_AFTER_MS - TELL_EVERY_MS;

/** @type {(cause: string, detail: string) => void} */
let giveUp;
const givenUp = new Promise((_, reject) => {
  giveUp = (cause, detail) => reject(new Error(detail, { cause }));
});

const fetchFromHost = self.fetch;
const archive = load(ARCHIVE).then(check);
const compiled = load(WASM).then(compile).catch(stop);
const words = loadWords();

self.fetch = async (input, init) => {
  if (String(input) === address(ARCHIVE)) return new Response(await archive);
  return String(input) === address(WASM) ? new Response() : fetchFromHost(input, init);
};
WebAssembly.instantiateStreaming = async (_, imports) => {
  const module = await compiled;
  const instance = await WebAssembly.instantiate(module, imports).catch(stop);
  if (instance.exports.split) loadRestWhenCalled(instance.exports, imports);
  return { module, instance };
};

const python = Promise.race([start(), givenUp]);
python.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ fatal: { cause: error.cause, detail: error.message } }),
);

/**
 * Pyodide's WebAssembly has only the functions that were expected to run. Any other first calls what
 * is in the table's first place; see wasm_split.py.
 */
function loadRestWhenCalled(/** @type {object} */ exports, /** @type {object} */ imports) {
  const load = () => {
    const rest = new WebAssembly.Module(fetchNow(REST));
    new WebAssembly.Instance(rest, { ...imports, split: exports });
  };
  const caller = new WebAssembly.Module(Uint8Array.from(atob(CALLER), (each) => each.charCodeAt()));
  const { exports: found } = new WebAssembly.Instance(caller, { "": { "": load } });
  exports.split.set(0, found[""]);
}

/** Fetches a file while Python waits in the middle of a call, so nothing can be awaited. */
function fetchNow(/** @type {string} */ place) {
  const request = new XMLHttpRequest();
  request.open("GET", address(place), false);
  request.responseType = "arraybuffer";
  try {
    request.send();
    if (request.status !== 200) throw new Error(`status ${request.status}`);
  } catch (error) {
    postMessage({ fatal: { cause: "unreachable", detail: place } });
    throw error;
  }
  return request.response;
}

/** A message and its answer pass as the JSON that the page and Python write. */
self.onmessage = async ({ data: { id, message } }) => {
  const handle = await python.catch(() => NEVER);
  try {
    postMessage({ id, answer: handle(message) });
  } catch (error) {
    postMessage({ fatal: { detail: String(error) } });
  }
};

/** @returns {Promise<(message: string) => string>} the bridge */
async function start() {
  const keeping = task === "keep memory";
  const snapshot = import("./snapshot.js").then(({ Snapshot }) => new Snapshot(files));
  const scripts = Promise.all([
    loadScript("pyodide/pyodide.js"),
    loadScript("pyodide/pyodide.asm.js"),
  ]);
  const needed = Promise.all([scripts, archive, compiled]);
  const kept = snapshot.then((found) => (keeping ? undefined : found.take()));
  const memory = await Promise.race([kept.catch(() => {}), needed.then(() => pause(MEMORY_MS))]);
  const [{ loadPyodide }] = await scripts;
  if (keeping) return keep(await snapshot, loadPyodide);
  if (memory) {
    await needed;
    const quick = startPython(loadPyodide, { _loadSnapshot: memory }).catch(() => null);
    const pyodide = await Promise.race([quick, pause(QUICK_MS)]);
    if (pyodide) {
      snapshot.then((found) => found.wentWell()).catch(() => {});
      performance.mark("practice:from-memory");
      return answering(pyodide);
    }
  }
  return answering(await startPython(loadPyodide));
}

function startPython(loadPyodide, more = {}) {
  return loadPyodide({
    indexURL: PYODIDE,
    stdLibURL: address(ARCHIVE),
    lockFileContents: LOCK,
    packageBaseUrl: PYODIDE,
    ...more,
  });
}

async function answering(pyodide) {
  return pyodide.pyimport("mfa_rehearsal.browser.bridge").start(await words);
}

/** Stores Python's memory for the next visit. This worker answers no messages. */
async function keep(snapshot, loadPyodide) {
  const pyodide = await startPython(loadPyodide, { _makeSnapshot: true });
  pyodide.runPython("from mfa_rehearsal.browser import bridge; bridge.prepare()");
  await snapshot.keep(pyodide);
  close();
  return NEVER;
}

function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

/** @param {string} place */
function loadScript(place) {
  return import(address(place)).catch(() => lose(place));
}

/** The coach's words, which Python gets when it starts. */
async function loadWords() {
  const { address: from, hash: integrity } = files[WORDS];
  try {
    const response = await fetchFromHost(from, { integrity });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await new Response(unpack(response.body)).text();
  } catch {
    return lose(WORDS);
  }
}

/**
 * @param {string} place its name
 * @returns {Promise<Response>} never settles if it fails
 */
async function load(place) {
  try {
    return (await compressedByHost(place)) ?? (await unpacked(place));
  } catch {
    return lose(place);
  }
}

/** Gives up on a file. The page finds out if it is missing, cut or late: see integrity.js. */
function lose(/** @type {string} */ place) {
  giveUp("unreachable", place);
  return NEVER;
}

/**
 * Asks first how the file would be sent, because much of an unwanted body would be sent anyway.
 * @param {string} place
 * @returns {Promise<Response | null>} null from a host that would send every byte
 */
async function compressedByHost(place) {
  if (!hostMayCompress) return null;
  const asked = await fetchFromHost(address(place), { method: "HEAD" }).catch(() => null);
  if (!asked?.ok || !asked.headers.has("Content-Encoding")) return null;
  const response = await fetchFromHost(address(place));
  if (!response.ok) throw new Error(`status ${response.status}`);
  return counted(place, response);
}

/** @param {string} place */
async function unpacked(place) {
  const pack = `${place}.pack`;
  const response = await fetchFromHost(address(pack));
  if (!response.ok) throw new Error(`status ${response.status}`);
  const { body } = counted(pack, response);
  return new Response(unpack(body), {
    headers: { "Content-Type": place === WASM ? WASM_TYPE : "" },
  });
}

function unpack(/** @type {ReadableStream} */ body) {
  return body.pipeThrough(new DecompressionStream("gzip"));
}

/**
 * Counts a copy's bytes: the browser keeps compiled WebAssembly for the next visit only if it
 * compiles the original response, and it takes one whose body is streamed elsewhere for
 * interrupted, unless there is a copy.
 * @param {string} place
 * @param {Response} response
 */
function counted(place, response) {
  total += sizes[place];
  count(response.clone()).catch(() => lose(place));
  return response;
}

/** @param {Response} copy */
async function count(copy) {
  for (const reader = copy.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    loaded += value.length;
    tellProgress();
  }
}

function tellProgress() {
  const now_ms = performance.now();
  if (now_ms < told_ms + TELL_EVERY_MS) return;
  told_ms = now_ms;
  postMessage({ loaded, total });
}

/** @param {Response} response of the archive */
async function check(response) {
  const bytes = await response.arrayBuffer();
  if ((await sha256(bytes)) === files[ARCHIVE].hash) return bytes;
  giveUp("changed", ARCHIVE);
  return NEVER;
}

/**
 * Without HTTPS, except on localhost, a browser can't hash, so nothing is checked.
 * @param {ArrayBuffer} bytes
 */
async function sha256(bytes) {
  if (!crypto.subtle) return files[ARCHIVE].hash;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256-${btoa(String.fromCharCode(...hash))}`;
}

/**
 * Compiles while the bytes arrive, if the host sends the right type; not every host does.
 * @param {Response} response
 */
async function compile(response) {
  const named = response.headers.get("Content-Type") === WASM_TYPE;
  return named
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/** @param {Error} error from WebAssembly, which Pyodide would not report */
function stop(error) {
  giveUp("stopped", error.message);
  return NEVER;
}

/** @param {string} place */
function address(place) {
  return files[place].address;
}
