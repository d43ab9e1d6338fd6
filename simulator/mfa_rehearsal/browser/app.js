/**
 * The page: sends each press to Python as a message, and puts the HTML that comes back in the page.
 *
 * Rule: this file knows no action, screen or rule of the simulator.
 */

import { hideDismissed, listenToReader, sendTyped } from "./controls.js";
import { followHost, tellOf } from "./embedding.js";
import { failure, keepStart, listen, post } from "./python.js";
import {
  beginOpening,
  followHistory,
  keep,
  keepPicture,
  keptRun,
  noteInHistory,
  pressesBefore,
  setAside,
} from "./run_storage.js";

const BUSY_AFTER_MS = 150;
const AFTER_THE_SECOND_MS = 30;
const LONGEST_PRESS_MS = 1000;
const QUIET_MS = 10_000;
/** Long enough that another press doesn't wait for the picture that is only stored. */
const STILL_AFTER_MS = 500;
const SECOND_MS = 1000;
const CLOCK_SET_MS = 5000;

/** What the page sends by itself when codes change. */
const REDRAW = "Redraw";

const root = document.documentElement;
const practice = document.getElementById("practice");
const spoken = document.getElementById("spoken");

// -- To Python and back --------------------------------------------------------------------

/**
 * The computer's clock may be set at any time, but `performance.now()` can't be, so this page times
 * its work by the latter. `origin_ms`, the time the page was opened by the computer's clock as it
 * is now set, changes only when someone sets that clock.
 *
 * @typedef {{now: number, origin_ms: number}} Moment now: Unix seconds, whole
 * @returns {Moment}
 */
function moment() {
  const now_ms = Date.now();
  return { now: Math.floor(now_ms / 1000), origin_ms: now_ms - performance.now() };
}

/** @type {Map<number, Moment & {action: string}>} unanswered messages by their ids */
const waiting = new Map();
let lastId = 0;
let lastSpoken = "";
let busy = 0;
/** A run that the page around sends is opened only if the reader has done nothing in this one. */
let hasPressed = false;

/**
 * @param {string} action
 * @param {Record<string, string>} fields
 */
function send(action, fields = {}) {
  const sent = { action, ...moment() };
  waiting.set(++lastId, sent);
  post(lastId, { fields, ...sent });
}

/** Sends what the reader did. If that takes long, the page and the pressed control show it. */
function press(action, fields, control) {
  hasPressed = true;
  sendTyped();
  control?.setAttribute("data-pending", "");
  busy ||= setTimeout(() => practice.setAttribute("aria-busy", "true"), BUSY_AFTER_MS);
  send(action, fields);
  ahead.push({ id: lastId, action, fields, control });
  walk();
}

/** What only Python can answer waits for it: the page says which press, and what comes. */
function tellOfSaved(/** @type {HTMLElement | undefined} */ control) {
  if (!control || root.dataset.runtime !== "starting") return;
  const name = (control.ariaLabel ?? control.textContent).trim();
  const words = `Starting Python. Your click on “${name}” is saved.`;
  document.querySelector("[data-saved-words]").textContent = words;
  say(words);
}

async function receive(id, answer) {
  const sent = waiting.get(id);
  waiting.delete(id);
  if (answer.failed) return reportBug(answer);
  if (answer.still) return keepPicture(answer.still);
  if (id < walkedTo) return;
  const tools = await parts;
  whenReleased(() => {
    try {
      if (root.dataset.runtime !== "failed") show(answer, sent, tools);
    } catch (error) {
      failure.fail("broken", "", String(error.stack));
    }
  });
}

function show(answer, sent, { put, follow }) {
  const isNews = put(practice, answer.html);
  hideDismissed();
  follow(practice);
  document.title = answer.title;
  // The same words mean the same state, unless a new refusal or the lesson's end has appeared.
  if (isNews || answer.spoken !== lastSpoken) say(answer.spoken);
  lastSpoken = answer.spoken;
  if (keep(answer, sent.action === REDRAW)) drawStillSoon(answer.step.slug);
  redrawAfter(sent, answer.redraw_in_s);
  if (waiting.size === 0) rest();
  root.dataset.runtime = "ready";
  performance.mark("practice:answered");
  tellOf(answer);
}

// -- The road ahead: pictures that are there before Python is ------------------------------------

/** What was pressed and is not looked up on the road yet. */
const ahead = [];
/** The last message that the road answered. Python's answer to it is drawn, those before are not. */
let walkedTo = 0;
/** @type {import("./road.js").Road | null | undefined} undefined until it is loaded */
let road;

function walk() {
  if (road === undefined) return tellOfSaved(ahead.at(-1).control);
  for (const { id, action, fields, control } of ahead.splice(0)) {
    const picture = root.dataset.runtime === "starting" && road?.follow(action, fields);
    const presses = road?.presses;
    if (!picture) {
      tellOfSaved(control);
      continue;
    }
    walkedTo = id;
    parts.then((tools) => whenReleased(() => drawAhead(picture, presses, tools)));
  }
}

function drawAhead({ html, title, spoken: words }, presses, { put, follow }) {
  if (root.dataset.runtime !== "starting") return;
  put(practice, html);
  hideDismissed();
  follow(practice);
  document.title = title;
  say(words);
  rest();
  noteInHistory(presses);
  performance.mark("practice:answered");
}

