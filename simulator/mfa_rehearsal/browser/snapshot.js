/**
 * Python's memory once it can answer, stored so that the next visit needs no imports.
 *
 * Rule: it is made in the reader's own browser when that is idle, and never sent anywhere.
 * Pyodide's API for it is not public, so nothing depends on it: whatever goes wrong, Python starts
 * as on the first visit. If a start from memory fails, it is not tried again.
 */
const HERE = new URL(".", import.meta.url).href;
/** Words separated by spaces, as in offline/caches.js, one of them this site's address. */
const CACHES = `mfa-rehearsal memory ${new URL("../../../../", HERE)} `;
const CACHE = `${CACHES}${HERE}`;
/** Another browser, or another version of this one, may lay out memory differently. */
const BROWSER = encodeURIComponent(navigator.userAgent);
const MEMORY = `${HERE}memory?${BROWSER}`;
/** WebKitGTK 2.50 loses entries this large, so the memory is made only once per version. */
const MADE = `${HERE}made?${BROWSER}`;
const TRIED = `${HERE}tried`;

/** Pyodide can restore no more than the memory that it starts with. Source: pyodide#6254. */
const MOST_BYTES = 30 * 1024 * 1024;

/** @returns {Promise<Uint8Array | undefined>} */
export async function takeMemory() {
  try {
    if (!(await caches.has(CACHE))) return undefined;
    const cache = await caches.open(CACHE);
    const [kept, tried] = await Promise.all([cache.match(MEMORY), cache.match(TRIED)]);
    if (tried) await cache.delete(MEMORY);
    if (tried || !kept) return undefined;
    await cache.put(TRIED, new Response(""));
    return new Uint8Array(await kept.arrayBuffer());
  } catch {
    return undefined;
  }
}

/** Records that the start from memory succeeded. */
export async function wentWell() {
  const cache = await caches.open(CACHE);
  await cache.delete(TRIED);
}

/** @returns {Promise<boolean>} whether it was made for this version, even if it is gone */
export async function wasMade() {
  return Boolean(await caches.match(MADE));
}

/** @param {object} pyodide started to make a snapshot, with all imports that belong in it */
export async function keepMemory(pyodide) {
  if (pyodide._module.HEAP8.length > MOST_BYTES) return;
  const memory = pyodide.makeMemorySnapshot();
  for (const name of await caches.keys()) {
    if (name.startsWith(CACHES)) await caches.delete(name);
  }
  const cache = await caches.open(CACHE);
  await cache.put(MADE, new Response(""));
  await cache.put(MEMORY, new Response(memory));
}
