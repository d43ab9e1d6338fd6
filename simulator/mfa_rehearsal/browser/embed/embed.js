/**
 * For pages that embed the simulator: each `<iframe class="mfa-rehearsal">` gets the page's theme, at
 * start and when it changes, and what happens in it arrives as an event "mfa-rehearsal" on the frame.
 *
 *     import { mount } from "https://example.org/mfa/embed.js";
 *     const frame = mount(document.querySelector("#practice"), { start: "lost-phone" });
 *     frame.addEventListener("mfa-rehearsal", ({ detail }) => console.log(detail.type, detail));
 *
 * Rule: a message counts only if it comes from that frame and from the simulator's own host. With
 * the attribute data-keep, this page's own storage keeps the run, for browsers that give frames none.
 */
const SOURCE = "mfa-rehearsal";
const FRAMES = "iframe.mfa-rehearsal";

/** @type {Map<HTMLIFrameElement, string>} frames that said they are ready, and their last theme */
const frames = new Map();

/**
 * Adds a simulator to an element, and returns its frame.
 *
 * @param {Element} place
 * @param {{edition?: string, start?: string, height?: number | string, title?: string, base?: string,
 *   keep?: boolean}} options
 */
export function mount(place, { edition = "today", start = "", height = 720, ...options } = {}) {
  const base = new URL(options.base ?? ".", import.meta.url);
  const frame = document.createElement("iframe");
  frame.className = "mfa-rehearsal";
  frame.title = options.title ?? "Practice console, phone and coach";
  frame.allow = "fullscreen";
  frame.loading = "lazy";
  frame.width = "100%";
  frame.height = height;
  if (options.keep) frame.dataset.keep = "";
  const url = new URL(`${edition}/${start && `${start}/`}`, base);
  url.searchParams.set("theme", themeAround(place));
  frame.src = url.href;
  place.append(frame);
  return frame;
}

/** Sends a frame a run to continue, as an earlier event "run" gave it. */
export function restore(/** @type {HTMLIFrameElement} */ frame, /** @type {string} */ run) {
  post(frame, { type: "run", run });
}

/** A page whose text is light is dark, whatever it calls its theme. */
function themeAround(/** @type {Element} */ place) {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  pen.fillStyle = getComputedStyle(place).color;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  return 0.3 * red + 0.6 * green + 0.1 * blue > 127 ? "dark" : "light";
}

function post(/** @type {HTMLIFrameElement} */ frame, message) {
  frame.contentWindow?.postMessage({ source: SOURCE, ...message }, new URL(frame.src).origin);
}

function tellThemes() {
  for (const [frame, told] of frames) {
    if (!frame.isConnected) frames.delete(frame);
    else if (told !== themeAround(frame.parentElement)) tellTheme(frame);
  }
}

function tellTheme(/** @type {HTMLIFrameElement} */ frame) {
  const theme = themeAround(frame.parentElement);
  frames.set(frame, theme);
  post(frame, { type: "theme", theme });
}

const place = ({ edition, slug }) => `${SOURCE} ${edition}/${slug}`;

/** What a frame says: at the start, it gets the theme and the kept run; later, the run is kept. */
function hear(/** @type {HTMLIFrameElement} */ frame, detail) {
  try {
    if (detail.type === "ready") {
      tellTheme(frame);
      const keeps = "keep" in frame.dataset;
      post(frame, { type: "run", run: (keeps && localStorage.getItem(place(detail))) || "" });
    }
    if (detail.type === "run" && "keep" in frame.dataset)
      localStorage.setItem(place(detail), detail.run);
  } catch {
    // This page has no storage either.
  }
  frame.dispatchEvent(new CustomEvent(SOURCE, { detail, bubbles: true }));
}

addEventListener("message", ({ source, origin, data }) => {
  if (data?.source !== SOURCE) return;
  for (const frame of document.querySelectorAll(FRAMES)) {
    const isFrom = frame.contentWindow === source && new URL(frame.src).origin === origin;
    if (isFrom) hear(frame, data);
  }
});

for (const part of [document.documentElement, document.body]) {
  new MutationObserver(tellThemes).observe(part, { attributes: true });
}
addEventListener("transitionend", tellThemes, true);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tellThemes);
// Frames that were ready before this script was say so again. Others aren't there to hear it.
for (const { contentWindow } of document.querySelectorAll(FRAMES)) {
  contentWindow?.postMessage({ source: SOURCE, type: "hello" }, "*");
}
