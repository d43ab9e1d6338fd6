// Audits pages with Lighthouse, one after another in one Chromium, as on a mid-range phone.
//
// Usage: node lighthouse.mjs <chromium> <flags as JSON> <categories as JSON> <address> …
// Writes a line of JSON per page: the score of each category, and the audits that lowered it.
//
// Nothing is reported to anyone. Lighthouse's own command would ask to report errors; the library
// reports none. The browser can resolve no other host's name.

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";
const FIGURES = [
  "first-contentful-paint",
  "largest-contentful-paint",
  "speed-index",
  "total-blocking-time",
  "cumulative-layout-shift",
];

/** Without timing, there is no need to wait. */
const SWIFTLY = {
  pauseAfterFcpMs: 100,
  pauseAfterLoadMs: 100,
  networkQuietThresholdMs: 250,
  disableFullPageScreenshot: true,
};

const [chromePath, flags, categories, ...addresses] = process.argv.slice(2);
const onlyCategories = JSON.parse(categories);
const timed = onlyCategories.includes("performance");
const chromeFlags = ["--headless", ALONE, ...JSON.parse(flags)];
const chrome = await launch({ chromePath, chromeFlags, logLevel: "silent" });
try {
  const settings = { port: chrome.port, onlyCategories, ...(timed ? {} : SWIFTLY) };
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, settings);
    if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
    console.log(JSON.stringify({ address, ...outcome(lhr) }));
  }
} finally {
  chrome.kill();
}

function outcome({ audits, categories }) {
  const all = Object.values(categories);
  const measured = FIGURES.filter((id) => audits[id]);
  return {
    scores: Object.fromEntries(all.map(({ id, score }) => [id, score])),
    lost: all.flatMap(({ auditRefs }) => auditRefs.flatMap((ref) => lost(ref, audits[ref.id]))),
    figures: Object.fromEntries(measured.map((id) => [id, audits[id].numericValue])),
  };
}

function lost({ weight }, { id, score, title, details }) {
  const found = [details?.items ?? []].flat().slice(0, 3);
  return weight && score !== null && score < 1 ? [{ id, score, title, found }] : [];
}
