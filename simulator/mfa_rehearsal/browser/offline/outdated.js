/**
 * On every page: reloads it if it belongs to an old version of the site.
 *
 * A browser may still have a page of the previous version when the host has only the files of the
 * new one. That page would have no styles, or no Python.
 *
 * Rule: never reload in a loop. It reloads the page only if the host now has a different one, and
 * not if this page is itself the result of a reload.
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

/** Chromium treats a style sheet that did not arrive as an empty one. */
function isThere(/** @type {HTMLLinkElement} */ { sheet }) {
  try {
    return sheet?.cssRules.length > 0;
  } catch {
    return true; // An isolated frame may not read style sheets or fetch anything.
  }
}

/** A simulator that has already run has all its files, so it would fail for another reason. */
function lookForFailure() {
  const { runtime } = root.dataset;
  if (runtime === "starting") return;
  observer.disconnect();
  if (runtime === "failed") loadIfOutdated();
}

/** Asks only once, even if both styles and Python are missing. */
async function loadIfOutdated() {
  if (hasAsked) return;
  hasAsked = true;
  try {
    const response = await fetch(location.href, { cache: "reload" });
    const page = await response.text();
    const isSame = addresses().every((address) => page.includes(address));
    if (response.ok && !isSame) location.reload();
  } catch {
    // The host can't be reached.
  }
}

/** Returns the addresses of the page's files, which change with the version. */
function addresses() {
  const tags = [...document.querySelectorAll("link[rel=stylesheet], script[src]")];
  const map = document.querySelector("script[type=importmap]")?.textContent ?? "";
  return [map, ...tags.map((tag) => tag.getAttribute("href") ?? tag.getAttribute("src"))];
}

/** @returns {HTMLLinkElement[]} failure.js removes the ones that have not arrived */
function sheets() {
  return [...document.querySelectorAll("link[rel=stylesheet]")];
}
