/**
 * The page: a press goes to Python as a message, and Python's HTML comes back into the page.
 *
 * Rule: this knows no action, no screen and no rule of the simulator. What a control sends stands
 * in its HTML: data-action, data-change, data-command, data-escape, data-toggle.
 */

import { failure, keepStart, listen, painted, post } from "./python.js";
import {
  beginOpening,
  followHistory,
  keep,
  keptRun,
  pressesBefore,
  setAside,
} from "./run_storage.js";

const BUSY_AFTER_MS = 150;
const AFTER_THE_SECOND_MS = 30;
const LONGEST_PRESS_MS = 1000;
const TYPING_PAUSE_MS = 200;
const QUIET_MS = 10_000;
const LOOK_EVERY_MS = 1000;
const CLOCK_SET_MS = 5000;

const root = document.documentElement;
const practice = document.getElementById("practice");
const spoken = document.getElementById("spoken");

// -- To Python and back --------------------------------------------------------------------

/**
 * The computer's clock may be set at any time, and `performance.now()` can't be. So what happens in
 * this page is timed by the second, and `origin_ms`, when the page was opened as the computer's
 * clock would now have it, changes only when that was set.
 *
 * @typedef {{now: number, origin_ms: number}} Moment now: Unix seconds, whole
 * @returns {Moment}
 */
function moment() {
  const now_ms = Date.now();
  return { now: Math.floor(now_ms / 1000), origin_ms: now_ms - performance.now() };
}

/** @type {Map<number, Moment>} when each message that waits for its answer was sent, by its id */
const waiting = new Map();
let lastId = 0;
let lastSpoken = "";
let busy = 0;

/**
 * @param {string} action
 * @param {Record<string, string>} fields
 */
function send(action, fields = {}) {
  const sent = moment();
  waiting.set(++lastId, sent);
  post(lastId, { action, fields, ...sent });
}

/** Sends what the reader did. When that takes long, the page and the pressed control say so. */
function press(action, fields, control) {
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
  const words = `Starting Python. “${name}” is saved and comes next.`;
  document.querySelector("[data-saved-words]").textContent = words;
  say(words);
}

async function receive(id, answer) {
  const sent = waiting.get(id);
  waiting.delete(id);
  if (answer.failed) return reportBug(answer);
  if (id < walkedTo) return keep(answer);
  const tools = await parts;
  whenReleased(() => {
    try {
      if (root.dataset.runtime !== "failed") show(answer, sent, tools);
    } catch (error) {
      failure.fail("broken", "", String(error.stack));
    }
  });
}

function show(answer, sent, { put, tellTime, follow }) {
  const isNews = put(practice, answer.html);
  hideDismissed();
  const drawn_ms = sent.now * 1000 - sent.origin_ms;
  tellTime(practice, performance.now() - drawn_ms);
  follow(practice);
  document.title = answer.title;
  // The same words again are the same state, unless something counts that was not there before.
  if (isNews || answer.spoken !== lastSpoken) say(answer.spoken);
  lastSpoken = answer.spoken;
  keep(answer);
  redrawAfter(drawn_ms + answer.redraw_in_s * 1000, sent.origin_ms);
  if (waiting.size === 0) rest();
  root.dataset.runtime = "ready";
  performance.mark("practice:answered");
  parent.postMessage({ source: "mfa-rehearsal", type: "step", ...answer.step }, "*");
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
    if (!picture) {
      tellOfSaved(control);
      continue;
    }
    walkedTo = id;
    parts.then((tools) => whenReleased(() => drawAhead(picture, tools)));
  }
}

function drawAhead({ html, title, spoken: words }, { put, follow }) {
  if (root.dataset.runtime !== "starting") return;
  put(practice, html);
  hideDismissed();
  follow(practice);
  document.title = title;
  say(words);
  rest();
  performance.mark("practice:answered");
}

/** A page with a saved run does not begin where its road does. */
async function lookAhead() {
  const first = { html: practice.innerHTML, title: document.title, spoken: document.title };
  try {
    const { loadRoad } = await import("./road.js");
    road = await loadRoad(root.dataset.road, first);
  } catch {
    road = null;
  }
  walk();
}

/** Says words again that were said before: an empty region in between makes them news. */
function say(/** @type {string} */ words) {
  spoken.textContent = "";
  requestAnimationFrame(() => {
    spoken.textContent = words;
  });
}

function rest() {
  for (const control of practice.querySelectorAll("[data-pending]")) {
    control.removeAttribute("data-pending");
  }
  clearTimeout(busy);
  busy = 0;
  practice.setAttribute("aria-busy", "false");
}

// -- While a button is down, the page stands still, so that it cannot slip from under it ---------

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
// Not at once: the click comes after the pointer is up.
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(release));

// -- Codes change at the full half minute, and whoever comes back sees the present ones -----------

let redraw = 0;
let due_ms = 0;
let drawnOrigin_ms = 0;

/**
 * @param {number} boundary_ms by performance.now()
 * @param {number} origin_ms of what is drawn now
 */
function redrawAfter(boundary_ms, origin_ms) {
  due_ms = boundary_ms + AFTER_THE_SECOND_MS;
  drawnOrigin_ms = origin_ms;
  redrawWhenDue();
}

