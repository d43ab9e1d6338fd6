/**
 * Which of the origin's caches belong to this copy of the site. There may be other copies, even one
 * inside another. The build writes this into sw.js, and into its replacement, gone.js.
 *
 * Rule: a cache's name is words separated by spaces, and one of them is the site's address, which
 * contains no spaces.
 */
const SITE = registration.scope;
/** How the names of caches began in earlier versions. */
const FORMER = ["workbox-runtime-", "mfa-rehearsal-start-"];

function isFormer(/** @type {string} */ name) {
  const isPages = name === `workbox-precache-v2-${SITE}`;
  return isPages || FORMER.some((start) => name.startsWith(`${start}${SITE}practice/app/`));
}

function isOfThisSite(/** @type {string} */ name) {
  return isFormer(name) || name.split(" ").includes(SITE);
}

async function dropCaches(/** @type {(name: string) => boolean} */ isMeant) {
  for (const name of await caches.keys()) if (isMeant(name)) await caches.delete(name);
}

/** Removes the service worker and all it stored, so the next page comes from the host. */
// biome-ignore lint/correctness/noUnusedVariables: for the scripts that this is written into
async function leave() {
  await registration.unregister();
  await dropCaches(isOfThisSite);
}
