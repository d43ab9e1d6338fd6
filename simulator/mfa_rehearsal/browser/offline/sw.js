/**
 * Stores the whole site in the browser, so that it needs no network from the second visit on.
 *
 * Rule: a file is stored only if it has the hash it was published with. Its hash is checked again
 * at each use, and a file that has changed since is fetched again. One version is active at a time:
 * a new one is fetched in full beside the old one and takes over only when the reader asks for it.
 * A browser that can't store all files stores none, and the site works as before.
 *
 * A new version is sent only what changed. The simulator's pages all change with any file that they
 * load, but only in their heads, so those are sent once for all pages; see precache.py.
 */
importScripts("caches.js");
importScripts("kept.js");

const CACHE = `mfa-rehearsal files ${SITE}`;
/** Where the addresses of the parts of the active version's runtime are stored, one per line. */
const ACTIVE = `${SITE}active`;
/** The host has no such file, because it now has another version. */
const GONE = [404, 410];
/** What differs when only the files that a page loads have changed. */
const HEAD = /^.*?<head>.*?(<title>.*?<\/title>).*?<\/head>/s;

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

/** Returns the path of the file at an address, relative to the site. */
function placeOf(/** @type {string} */ address) {
  const [path] = address.slice(SITE.length).split(/[?#]/);
  return path.replace(/(^|\/)$/, "$1index.html");
}

/** A page is fetched by the address that readers use, because the browser may have it already. */
function addressOf(/** @type {string} */ place) {
  return SITE + place.replace(/(^|\/)index\.html$/, "$1");
}

/** A file is stored under its address and hash, so two versions of it can exist side by side. */
function keyOf(/** @type {string} */ place) {
  return `${SITE}${place}?sha256=${encodeURIComponent(KEPT.files[place])}`;
}

// -- Keep ------------------------------------------------------------------------------------

async function install() {
  const cache = await caches.open(CACHE);
  const before = new Set((await cache.keys()).map(({ url }) => url));
  try {
    // One after another, so that what the reader asks for comes first.
    for (const place of await chosen())
      if (!(await find(place)) && !(await remake(place))) await keep(place);
  } catch (error) {
    for (const { url } of await cache.keys()) if (!before.has(url)) await cache.delete(url);
    throw error;
  }
}

/** Returns what to store: for a large file, its `.pack` unless the host compresses the file. */
async function chosen() {
  const places = new Set(Object.keys(KEPT.files));
  for (const place of KEPT.lazy) places.delete(place);
  for (const place of KEPT.stale) if (await findFormer(place)) places.delete(place);
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

/** Makes a page of the simulator from the former version's, if they differ only in their heads. */
async function remake(/** @type {string} */ place) {
  if (!place.startsWith(KEPT.simulator) || !place.endsWith(".html")) return false;
  const former = await findFormer(place);
  if (!former) return false;
  const { heads, pages } = await ((await find(KEPT.heads)) ?? (await keep(KEPT.heads))).json();
  const [opening, [before, after]] = [pages[place].opening, heads[pages[place].head]];
  const html = (await former.text()).replace(HEAD, (_, title) => opening + before + title + after);
  const bytes = new TextEncoder().encode(html);
  if (!(await isRight(bytes, KEPT.files[place]))) return false;
  const cache = await caches.open(CACHE);
  await cache.put(keyOf(place), new Response(bytes, { headers: former.headers }));
  return true;
}

/** @type {Promise<Map<string, string>> | undefined} the keys of another version's files, by place */
let formers;

/** @returns {Promise<Response | undefined>} another version's file, if it is unchanged */
async function findFormer(/** @type {string} */ place) {
  formers ??= listFormers(); // only once: a cache reads all its entries to list them
  const key = (await formers).get(place);
  const kept = key && (await (await caches.open(CACHE)).match(key));
  if (!kept) return undefined;
  const hash = new URL(key).searchParams.get("sha256");
  return (await isRight(await kept.clone().arrayBuffer(), hash)) ? kept : undefined;
}

async function listFormers() {
  const current = new Set(Object.keys(KEPT.files).map(keyOf));
  const keys = (await (await caches.open(CACHE)).keys()).map(({ url }) => url);
  return new Map(keys.filter((url) => !current.has(url)).map((url) => [placeOf(url), url]));
}

/** Takes the file from the browser's HTTP cache, or from the host if that copy is wrong. */
async function fetchRight(/** @type {string} */ place) {
  for (const cache of ["force-cache", "reload"]) {
    const response = await fetch(addressOf(place), { cache });
    const bytes = await response.clone().arrayBuffer();
    if (response.ok && (await isRight(bytes, KEPT.files[place]))) return keepable(response);
    if (cache === "reload") throw Object.assign(new Error(place), { status: response.status });
  }
}

/**
 * A page can't be answered with a redirected response, and `Vary: *` can't be stored. Everything
 * else stays the original response: browsers store compiled WebAssembly with no other.
 */
function keepable(/** @type {Response} */ response) {
  if (!response.redirected && response.headers.get("Vary") !== "*") return response;
  const copy = new Response(response.body, { headers: response.headers });
  copy.headers.delete("Vary");
  return copy;
}

/** @param {string} hash the beginning of a SHA-256 in base64 */
async function isRight(/** @type {BufferSource} */ bytes, hash) {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...found)).startsWith(hash);
}

// -- Answer ----------------------------------------------------------------------------------

async function take(/** @type {string} */ place, /** @type {Request} */ request) {
  try {
    return (await find(place)) ?? (await keep(place));
  } catch (error) {
    if (KEPT.stale.includes(place)) return (await findFormer(place)) ?? fetch(request);
    const isNeeded = !KEPT.lazy.includes(place);
    if (isNeeded && GONE.includes(error.status)) await leave(); // This version can't be repaired.
    return fetch(request);
  }
}

/** @returns {Promise<Response | undefined>} a stored file, if it is unchanged */
async function find(/** @type {string} */ place) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(keyOf(place));
  if (!kept || !(await isRight(await kept.arrayBuffer(), KEPT.files[place]))) return undefined;
  // Compiled WebAssembly stays with the response that the cache itself returns.
  return cache.match(keyOf(place));
}

/** Returns a stored file's headers, or none if only its `.pack` is stored. */
async function describe(/** @type {string} */ place) {
  const kept = await caches.match(keyOf(place));
  return new Response(null, { headers: kept?.headers });
}

/** A tab that still has the previous version open gets that version's files. */
async function takeFormer(/** @type {Request} */ request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}

// -- Change versions -------------------------------------------------------------------------

/** Drops what this version doesn't have, except the parts that open tabs may still ask for. */
async function takeOver() {
  const cache = await caches.open(CACHE);
  const former = (await (await cache.match(ACTIVE))?.text())?.split("\n") ?? [];
  const current = new Set([ACTIVE, ...Object.keys(KEPT.files).map(keyOf)]);
  for (const { url } of await cache.keys()) {
    const isFormer = former.some((part) => url.startsWith(SITE + part));
    if (!current.has(url) && !isFormer && !(await isStill(url))) await cache.delete(url);
  }
  await cache.put(ACTIVE, new Response(KEPT.parts.join("\n")));
  await dropCaches(isFormer);
  await clients.claim();
}

/** Whether a stored file is still needed because this version's has not been requested yet. */
async function isStill(/** @type {string} */ url) {
  const place = placeOf(url);
  return KEPT.stale.includes(place) && !(await caches.match(keyOf(place)));
}
