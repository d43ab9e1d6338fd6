/**
 * Python's memory as it is when it can answer, kept for the next visit: nothing is imported then.
 *
 * Rule: it is made in the reader's own browser, when that has nothing else to do, and never sent.
 * Pyodide's way to do it is not public, so nothing depends on it: whatever goes wrong, Python
 * starts as on the first visit. A start from memory that did not end well is not tried again.
 */
const HERE = new URL(".", import.meta.url).href;
/** Words that stand apart by spaces, as in offline/caches.js: another copy of the site has others. */
const CACHES = `mfa-rehearsal memory ${new URL("../../../../", HERE)} `;
const CACHE = `${CACHES}${HERE}`;
/** Another browser, or a new version of it, may lay out memory in another way. */
const BROWSER = encodeURIComponent(navigator.userAgent);
const MEMORY = `${HERE}memory?${BROWSER}`;
/** WebKitGTK 2.50 loses what is so large: it is made once, whatever becomes of it. */
const MADE = `${HERE}made?${BROWSER}`;
const TRIED = `${HERE}tried`;

/** What Pyodide can restore: the memory that it starts with. Source: pyodide#6254. */
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

/** Says that the start from memory ended well. */
export async function wentWell() {
  const cache = await caches.open(CACHE);
  await cache.delete(TRIED);
}

/** @returns {Promise<boolean>} whether it was made for this version, kept or not */
export async function wasMade() {
  return Boolean(await caches.match(MADE));
}

/** @param {object} pyodide started to make a snapshot, with all imported that is to be in it */
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
