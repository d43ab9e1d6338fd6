/**
 * Keeps the whole site in the browser: from the second visit on, it needs no network.
 *
 * Rule: one version at a time. A new one is fetched whole beside the old one, takes over only when
 * the reader asks for it, and clears the old one away. A browser that cannot keep it all keeps
 * nothing, and the site works as it did. Workbox does the work; here stands what is kept, and when.
 */
importScripts(
  "workbox/workbox-core.prod.js",
  "workbox/workbox-routing.prod.js",
  "workbox/workbox-strategies.prod.js",
  "workbox/workbox-precaching.prod.js",
);
importScripts("kept.js");

const { cacheNames } = workbox.core;
const RUNTIME_CACHES = `${cacheNames.prefix}-runtime-${registration.scope}`;
const RUNTIME_CACHE = `${RUNTIME_CACHES}${KEPT.runtime}`;

const pages = new workbox.precaching.PrecacheController();
pages.addToCacheList(KEPT.pages);

addEventListener("install", (event) => event.waitUntil(install(event)));
addEventListener("activate", (event) => event.waitUntil(takeOver(event)));
addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

workbox.routing.registerRoute(
  new workbox.precaching.PrecacheRoute(pages, { ignoreURLParametersMatching: [/./] }),
);
workbox.routing.registerRoute(
  ({ url }) => url.href.startsWith(new URL(KEPT.runtime, registration.scope).href),
  ({ request }) => answer(request),
);
workbox.routing.registerRoute(
  ({ request }) => request.mode === "navigate",
  ({ request }) => fetch(request).catch(() => pages.matchPrecache("404.html")),
);

/** Whoever asks for a file of which the `.pack` is kept is told at once that it is not compressed. */
async function answer(/** @type {Request} */ request) {
  const cache = await caches.open(RUNTIME_CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  return (await cache.match(`${request.url}.pack`)) ? new Response() : fetch(request);
}

async function install(/** @type {ExtendableEvent} */ event) {
  await pages.install(event);
  const cache = await caches.open(RUNTIME_CACHE);
  try {
    await Promise.all(KEPT.files.map((place) => keep(place, cache)));
  } catch (error) {
    await caches.delete(RUNTIME_CACHE);
    throw error;
  }
}

/** Keeps what a page asks this host for: of a large file, its `.pack` if the host compresses none. */
async function keep(/** @type {string} */ place, /** @type {Cache} */ cache) {
  if (!KEPT.packed.includes(place)) return cache.add(place);
  const response = await fetch(place);
  if (response.headers.has("Content-Encoding")) return cache.put(place, response);
  await response.body.cancel();
  return cache.add(`${place}.pack`);
}

async function takeOver(/** @type {ExtendableEvent} */ event) {
  await pages.activate(event);
  for (const name of await caches.keys()) {
    if (name.startsWith(RUNTIME_CACHES) && name !== RUNTIME_CACHE) await caches.delete(name);
  }
  await clients.claim();
}
