/**
 * Replaces the service worker on a site without offline use: a browser that stored an earlier
 * version removes it.
 */
importScripts("caches.js");

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
