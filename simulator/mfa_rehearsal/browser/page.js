/**
 * Puts Python's HTML into the page by changing only what differs.
 *
 * Rule: what the reader did to the page itself stays (typed text, a chosen radio, an opened
 * panel, the focus) unless Python now says something else about it than it said before.
 */
import { Idiomorph } from "./idiomorph.js";
import { bringIntoView } from "./in_view.js";

const READERS_OWN = ["value", "checked", "open", "aria-expanded"];
const DRAWN_BY_SCRIPT = "[data-viewfinder], [data-scan-status]";

const ROOMS = "section, header";

/** @type {WeakMap<Element, string>} what Python said last of each of ROOMS */
const said = new WeakMap();

/** @type {WeakMap<Element, string[]>} which of READERS_OWN stay as they are, in this change */
const kept = new WeakMap();

const callbacks = {
  beforeNodeMorphed(/** @type {Element} */ old, /** @type {Element} */ fresh) {
    if (old.nodeType !== Node.ELEMENT_NODE) return true;
    if (old.matches(DRAWN_BY_SCRIPT)) return false;
    if (old.matches(ROOMS) && isSaidAgain(old, fresh)) return false;
    kept.set(
      old,
      READERS_OWN.filter((name) => stays(name, old, fresh)),
    );
    return true;
  },
  beforeAttributeUpdated: (/** @type {string} */ name, /** @type {Element} */ element) =>
    !kept.get(element)?.includes(name),
};

/** Where Python says the same again there is nothing to look for. */
function isSaidAgain(/** @type {Element} */ old, /** @type {Element} */ fresh) {
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
 * @param {string} html what is inside it from now on
 * @returns {boolean} whether a refusal or the end of the lesson has come
 */
export function put(root, html) {
  const asking = new Set(focusCalls(root).map(nameOf));
  const focused = document.activeElement;
  const around = root.contains(focused) ? ancestors(focused) : [];
  Idiomorph.morph(root, html, { morphStyle: "innerHTML", callbacks });
  if (document.activeElement.matches("body, [inert] *")) {
    // What had the focus is gone, or behind a dialog: to what is new and asks, or else nearby.
    const called = focusCalls(root).find((element) => !asking.has(nameOf(element)));
    if (called) called.focus();
    else around.find((element) => element.isConnected)?.focus({ preventScroll: true });
  }
  return bringIntoView(root);
}

/**
 * Sets animations that tell time to the time it is.
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

/** What asks for the focus and can take it: what is behind a dialog cannot. */
function focusCalls(/** @type {HTMLElement} */ root) {
  return [...root.querySelectorAll("[data-focus]")].filter((each) => !each.closest("[inert]"));
}

/** @param {HTMLElement} element */
function nameOf(element) {
  return `${element.id} ${element.dataset.focus} ${element.textContent}`;
}

/** The focusable elements around one, from the inside out; so that a lost focus stays near. */
function ancestors(/** @type {Element} */ element) {
  const around = [];
  for (let outer = element; outer; outer = outer.parentElement) {
    if (outer.hasAttribute("tabindex")) around.push(outer);
  }
  return around;
}
