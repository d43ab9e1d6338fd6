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

async function loadIfOutdated() {
  try {
    const response = await fetch(location.href, { cache: "reload" });
    const page = await response.text();
    const isSame = sheets().every((link) => page.includes(link.getAttribute("href")));
    if (response.ok && !isSame) location.reload();
  } catch {
    // Nothing newer can be had.
  }
}

/** Returns what a page asks for at an address that changes with the version. */
function sheets() {
  return [...document.querySelectorAll("link[rel=stylesheet]")];
}
