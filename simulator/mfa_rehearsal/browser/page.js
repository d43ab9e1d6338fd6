/**
 * Puts Python's HTML into the page, changing only what differs.
 *
 * Rule: what the reader did to the page stays (typed text, a chosen radio button, an open panel,
 * the focus) unless Python now says something different about it.
 */
import { Idiomorph } from "./idiomorph.js";
import { bringIntoView } from "./in_view.js";

const READER_STATE = ["value", "checked", "open", "aria-expanded"];
const DRAWN_BY_SCRIPT = "[data-viewfinder], [data-scan-status], [data-start], [data-start-left]";

const REGIONS = "section, header";

/** @type {WeakMap<Element, string>} the last HTML of each region */
const said = new WeakMap();

/** @type {WeakMap<Element, string[]>} which of READER_STATE this change leaves alone */
const kept = new WeakMap();

const callbacks = {
  beforeNodeMorphed(/** @type {Element} */ old, /** @type {Element} */ fresh) {
    if (old.nodeType !== Node.ELEMENT_NODE) return true;
    if (old.matches(DRAWN_BY_SCRIPT)) return false;
    if (old.matches(REGIONS) && isUnchanged(old, fresh)) return false;
    kept.set(
      old,
      READER_STATE.filter((name) => stays(name, old, fresh)),
    );
    return true;
  },
  beforeAttributeUpdated: (/** @type {string} */ name, /** @type {Element} */ element) =>
    !kept.get(element)?.includes(name),
};

/** Whether Python sent the same HTML as last time, so there is nothing to compare. */
function isUnchanged(/** @type {Element} */ old, /** @type {Element} */ fresh) {
  const html = fresh.outerHTML;
  if (said.get(old) === html) return true;
  said.set(old, html);
  return false;
}

/**
 * @param {string} name of an attribute
 * @param {Element} old
 * @param {Element} fresh
 */
function stays(name, old, fresh) {
  if (old.matches("[data-keep], [data-toggle]")) return name !== "value";
  if (old.getAttribute(name) === fresh.getAttribute(name)) return true;
  return name === "value" && old === document.activeElement && old.value !== old.defaultValue;
}

/**
 * @param {HTMLElement} root
 * @param {string} html its new content
 * @returns {boolean} whether a refusal or the end of the lesson has appeared
 */
export function put(root, html) {
  const asking = new Set(focusCalls(root).map(nameOf));
  const focused = document.activeElement;
  const around = root.contains(focused) ? ancestors(focused) : [];
  Idiomorph.morph(root, html, { morphStyle: "innerHTML", callbacks });
  if (document.activeElement.matches("body, [inert] *")) {
    // The focused element is gone or behind a dialog: focus a new element that asks for it, or one
    // nearby.
    const called = focusCalls(root).find((element) => !asking.has(nameOf(element)));
    if (called) called.focus();
    else around.find((element) => element.isConnected)?.focus({ preventScroll: true });
  }
  return bringIntoView(root);
}

/**
 * Sets the animations that show time to the current time. They are paused, because a browser would
 * draw a running one sixty times a second.
 * @param {HTMLElement} root
 * @param {number} since_ms milliseconds since the second in which the HTML was drawn
 */
export function tellTime(root, since_ms) {
  for (const element of root.querySelectorAll("[data-elapsed-s]")) {
    for (const animation of element.getAnimations({ subtree: true })) {
      animation.currentTime = Number(element.dataset.elapsedS) * 1000 + since_ms;
    }
  }
}

/** The elements that ask for the focus, except those behind a dialog, which can't have it. */
function focusCalls(/** @type {HTMLElement} */ root) {
  return [...root.querySelectorAll("[data-focus]")].filter((each) => !each.closest("[inert]"));
}

/** @param {HTMLElement} element */
function nameOf(element) {
  return `${element.id} ${element.dataset.focus} ${element.textContent}`;
}

/** The focusable elements around one, from the inside out, so that a lost focus stays nearby. */
function ancestors(/** @type {Element} */ element) {
  const around = [];
  for (let outer = element; outer; outer = outer.parentElement) {
    if (outer.hasAttribute("tabindex")) around.push(outer);
  }
  return around;
}
