/**
 * Keeps the whole site in the browser: from the second visit on, it needs no network.
 *
 * Rule: a file is kept if it has the hash that it was published with, and its hash is checked again
 * whenever it is used; one that has changed since is fetched again. One version at a time: a new
 * one is fetched whole beside the old one and takes over only when the reader asks for it. A
 * browser that cannot keep all files keeps none, and the site works as it did.
 */
importScripts("caches.js");
importScripts("kept.js");

const CACHE = `mfa-rehearsal files ${SITE}`;
/** Says which runtime the active version has. */
const ACTIVE = `${SITE}active`;
/** The host has no such file: it has another version by now. */
const GONE = [404, 410];

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", ({ data }) => data === "take over" && skipWaiting());
addEventListener("fetch", (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});

/** @returns {Promise<Response> | Response | undefined} undefined leaves it to the browser */
function answerTo(/** @type {Request} */ request) {
  if (new URL(request.url).origin !== location.origin) return Response.error();
  if (request.cache === "reload" || !request.url.startsWith(SITE)) return undefined;
  const place = placeOf(request.url);
  if (place in KEPT.files)
    return request.method === "HEAD" ? describe(place) : take(place, request);
  if (place.startsWith(KEPT.runtimes)) return takeFormer(request);
  if (request.mode !== "navigate") return undefined;
  return fetch(request).catch(() => take("404.html", request));
}

/** Returns the file that an address stands for, relative to the site. */
function placeOf(/** @type {string} */ address) {
  const [path] = address.slice(SITE.length).split(/[?#]/);
  return path.replace(/(^|\/)$/, "$1index.html");
}

/** A page is asked for as the reader asks for it: the browser may have it already. */
function addressOf(/** @type {string} */ place) {
  return SITE + place.replace(/(^|\/)index\.html$/, "$1");
}

/** A file is kept under its address and its hash: two versions of it lie beside each other. */
function keyOf(/** @type {string} */ place) {
  return `${SITE}${place}?sha256=${encodeURIComponent(KEPT.files[place])}`;
}

// -- Keep ------------------------------------------------------------------------------------

async function install() {
  const cache = await caches.open(CACHE);
  const before = new Set((await cache.keys()).map(({ url }) => url));
  try {
    // One after another: what the reader asks for comes first.
    for (const place of await chosen()) if (!(await find(place))) await keep(place);
  } catch (error) {
    for (const { url } of await cache.keys()) if (!before.has(url)) await cache.delete(url);
    throw error;
  }
}

/** Returns what is to be kept: of a large file, its `.pack` if the host doesn't compress it. */
async function chosen() {
  const places = new Set(Object.keys(KEPT.files));
  for (const place of KEPT.packed) {
    const asked = await fetch(SITE + place, { method: "HEAD" });
    places.delete(asked.headers.has("Content-Encoding") ? `${place}.pack` : place);
  }
  return places;
}

async function keep(/** @type {string} */ place) {
  const response = await fetchRight(place);
  const cache = await caches.open(CACHE);
  await cache.put(keyOf(place), response.clone());
  return response;
}

/** Takes what the browser has of its own, and asks the host if that is wrong. */
async function fetchRight(/** @type {string} */ place) {
  for (const cache of ["force-cache", "reload"]) {
    const response = await fetch(addressOf(place), { cache });
    const bytes = await response.clone().arrayBuffer();
    if (response.ok && (await isRight(bytes, place))) return keepable(response);
    if (cache === "reload") throw Object.assign(new Error(place), { status: response.status });
  }
}

/**
 * A page may not be answered with what came by a redirect, nor `Vary: *` be kept. All else stays
 * the response that came: a browser keeps compiled WebAssembly with none that a script made.
 */
function keepable(/** @type {Response} */ response) {
  if (!response.redirected && response.headers.get("Vary") !== "*") return response;
  const copy = new Response(response.body, { headers: response.headers });
  copy.headers.delete("Vary");
  return copy;
}

async function isRight(/** @type {ArrayBuffer} */ bytes, /** @type {string} */ place) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...hash)) === KEPT.files[place];
}

// -- Answer ----------------------------------------------------------------------------------

async function take(/** @type {string} */ place, /** @type {Request} */ request) {
  try {
    return (await find(place)) ?? (await keep(place));
  } catch (error) {
    if (GONE.includes(error.status)) await leave(); // This version can't be repaired.
    return fetch(request);
  }
}

/** @returns {Promise<Response | undefined>} a kept file, if it is still what was kept */
async function find(/** @type {string} */ place) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(keyOf(place));
  if (!kept || !(await isRight(await kept.arrayBuffer(), place))) return undefined;
  // Compiled WebAssembly is kept with the very response that the cache gives.
  return cache.match(keyOf(place));
}

/** Says how a file was sent. Nothing is said of one that isn't kept: its `.pack` is. */
async function describe(/** @type {string} */ place) {
  const kept = await caches.match(keyOf(place));
  return new Response(null, { headers: kept?.headers });
}

/** A tab that is still open with the version before finds the files of that. */
async function takeFormer(/** @type {Request} */ request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}

// -- Change versions -------------------------------------------------------------------------

/** Drops what this version does not have, but for the runtime that open tabs may still ask for. */
async function takeOver() {
  const cache = await caches.open(CACHE);
  const former = await (await cache.match(ACTIVE))?.text();
  const current = new Set([ACTIVE, ...Object.keys(KEPT.files).map(keyOf)]);
  for (const { url } of await cache.keys()) {
    const isFormer = former && url.startsWith(SITE + former);
    if (!current.has(url) && !isFormer) await cache.delete(url);
  }
  await cache.put(ACTIVE, new Response(KEPT.runtime));
  await dropCaches(isFormer);
  await clients.claim();
}
