/**
 * Scrolls what matters most into view: in the coach the cause of a refusal, then the end of a
 * lesson, then the current step.
 *
 * Rule: the first `data-in-view` of a region is scrolled to once for each value of that attribute.
 * While it stays the same, a new last one is scrolled to. If nothing is new, the reader's own
 * scrolling is left alone.
 */
const SHEET = matchMedia("(width < 1100px)");

/** @type {Map<string, string[]>} the last `data-in-view` values of each region, by its id */
const before = new Map();

/** Watches the last lines of a cause until the reader has seen them. */
const seen = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) markSeen(target);
  },
  { threshold: 0.9 },
);
let seenKey = "";

/**
 * @param {HTMLElement} root
 * @returns {boolean} whether a refusal or the end of the lesson has appeared
 */
export function bringIntoView(root) {
  let isNews = false;
  for (const region of root.querySelectorAll("section")) {
    const wanted = [...region.querySelectorAll("[data-in-view]")];
    const keys = wanted.map(({ dataset }) => dataset.inView);
    const old = before.get(region.id) ?? [];
    before.set(region.id, keys);
    for (const each of wanted) if ("cause" in each.dataset) watch(each);
    if (keys[0] !== old[0]) isNews = bring(wanted[0], region) || isNews;
    else if (keys.at(-1) !== old.at(-1)) wanted.at(-1)?.scrollIntoView({ block: "nearest" });
  }
  return isNews;
}

/** @returns {boolean} whether it is a refusal or the end of the lesson */
function bring(/** @type {HTMLElement | undefined} */ element, /** @type {HTMLElement} */ region) {
  if (!element) return false;
  const isEnd = "finished" in element.dataset;
  const isCause = "cause" in element.dataset;
  const isUrgent = isEnd || isCause || "urgent" in element.dataset;
  setSheet(region, isUrgent);
  const isOverFields = isCause && SHEET.matches;
  if (isEnd || isOverFields) element.querySelector("h2").focus({ preventScroll: true });
  if (isCause && !isOverFields) focusWrongField();
  element.scrollIntoView({ block: isUrgent ? "start" : "nearest" });
  return isEnd || isCause;
}

let openedByItself = false;

/** On a narrow page the coach's sheet opens by itself, and then it also closes by itself. */
function setSheet(/** @type {HTMLElement} */ region, /** @type {boolean} */ open) {
  const handle = region.querySelector("[data-toggle]");
  if (!handle || !SHEET.matches || (!open && !openedByItself)) return;
  openedByItself = open && handle.ariaExpanded !== "true";
  handle.ariaExpanded = String(open);
}

/** The sheet covers the fields: after reading the cause, the reader closes it to type again. */
addEventListener("click", ({ target }) => {
  const handle = target.closest("[data-toggle]");
  if (SHEET.matches && handle?.ariaExpanded === "false") focusWrongField();
});

/** Focuses the field to type in again. */
function focusWrongField() {
  const wrong = document.querySelector("[aria-invalid=true]");
  const field = wrong?.matches("input") ? wrong : wrong?.querySelector("input");
  field?.focus({ preventScroll: true });
}

function watch(/** @type {HTMLElement} */ cause) {
  if (seenKey === cause.dataset.inView) cause.dataset.seen = "";
  else seen.observe(cause.lastElementChild);
}

function markSeen(/** @type {Element} */ lastLines) {
  seen.unobserve(lastLines);
  const cause = lastLines.closest("[data-cause]");
  seenKey = cause.dataset.inView;
  cause.dataset.seen = "";
}