/** A page with a saved run does not begin where its road does. */
async function lookAhead() {
  const first = { html: practice.innerHTML, title: document.title, spoken: document.title };
  try {
    const { loadRoad } = await import("./road.js");
    road = await loadRoad(root.dataset.road, first);
    noteInHistory(0);
  } catch {
    road = null;
  }
  walk();
}

/** Announces words, even the same ones again: an empty region in between makes them new. */
function say(/** @type {string} */ words) {
  spoken.textContent = "";
  requestAnimationFrame(() => {
    spoken.textContent = words;
  });
}

let still = 0;

/** A complete run is not resumed, so it needs no picture. */
function drawStillSoon(/** @type {string} */ step) {
  clearTimeout(still);
  if (step) still = setTimeout(() => send("DrawStill"), STILL_AFTER_MS);
}

function rest() {
  for (const control of practice.querySelectorAll("[data-pending]")) {
    control.removeAttribute("data-pending");
  }
  clearTimeout(busy);
  busy = 0;
  practice.setAttribute("aria-busy", "false");
}

// -- While a button is held down, the page doesn't change, so nothing moves under the pointer ----

const held = [];
let down = 0;

function whenReleased(change) {
  held.push(change);
  if (!down) release();
}

function release() {
  clearTimeout(down);
  down = 0;
  for (const change of held.splice(0)) change();
}

addEventListener("pointerdown", ({ button }) => {
  if (button === 0) down ||= setTimeout(release, LONGEST_PRESS_MS);
});
// Not at once, because the click comes after the pointer is up.
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(release));

// -- Codes change every half minute, and a reader who comes back sees the current ones ------------

let redraw = 0;
/** By performance.now(): the beginning of the second in which the page was drawn. */
let drawn_ms = 0;
let due_ms = 0;
let drawnOrigin_ms = 0;

function redrawAfter(/** @type {Moment} */ { now, origin_ms }, /** @type {number} */ seconds) {
  drawn_ms = now * SECOND_MS - origin_ms;
  due_ms = drawn_ms + seconds * SECOND_MS + AFTER_THE_SECOND_MS;
  drawnOrigin_ms = origin_ms;
  passTime();
}

/**
 * Runs once a second. It also checks whether time was skipped, because no event says that the
 * computer slept or that its clock was set.
 */
function passTime() {
  clearTimeout(redraw);
  if (!due_ms || document.hidden) return;
  const now_ms = performance.now();
  const wasSet = Math.abs(moment().origin_ms - drawnOrigin_ms) > CLOCK_SET_MS;
  if (now_ms < due_ms && !wasSet) {
    const since_ms = now_ms - drawn_ms;
    parts.then(({ tellTime }) => tellTime(practice, since_ms));
    redraw = setTimeout(passTime, Math.min(due_ms - now_ms, SECOND_MS - (since_ms % SECOND_MS)));
  } else {
    due_ms = 0;
    send(REDRAW);
  }
}

document.addEventListener("visibilitychange", passTime);

// -- When the simulator fails ----------------------------------------------------------------

function reportBug({ failed, actions }) {
  const done = actions.map((action) => JSON.stringify(action)).join("\n");
  failure.fail("broken", "", `${failed}\n${done}`);
}

addEventListener("rehearsal-failed", () => {
  due_ms = 0;
  rest();
  setAside();
});

// -- Start -----------------------------------------------------------------------------------

const parts = loadParts();
const saved = keptRun();
if (root.dataset.road && !saved) lookAhead();
else road = null;
listenToReader({ press, say });
addEventListener("resize", async () => (await parts).follow(practice));
listen({
  progress: showProgress,
  ready: () => {
    performance.mark("practice:ready");
    beginOpening();
    setTimeout(keepStart, QUIET_MS);
  },
  answer: receive,
});

function open(/** @type {string} */ run, presses = "") {
  send("Open", {
    edition: root.dataset.edition,
    slug: root.dataset.slug,
    ...("guide" in root.dataset && { guide: root.dataset.guide }),
    ...("options" in root.dataset && { options: root.dataset.options }),
    utc_offset_s: String(-60 * new Date().getTimezoneOffset()),
    saved: run,
    presses,
  });
}

open(saved, pressesBefore());
followHost((run) => {
  if (!hasPressed) open(run);
});

followHistory((presses) => press("GoTo", { presses: String(presses) }));
globalThis.pressEarly?.();

/** Shows how much has arrived wherever something waits for Python, and how long the rest takes. */
function showProgress(/** @type {number} */ loaded, /** @type {number} */ total) {
  for (const bar of document.querySelectorAll("[data-start]")) {
    Object.assign(bar, { value: loaded, max: total });
  }
  const left_s = Math.ceil(((performance.now() / 1000) * (total - loaded)) / loaded);
  for (const place of document.querySelectorAll("[data-start-left]")) {
    place.textContent = left_s > 1 ? `About ${left_s} seconds left.` : "";
  }
}

/** Loads the scripts that the first answer needs, well before it arrives. */
async function loadParts() {
  try {
    const [page, { connectCamera }] = await Promise.all([
      import("./page.js"),
      import("./camera.js"),
    ]);
    return { ...page, follow: connectCamera((text) => press("Scan", { text })) };
  } catch {
    failure.fail("blocked", "page.js");
    return new Promise(() => {});
  }
}
