/**
 * Which of the origin's caches belong to this copy of the site: there may be others, and one may
 * lie inside another. Written into sw.js, and into what takes its place where nothing is kept.
 *
 * Rule: a name's words stand apart by spaces and one of them is the site's address, which has none.
 */
const SITE = registration.scope;
/** How versions before this one began their names. */
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

/** Takes the service worker away with all that was kept: the next page comes from the host. */
// biome-ignore lint/correctness/noUnusedVariables: for the scripts that this is written into
async function leave() {
  await registration.unregister();
  await dropCaches(isOfThisSite);
}
