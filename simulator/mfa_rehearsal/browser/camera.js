/**
 * Loads the phone's camera once the page first changes, so that the first press doesn't wait for it.
 * Nothing else does either, and if it doesn't load, only a reader who opens the camera is told.
 */
const LATE_MS = 10_000;

const NO_CAMERA =
  "The camera didn’t load. Reload this page: your run resumes where it is. Or go back and tap Enter key.";

/**
 * @param {(text: string) => void} found called with the text of a code
 * @returns {(practice: Element) => void} to call whenever the page has changed
 */
export function connectCamera(found) {
  let practice = null;
  let follow = (/** @type {Element} */ page) => {
    follow = tellWhenLate;
    load();
    follow(page);
  };
  return (page) => {
    practice = page;
    follow(page);
  };

  async function load() {
    try {
      const { openCamera } = await import("./scanner.js");
      follow = openCamera(found);
    } catch {
      follow = tellNow;
    }
    follow(practice);
  }

  function tellWhenLate(/** @type {Element} */ page) {
    const status = statusIn(page);
    if (status) setTimeout(() => follow === tellWhenLate && tellNow(page), LATE_MS);
  }
}

function tellNow(/** @type {Element} */ practice) {
  const status = statusIn(practice);
  if (status && status.textContent !== NO_CAMERA) status.textContent = NO_CAMERA;
}

function statusIn(/** @type {Element} */ practice) {
  return practice.querySelector("[data-scan-status]");
}