/** Looks often, since nothing tells that the computer slept or that its clock was set. */
function redrawWhenDue() {
  clearTimeout(redraw);
  if (!due_ms || document.hidden) return;
  const left_ms = due_ms - performance.now();
  const wasSet = Math.abs(moment().origin_ms - drawnOrigin_ms) > CLOCK_SET_MS;
  if (left_ms > 0 && !wasSet) {
    redraw = setTimeout(redrawWhenDue, Math.min(left_ms, LOOK_EVERY_MS));
  } else {
    due_ms = 0;
    send("Redraw");
  }
}

document.addEventListener("visibilitychange", redrawWhenDue);

// -- What the reader does ---------------------------------------------------------------------

const COMMANDS = {
  fullscreen: () =>
    document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen(),
  print: () => print(),
};

let firstClicked = null;

addEventListener("click", (event) => {
  const control = event.target.closest("button");
  if (!control) return;
  // The second click of a double click means the first one's button, and never another that
  // has come to lie there; nor does it send a form twice.
  if (event.detail < 2) firstClicked = control;
  else if (control !== firstClicked || control.type === "submit") return event.preventDefault();

  const { action, command } = control.dataset;
  if (control.type === "submit" && control.form) return submit(event, control);
  if (action) press(action, control.name ? { [control.name]: control.value } : {}, control);
  if (command in COMMANDS)
    Promise.resolve(COMMANDS[command]()).catch(({ message }) => (spoken.textContent = message));
  if ("key" in control.dataset) typeKey(control);
  if ("dismiss" in control.dataset) dismiss(control.parentElement);
  if ("toggle" in control.dataset) control.ariaExpanded = String(control.ariaExpanded !== "true");
});

/** A key of a keypad types into its form's field; the one without a sign empties it. */
function typeKey(/** @type {HTMLButtonElement} */ { form, dataset: { key } }) {
  const field = form.querySelector("input");
  field.value = key ? field.value + key : "";
}

/**
 * Sends a form. The click sends it, which Enter in a field makes too: a frame whose sandbox allows
 * no forms never comes to a `submit`.
 */
function submit(/** @type {MouseEvent} */ event, /** @type {HTMLButtonElement} */ control) {
  const { form } = control;
  event.preventDefault();
  if (form.noValidate || form.reportValidity()) press(form.dataset.action, fieldsOf(form), control);
}

// A form without such a button is sent by nothing but Enter, and means nothing by it.
addEventListener("submit", (event) => event.preventDefault());

/** A notice that was read stays away until it says something else. */
function dismiss(/** @type {HTMLElement} */ notice) {
  notice.hidden = true;
  practice.querySelector("section").focus({ preventScroll: true });
  dismissed.set(notice.id, notice.textContent);
}

/** @type {Map<string, string>} what dismissed notices said, by their ids */
const dismissed = new Map();

function hideDismissed() {
  for (const [id, words] of dismissed) {
    const notice = document.getElementById(id);
    if (notice) notice.hidden = notice.textContent === words;
  }
}

let typing = 0;
let typed = null;

addEventListener("input", ({ target }) => {
  const { change } = target.dataset;
  if (!change) return;
  const fields = fieldsOf(target.form);
  typed = () => press(change, fields);
  clearTimeout(typing);
  typing = setTimeout(sendTyped, target.type === "text" ? TYPING_PAUSE_MS : 0);
});

/** Sends what was typed and not sent yet: before anything else that the reader does. */
function sendTyped() {
  const sendIt = typed;
  typed = null;
  clearTimeout(typing);
  sendIt?.();
}

addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.repeat) event.preventDefault();
  if (event.key === "Escape") practice.querySelector("[data-escape]")?.click();
});

function fieldsOf(form) {
  return Object.fromEntries(new FormData(form));
}

// -- When it ends ----------------------------------------------------------------------------

function reportBug({ failed, actions }) {
  const done = actions.map((action) => JSON.stringify(action)).join("\n");
  failure.fail("broken", "", `${failed}\n${done}`);
}

addEventListener("rehearsal-failed", () => {
  due_ms = 0;
  rest();
  setAside();
});

// -- Begin -----------------------------------------------------------------------------------

const progress = document.querySelector("#starting progress");
const parts = painted.then(loadParts);
const saved = keptRun();
if (root.dataset.road && !saved) painted.then(lookAhead);
else road = null;
addEventListener("resize", async () => (await parts).follow(practice));
listen({
  progress: (loaded, total) => Object.assign(progress, { value: loaded, max: total }),
  ready: () => {
    performance.mark("practice:ready");
    beginOpening();
    setTimeout(keepStart, QUIET_MS);
  },
  answer: receive,
});

send("Open", {
  edition: root.dataset.edition,
  slug: root.dataset.slug,
  utc_offset_s: String(-60 * new Date().getTimezoneOffset()),
  saved,
  presses: pressesBefore(),
});

followHistory((presses) => press("GoTo", { presses: String(presses) }));

/** Loads what is needed from the first answer on; by then it is long here. */
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
