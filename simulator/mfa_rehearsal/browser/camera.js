/**
 * The way to the phone's camera. Nothing else waits for it: it is loaded beside the page, and where
 * it does not come, only who opens it is told.
 */
const LATE_MS = 10_000;

const NO_CAMERA =
  "The camera didn’t load. Load this page again: your run resumes where it is. Or go back and choose Enter key.";

/**
 * @param {(text: string) => void} found is told what a code says
 * @returns {(practice: Element) => void} to be called whenever the page has changed
 */
export function connectCamera(found) {
  let practice = null;
  let follow = tellWhenLate;
  import("./scanner.js")
    .then(({ openCamera }) => {
      follow = openCamera(found);
    })
    .catch(() => {
      follow = tellNow;
    })
    .finally(() => practice && follow(practice));
  return (page) => {
    practice = page;
    follow(page);
  };

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
