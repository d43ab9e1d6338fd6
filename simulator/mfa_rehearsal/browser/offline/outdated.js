/**
 * On every page: loads it once more if it has outlived its version.
 *
 * A browser may still have a page of the version before, and the host only what the next one asks
 * for. Such a page would stand there without its styles, or without Python.
 *
 * Rule: never in a loop. It loads the page again if the host has another one by now, and not if
 * this one came by being loaded again.
 */
const root = document.documentElement;
const [visit] = performance.getEntriesByType("navigation");

const observer = new MutationObserver(lookForFailure);
let hasAsked = false;

if (visit?.type !== "reload") {
  if (document.readyState === "complete") lookForStyles();
  else addEventListener("load", lookForStyles);
  observer.observe(root, { attributeFilter: ["data-runtime"] });
  lookForFailure();
}

function lookForStyles() {
  if (!sheets().every(isThere)) loadIfOutdated();
}

/** A style sheet that did not arrive is an empty one in Chromium. */
function isThere(/** @type {HTMLLinkElement} */ { sheet }) {
  try {
    return sheet?.cssRules.length > 0;
  } catch {
    return true; // An isolated frame may not look, nor ask for anything.
  }
}

/** A simulator that has run already has all that it needs: it would fail for another reason. */
function lookForFailure() {
  const { runtime } = root.dataset;
  if (runtime === "starting") return;
  observer.disconnect();
  if (runtime === "failed") loadIfOutdated();
}

/** Styles and Python may both be missing: two reloads at once would ask the host three times. */
async function loadIfOutdated() {
  if (hasAsked) return;
  hasAsked = true;
  try {
    const response = await fetch(location.href, { cache: "reload" });
    const page = await response.text();
    const isSame = addresses().every((address) => page.includes(address));
    if (response.ok && !isSame) location.reload();
  } catch {
    // Nothing newer can be had.
  }
}

/** Returns what a page asks for: the addresses change with the version. */
function addresses() {
  const tags = [...document.querySelectorAll("link[rel=stylesheet], script[src]")];
  return tags.map((tag) => tag.getAttribute("href") ?? tag.getAttribute("src"));
}

/** @returns {HTMLLinkElement[]} failure.js takes those away that have not arrived */
function sheets() {
  return [...document.querySelectorAll("link[rel=stylesheet]")];
}
