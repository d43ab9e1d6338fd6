/**
 * What a site without offline use has in place of its service worker: a browser that kept an
 * earlier version drops it.
 */
importScripts("caches.js");

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
