/**
 * What the reader does: clicks, typed text and keys, as the HTML says what a control sends.
 *
 * Rule: this file knows no action. data-action and data-change name what a control sends;
 * data-command, data-key, data-dismiss and data-toggle stay in the page.
 */

const TYPING_PAUSE_MS = 200;

const practice = document.getElementById("practice");
const root = document.documentElement;

/** @type {(action: string, fields: Record<string, string>, control?: HTMLElement) => void} */
let press;
/** @type {(words: string) => void} */
let say;

/** Starts to listen. `press` gets what the reader does, `say` announces words. */
export function listenToReader(tools) {
  ({ press, say } = tools);
  addEventListener("click", clicked);
  // Only Enter submits a form that has no submit button, and that should do nothing.
  addEventListener("submit", (event) => event.preventDefault());
  addEventListener("input", changed);
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.repeat) event.preventDefault();
    if (event.key === "Escape") practice.querySelector("[data-escape]")?.click();
  });
}

const COMMANDS = {
  fullscreen: () =>
    document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen(),
  print: () => print(),
};

let firstClicked = null;

function clicked(/** @type {MouseEvent} */ event) {
  const control = event.target.closest("button");
  if (!control) return;
  // The second click of a double click counts only on the same button, never on one that has
  // appeared in its place, and it doesn't send a form twice.
  if (event.detail < 2) firstClicked = control;
  else if (control !== firstClicked || control.type === "submit") return event.preventDefault();

  const { action, command } = control.dataset;
  if (control.type === "submit" && control.form) return submit(event, control);
  if (action) press(action, control.name ? { [control.name]: control.value } : {}, control);
  if (command in COMMANDS)
    Promise.resolve(COMMANDS[command]()).catch(({ message }) => say(message));
  if ("key" in control.dataset) typeKey(control);
  if ("dismiss" in control.dataset) dismiss(control.parentElement);
  if ("toggle" in control.dataset) control.ariaExpanded = String(control.ariaExpanded !== "true");
}

/** A key of a keypad types into its form's field. The key without a digit clears the field. */
function typeKey(/** @type {HTMLButtonElement} */ { form, dataset: { key } }) {
  const field = form.querySelector("input");
  field.value = key ? field.value + key : "";
}

/**
 * Sends a form on the button's click, which Enter in a field triggers too: in a frame whose sandbox
 * allows no forms, there is no `submit` event.
 */
function submit(/** @type {MouseEvent} */ event, /** @type {HTMLButtonElement} */ control) {
  const { form } = control;
  event.preventDefault();
  if (form.noValidate || form.reportValidity()) press(form.dataset.action, fieldsOf(form), control);
}

/** Hides a notice until it says something else. */
function dismiss(/** @type {HTMLElement} */ notice) {
  notice.hidden = true;
  practice.querySelector("section").focus({ preventScroll: true });
  dismissed.set(notice.id, notice.textContent);
}

/** @type {Map<string, string>} what dismissed notices said, by their ids */
const dismissed = new Map();

export function hideDismissed() {
  for (const [id, words] of dismissed) {
    const notice = document.getElementById(id);
    if (notice) notice.hidden = notice.textContent === words;
  }
}

let typing = 0;
let typed = null;

function changed({ target }) {
  const { change } = target.dataset;
  if (!change) return;
  const fields = fieldsOf(target.form);
  typed = () => press(change, fields);
  clearTimeout(typing);
  typing = setTimeout(sendTyped, target.type === "text" ? TYPING_PAUSE_MS : 0);
}

/** Sends what was typed but not sent yet, before anything else that the reader does. */
export function sendTyped() {
  const sendIt = typed;
  typed = null;
  clearTimeout(typing);
  sendIt?.();
}

function fieldsOf(form) {
  return Object.fromEntries(new FormData(form));
}
