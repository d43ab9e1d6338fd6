/**
 * SCORM 1.2: what a course's page reads from the learning platform and writes to it.
 *
 * Rule: a value that the platform refuses is not written, and the page goes on. Suspended data may
 * have 4096 characters, so it is compressed; if a run is longer even so, only the results are kept.
 * Source: SCORM 1.2 Run-Time Environment, ADL, 2001.
 */
const MOST_CHARACTERS = 4096;
const DEEPEST = 10;

/** @returns the platform around this page, or one that keeps nothing */
export function connect() {
  const api = find(window) ?? (opener && find(opener));
  return new Platform(api);
}

/** Looks for the platform's API in this window and the ones around it. */
function find(/** @type {Window} */ start) {
  let place = start;
  for (let depth = 0; depth < DEEPEST; depth++) {
    try {
      if (place.API) return place.API;
    } catch {
      return null; // a window on another origin
    }
    if (place === place.parent) return null;
    place = place.parent;
  }
  return null;
}

class Platform {
  #api;
  #begun_ms = Date.now();
  #hasLeft = false;
  #lessons = 0;

  constructor(api) {
    this.isThere = api?.LMSInitialize("") === "true";
    if (!this.isThere) return;
    this.#api = api;
    this.#lessons = Number(api.LMSGetValue("cmi.interactions._count")) || 0;
  }

  /** @returns {Promise<object>} what an earlier visit wrote, or an empty object */
  async read() {
    const text = this.#api?.LMSGetValue("cmi.suspend_data");
    if (!text) return {};
    try {
      return JSON.parse(await unpacked(text));
    } catch {
      return {}; // another course wrote it
    }
  }

  async write({ state, score, isComplete }) {
    if (!this.#api) return;
    let text = await packed(JSON.stringify(state));
    if (text.length > MOST_CHARACTERS) text = await packed(JSON.stringify({ ...state, run: "" }));
    this.#set("cmi.suspend_data", text);
    this.#set("cmi.core.score.min", "0");
    this.#set("cmi.core.score.max", "100");
    this.#set("cmi.core.score.raw", String(score));
    this.#set("cmi.core.lesson_status", isComplete ? "completed" : "incomplete");
    this.#set("cmi.core.exit", isComplete ? "" : "suspend");
    this.#api.LMSCommit("");
  }

  /** Records a finished lesson: the share of steps that the learner did, and the simulated time. */
  noteLesson(/** @type {string} */ slug, { share, seconds }) {
    const place = `cmi.interactions.${this.#lessons++}`;
    this.#set(`${place}.id`, slug);
    this.#set(`${place}.type`, "performance");
    this.#set(`${place}.result`, share === 1 ? "correct" : String(Math.round(100 * share) / 100));
    this.#set(`${place}.latency`, span(seconds));
  }

  leave() {
    if (!this.#api || this.#hasLeft) return;
    this.#hasLeft = true;
    this.#set("cmi.core.session_time", span((Date.now() - this.#begun_ms) / 1000));
    this.#api.LMSCommit("");
    this.#api.LMSFinish("");
  }

  #set(/** @type {string} */ name, /** @type {string} */ value) {
    this.#api?.LMSSetValue(name, value);
  }
}

/** @returns {string} a length of time as SCORM writes it: HHHH:MM:SS */
function span(/** @type {number} */ seconds) {
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const [hours, ...rest] = parts.map((part) => String(part).padStart(2, "0"));
  return [hours.padStart(4, "0"), ...rest].join(":");
}

async function packed(/** @type {string} */ text) {
  const bytes = await through(new Blob([text]), new CompressionStream("deflate-raw"));
  return btoa(String.fromCharCode(...bytes));
}

async function unpacked(/** @type {string} */ text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const plain = await through(new Blob([bytes]), new DecompressionStream("deflate-raw"));
  return new TextDecoder().decode(plain);
}

async function through(/** @type {Blob} */ blob, stream) {
  return new Uint8Array(await new Response(blob.stream().pipeThrough(stream)).arrayBuffer());
}
