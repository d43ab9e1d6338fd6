/**
 * Checks the runtime's files: finds the one that is missing, late, changed or of the wrong type,
 * and fetches again any file that the browser stored wrong.
 *
 * Rule: it is written into the page itself, so no file that it checks can remove it. The hash of
 * each file is in the page's import map. `fetch` compares the hashes, which works without HTTPS.
 */
(() => {
  const HEADERS_MS = 8_000;
  const BODY_MS = 30_000;
  const TICK_MS = 1000;

  /** The simulator starts without these. */
  const OPTIONAL = /^(zxing\/|(failure|integrity|road|scanner|console_snapshot|snapshot)\.js$)/;

  /** Browsers refuse scripts and styles of the wrong type. Other files must not be a web page. */
  const TYPES = [
    { name: "JavaScript", ending: /\.m?js$/, type: /(java|ecma)script/ },
    { name: "CSS", ending: /\.css$/, type: /^text\/css/ },
    { name: "data", ending: /./, type: /^(?!text\/html)/ },
  ];

  const map = document.querySelector("script[type=importmap]");
  /** @type {Map<string, string>} the hash of each file, by its address */
  const hashes = new Map(
    Object.entries(JSON.parse(map.textContent).integrity).map(([place, hash]) => [
      new URL(place, document.baseURI).href,
      hash,
    ]),
  );
  const addresses = [...hashes.keys()];
  /** The folder that has a folder for each part. bundle.py names those after what they hold. */
  const [runtime] = /^.*\/runtime\//.exec(addresses[0]);
  const folders = [...new Set(addresses.map((each) => runtime + partOf(each)))];

  function partOf(/** @type {string} */ address) {
    return address.slice(runtime.length).replace(/\/.*/, "/");
  }

  /** @returns {string} a file's path without versions, or "" for a file of another version */
  function nameOf(/** @type {string} */ address) {
    if (!isOfThisVersion(address)) return "";
    const place = address.slice(runtime.length);
    return place.replace(/^(?:(pyodide|zxing)|\w+)-[^/]+/, "$1").replace(/^\//, "");
  }

  function isOfThisVersion(/** @type {string} */ address) {
    return folders.some((folder) => address.startsWith(folder));
  }

  /** What Python's worker needs to know: each file's address and hash, and the largest ones' size. */
  const files = Object.fromEntries(
    addresses.map((address) => [nameOf(address), { address, hash: hashes.get(address) }]),
  );
  const sizes = JSON.parse(map.dataset.sizes);

  /**
   * @typedef {[cause: string, detail: string]} Fault a cause that failure.js can explain
   * @param {RegExp} optional names of files to leave out
   * @returns {Promise<Fault | undefined>}
   */
  async function findFault(optional = OPTIONAL) {
    const looked = addresses.filter((each) => !optional.test(nameOf(each)));
    const faults = (await Promise.all(looked.map(check))).filter(Boolean);
    // On a slow network, a file that isn't to blame may be late too.
    const fault = faults.find(([cause]) => cause !== "late") ?? faults[0];
    return fault?.[0] === "missing" && (await isOutdated()) ? ["outdated", ""] : fault;
  }

  /** @returns {Promise<Fault | undefined>} */
  async function check(/** @type {string} */ address) {
    const name = nameOf(address);
    const { late, response } = await ask(address);
    if (!response) return [late ? "late" : "unreachable", name];
    if (isLeft(address, response)) return undefined;
    if (!response.ok) return ["missing", `${name} (status ${response.status})`];
    const type = response.headers.get("Content-Type") ?? "";
    const right = rightType(name);
    if (/^text\/html/.test(type)) return ["replaced", name];
    if (!right.type.test(type))
      return ["type", `${name} arrived as ${type || "no type"} instead of ${right.name}`];
    return checkContent(address);
  }

  /** @returns {Promise<Fault | undefined>} */
  async function checkContent(/** @type {string} */ address) {
    const { late, response } = await ask(address, { integrity: hashes.get(address) }, BODY_MS);
    return response ? undefined : [late ? "late" : "changed", nameOf(address)];
  }

  function rightType(/** @type {string} */ name) {
    return TYPES.find(({ ending }) => ending.test(name));
  }

  /** The worker loads a large file's `.pack` instead, unless the host compresses the file. */
  function isLeft(/** @type {string} */ address, /** @type {Response} */ { headers }) {
    return hashes.has(`${address}.pack`) && !headers.has("Content-Encoding");
  }

  /** Whether the host now has another version of this page, with other files. */
  async function isOutdated() {
    try {
      const page = await fetch(location.href, { cache: "no-store" });
      const text = page.ok && (await page.text());
      return text && !folders.every((folder) => text.includes(partOf(folder)));
    } catch {
      return false;
    }
  }

  /** How many answers have arrived. */
  let arrived = 0;

  /**
   * Asks for a file. With `integrity`, it reads the whole file and returns it only if it is right.
   * @param {string} address
   * @param {RequestInit} how
   * @returns {Promise<{late: boolean, response?: Response}>}
   */
  async function ask(address, how = {}, patience_ms = HEADERS_MS) {
    const asking = new AbortController();
    let late = false;
    const patience = whenQuiet(patience_ms, () => {
      late = true;
      asking.abort();
    });
    try {
      const response = await fetch(address, { ...how, signal: asking.signal });
      if (!how.integrity) asking.abort();
      return { late, response };
    } catch {
      return { late };
    } finally {
      clearInterval(patience);
      if (!late) arrived++;
    }
  }

  /**
   * Calls `act` when no answer has arrived for this long; a sleep counts as one tick. A browser
   * sends a host few requests at a time, so on a slow network most files wait for others: none is
   * late while those arrive.
   */
  function whenQuiet(/** @type {number} */ ms, /** @type {() => void} */ act) {
    let left_ms = ms;
    let seen = arrived;
    const timer = setInterval(() => {
      left_ms = arrived === seen ? left_ms - TICK_MS : ms;
      seen = arrived;
      if (left_ms <= 0) act();
    }, TICK_MS);
    return timer;
  }

  // -- What the browser has stored ------------------------------------------------------------

  /** Fetches again the files that the browser stored wrong, and drops Python's saved memory. */
  async function repair() {
    await Promise.all([repairCaches().catch(() => {}), ...addresses.map(repairHttpCache)]);
  }

  async function repairHttpCache(/** @type {string} */ address) {
    const kept = { cache: "only-if-cached", mode: "same-origin" };
    const { response } = await ask(address, kept);
    if (!response) return;
    const integrity = hashes.get(address);
    const isRight =
      response.ok && rightType(nameOf(address)).type.test(response.headers.get("Content-Type"));
    if (isRight && (await ask(address, { ...kept, integrity }, BODY_MS)).response) return;
    await ask(address, { cache: "reload", integrity }, BODY_MS);
  }

  async function repairCaches() {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) {
        if (isOfThisVersion(url)) await repairKept(cache, url);
      }
    }
  }

  /** @param {string} key a file's address; sw.js adds its hash to it */
  async function repairKept(/** @type {Cache} */ cache, key) {
    const [address] = key.split("?");
    const integrity = hashes.get(address);
    const kept = await cache.match(key);
    if (integrity && (await isKeptRight(kept, address))) return;
    await cache.delete(key);
    if (!integrity) return;
    const { response } = await ask(address, { cache: "reload", integrity }, BODY_MS);
    if (response) await cache.put(key, response);
  }

  async function isKeptRight(/** @type {Response} */ kept, /** @type {string} */ address) {
    const type = kept.headers.get("Content-Type") ?? "";
    const hash = await crypto.subtle.digest("SHA-256", await kept.arrayBuffer());
    const text = btoa(String.fromCharCode(...new Uint8Array(hash)));
    return rightType(nameOf(address)).type.test(type) && `sha256-${text}` === hashes.get(address);
  }

  globalThis.integrity = { files, findFault, nameOf, repair, runtime, sizes };
})();
