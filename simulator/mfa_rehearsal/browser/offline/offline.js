/**
 * On every page: stores the site for offline use, and shows a notice when there is a new version.
 *
 * Rule: never get in the way. It begins once the page has loaded and the simulator, if there is
 * one, has answered. It leaves alone a browser that saves data or stores nothing.
 */
const LONGEST_START_MS = 60_000;

if (parent === window && "serviceWorker" in navigator && !navigator.connection?.saveData) {
  settled()
    .then(keepSite)
    .catch(() => {
      // Private windows and full disks refuse. The site works as before.
    });
}

async function settled() {
  const simulator = document.querySelector("#practice, .simulator");
  const loaded = new Promise((done) => addEventListener("load", done));
  if (document.readyState !== "complete") await loaded;
  if (simulator) await answered();
}

/** The simulator posts a message for each answer, to the page that embeds it or to itself. */
function answered() {
  return new Promise((done) => {
    setTimeout(done, LONGEST_START_MS);
    addEventListener("message", ({ data }) => data?.source === "mfa-rehearsal" && done());
  });
}

async function keepSite() {
  const { serviceWorker } = navigator;
  const script = new URL("sw.js", import.meta.url);
  // A site around this one may have its own service worker, which is in control until this one is.
  const isKept = () => serviceWorker.controller?.scriptURL === script.href;
  const registration = await serviceWorker.register(script);
  if (registration.waiting && isKept()) offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing.addEventListener("statechange", () => {
      if (installing.state === "installed" && isKept()) offer(installing);
    });
  });
}

function offer(/** @type {ServiceWorker} */ worker) {
  const notice = document.createElement("div");
  notice.className = "new-version";
  notice.role = "status";
  notice.append(
    "There is a new version of this site.",
    button("Load it", () => load(worker)),
    button("Later", () => notice.remove()),
  );
  document.body.append(notice);
}

/** Other tabs keep the old version until the reader loads the new one there too. */
function load(/** @type {ServiceWorker} */ worker) {
  if (worker.state !== "installed") return location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  worker.postMessage("take over");
}

function button(/** @type {string} */ name, /** @type {() => void} */ onclick) {
  return Object.assign(document.createElement("button"), {
    type: "button",
    textContent: name,
    onclick,
  });
}
