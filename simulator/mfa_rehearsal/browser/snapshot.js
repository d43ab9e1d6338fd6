/**
 * Python's memory once it can answer, stored so that the next visit needs no imports.
 *
 * Rule: it is made in the reader's own browser when that is idle, and never sent anywhere.
 * Pyodide's API for it is not public, so nothing depends on it: whatever goes wrong, Python starts
 * as on the first visit. If a start from memory fails, it is not tried again.
 */
/** Words separated by spaces, as in offline/caches.js, one of them this site's address. */
const CACHES = `mfa-rehearsal memory ${new URL("../../../../", import.meta.url)} `;
/** Another browser, or another version of this one, may lay out memory differently. */
const BROWSER = encodeURIComponent(navigator.userAgent);

/** Pyodide can restore no more than the memory that it starts with. Source: pyodide#6254. */
const MOST_BYTES = 30 * 1024 * 1024;

/** The memory of one version of Pyodide with one version of our Python. */
export class Snapshot {
  /** @param {Record<string, {address: string}>} files of the runtime, by name */
  constructor(files) {
    const [here, pyodide] = ["python.zip", "pyodide/pyodide.asm.wasm"].map(
      (name) => new URL(".", files[name].address).href,
    );
    this.cache = `${CACHES}${pyodide} ${here}`;
    this.memory = `${here}memory?${BROWSER}`;
    /** Once per version: if the memory is gone, a start from it failed or the browser removed it. */
    this.made = `${here}made?${BROWSER}`;
    this.tried = `${here}tried`;
  }

  /** @returns {Promise<Uint8Array | undefined>} */
  async take() {
    try {
      if (!(await caches.has(this.cache))) return undefined;
      const cache = await caches.open(this.cache);
      const [kept, tried] = await Promise.all([cache.match(this.memory), cache.match(this.tried)]);
      if (tried) await cache.delete(this.memory);
      if (tried || !kept) return undefined;
      await cache.put(this.tried, new Response(""));
      return new Uint8Array(await kept.arrayBuffer());
    } catch {
      return undefined;
    }
  }

  /** Records that the start from memory succeeded. */
  async wentWell() {
    const cache = await caches.open(this.cache);
    await cache.delete(this.tried);
  }

  /** @returns {Promise<boolean>} whether it was made for this version, even if it is gone */
  async wasMade() {
    return Boolean(await caches.match(this.made, { cacheName: this.cache }));
  }

  /** @param {object} pyodide started to make a snapshot, with all imports that belong in it */
  async keep(pyodide) {
    if (pyodide._module.HEAP8.length > MOST_BYTES) return;
    const memory = pyodide.makeMemorySnapshot();
    for (const name of await caches.keys()) {
      if (name.startsWith(CACHES)) await caches.delete(name);
    }
    const cache = await caches.open(this.cache);
    await cache.put(this.made, new Response(""));
    await cache.put(this.memory, new Response(memory));
  }
}
