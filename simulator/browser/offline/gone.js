/**
 * What a site without offline use has in place of its service worker: whoever kept an earlier one
 * gets rid of it, and of all that it kept.
 */
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) {
    if (name.includes(`-${registration.scope}`)) await caches.delete(name);
  }
  await registration.unregister();
}
