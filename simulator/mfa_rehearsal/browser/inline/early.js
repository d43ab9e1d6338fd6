/**
 * What can't wait for the page's scripts: finds out whether there is a saved run, begins to load the
 * typeface and the road if there is none, and remembers what is pressed until controls.js can press
 * it. If there is one, the page's own screen stays hidden until restore.js has replaced it: a browser
 * may paint a page before all of it has arrived.
 *
 * Rule: it is inlined into the page, so it is there as soon as the first screen is. restore.js uses
 * the saved run and road.js the road. See run_storage.js for the places.
 */
(() => {
  const { edition, slug, font, road } = document.documentElement.dataset;
  const app = new URL(slug ? "../../" : "../", location.href).href;
  const site = app.replace(/practice\/app\/$/, "");
  const place = `mfa-rehearsal run ${site} ${edition}/${slug}`;
  /** @type {Storage | undefined} */
  let storage;
  try {
    storage = [sessionStorage, localStorage].find((each) => each.getItem(place) !== null);
  } catch {
    // The browser has no storage.
  }
  globalThis.savedRun = { place, storage };
  if (storage) document.documentElement.dataset.restoring = "";
  else {
    preloadTypeface();
    if (road) globalThis.roadAhead = load(road).catch(() => null);
  }

  /** Not for a saved run: Chromium would wait for the typeface before it paints that. */
  function preloadTypeface() {
    const link = document.createElement("link");
    const kind = { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "" };
    document.head.append(Object.assign(link, kind, { href: font }));
  }

  /** Not with a preload link: Chromium 156 sometimes fails a fetch that meets an unfinished one. */
  async function load(/** @type {string} */ address) {
    const response = await fetch(address, { priority: "low" });
    return response.status === 200 ? response.blob() : null;
  }

  /** @type {HTMLButtonElement[]} */
  const pressed = [];

  function remember(/** @type {MouseEvent} */ event) {
    const control = event.target.closest?.("#practice button");
    if (!control) return;
    event.preventDefault();
    if (event.detail < 2) pressed.push(control);
  }

  addEventListener("click", remember);

  /** Presses everything again, in order, now that somebody listens. */
  globalThis.pressEarly = () => {
    removeEventListener("click", remember);
    for (const control of pressed) control.click();
  };
})();
