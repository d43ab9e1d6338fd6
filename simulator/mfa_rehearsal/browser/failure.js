/**
 * Says what happened if the page doesn't start or stops, and offers the ways to recover.
 *
 * Rule: it is written into the page itself, after integrity.js, so no failing file can remove it.
 * If the page's host allows no inline scripts, python.js loads both as files. If those fail too, a
 * panel that needs no script appears after a minute (failed.css).
 */
(() => {
  /** How long the start may be silent. */
  const START_MS = 45_000;
  const REPAIR_MS = 15_000;
  const LOOK_AGAIN_MS = 50;
  const TICK_MS = 1000;

  /** What happened and how to fix it, by its cause. */
  const REASONS = {
    aside: () =>
      "Your saved run couldn’t be restored, so it was set aside. Try again starts a new one.",
    blocked: (file) =>
      `The browser didn’t run one of this page’s scripts: ${file}. Check the network and any content blocker, then try again.`,
    broken: () =>
      "Something broke. Try again resumes before the error; Start over begins a new run. Details for a report, without keys:",
    changed: (file) =>
      `A file was changed on its way here: ${file}. A proxy or a browser extension may have altered it. Try again. If that doesn’t help, use another network or a private window.`,
    folder: () =>
      "This page was opened as a file, but browsers run it only from a server. In the site’s folder, run python3 -m http.server --bind 127.0.0.1 8000 and open http://127.0.0.1:8000.",
    gone: () =>
      "Python stopped responding. Close other heavy pages, then try again: a saved run resumes where it was.",
    late: (file) =>
      `A file is taking too long to arrive: ${file}. Check the network, then try again.`,
    missing: (file) =>
      `A file is missing from this site: ${file}. Try again. If it’s still missing, tell the person who runs the site.`,
    outdated: () =>
      "A new version of this site was published while this page was open. Try again loads it.",
    replaced: (file) =>
      `A web page arrived instead of a file: ${file}. If this network has a sign-in page, sign in there first. Then try again.`,
    sandboxed: () =>
      "The page that embeds this one doesn’t let it run. Its author must add allow-same-origin to the sandbox attribute of the iframe, next to allow-scripts.",
    silent: () =>
      "Python hasn’t responded for 45 seconds. Close other heavy pages, check the network, then try again.",
    stopped: (words) =>
      `Python stopped. It said: ${words}. Try again; if it stops again, use another browser.`,
    type: (file) =>
      `This site sends a file with the wrong type, so the browser refused it: ${file}. The person who runs the site must fix its Content-Type.`,
    unreachable: (file) =>
      `A file didn’t arrive: ${file}. Check the network and any content blocker, then try again.`,
    webassembly: () =>
      "WebAssembly is turned off in this browser, and Python needs it. Turn it on, or use another browser.",
  };
  /** Causes that a saved run may be to blame for, if one was being opened (run_storage.js). */
  const OF_PYTHON = ["broken", "gone", "stopped"];
  /** Causes that a file may be to blame for. */
  const UNCLEAR = ["blocked", "silent", "stopped", "unreachable"];

  const root = document.documentElement;
  const { integrity } = globalThis;
  root.dataset.watched = "";
  let patience = failAfter(START_MS, "silent");

  /** Notes a sign of life during the start. */
  function alive() {
    clearInterval(patience);
    if (isStarting()) patience = failAfter(START_MS, "silent");
  }

  /** Stops the timer: the reader hasn't asked for Python yet. */
  function wait() {
    clearInterval(patience);
  }

  /** Fails after so long awake, unless the interval is cleared: a sleep counts as one tick. */
  function failAfter(/** @type {number} */ ms, /** @type {keyof typeof REASONS} */ cause) {
    let left_ms = ms;
    const timer = setInterval(() => {
      left_ms -= TICK_MS;
      if (left_ms > 0) return;
      clearInterval(timer);
      fail(cause);
    }, TICK_MS);
    return timer;
  }

  function isStarting() {
    return root.dataset.runtime === "starting";
  }

  // Errors of resources don't bubble, so listen in the capture phase.
  addEventListener(
    "error",
    ({ target, filename, message }) => {
      // Whatever imports the script says so itself, and some can do without.
      if (target.rel === "modulepreload") return;
      const file = integrity.nameOf(target.src ?? target.href ?? filename ?? "");
      if (!file || !isStarting()) return;
      if (target === window) fail("stopped", `${message} (${file})`);
      else fail("unreachable", file);
    },
    true,
  );

  // Chromium reports no error for a style sheet of the wrong type: it treats it as an empty one.
  document.addEventListener(
    "load",
    ({ target }) => {
      if (target.rel !== "stylesheet" || target.sheet?.cssRules.length) return;
      fail("unreachable", integrity.nameOf(target.href));
    },
    true,
  );

  /**
   * Ends the simulator and shows the panel.
   * @param {keyof typeof REASONS} cause
   * @param {string} detail
   * @param {string} report of a bug
   */
  async function fail(cause, detail = "", report = "") {
    const wasStarting = isStarting();
    if (root.dataset.runtime === "failed" || (cause === "silent" && !wasStarting)) return;
    clearInterval(patience);
    root.dataset.runtime = "failed";
    dispatchEvent(new Event("rehearsal-failed"));
    letBePainted();
    const panel = await present("failed");
    tell(panel, ...(surroundings(cause) ?? [cause, detail]));
    show(panel, wasStarting ? "" : "The simulator has stopped", report);
    // A simulator that was running had all its files.
    if (!wasStarting || !UNCLEAR.includes(root.dataset.reason)) return;
    const fault = await integrity.findFault();
    if (fault) tell(panel, ...fault);
  }

  /** Removes style sheets that haven't arrived: they keep the page from being painted. */
  function letBePainted() {
    for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
      if (!link.sheet) link.remove();
    }
  }

  /** Returns the cause if it is where the page runs; then no file is to blame. */
  function surroundings(/** @type {string} */ cause) {
    if (location.protocol === "file:") return ["folder"];
    return origin === "null" && UNCLEAR.includes(cause) ? ["sandboxed"] : null;
  }

  /** Waits for the panel, which may not have arrived yet. */
  async function present(/** @type {string} */ id) {
    while (!document.getElementById(id)) await pause(LOOK_AGAIN_MS);
    return document.getElementById(id);
  }

  function pause(/** @type {number} */ ms) {
    return new Promise((done) => setTimeout(done, ms));
  }

  function tell(/** @type {HTMLElement} */ panel, given, detail = "") {
    const cause = "aside" in root.dataset && OF_PYTHON.includes(given) ? "aside" : given;
    root.dataset.reason = cause;
    panel.querySelector("[data-failed-reason]").textContent = REASONS[cause](detail);
  }

  function show(/** @type {HTMLElement} */ panel, title, report) {
    if (title) panel.querySelector("h2").textContent = title;
    const details = Object.assign(document.createElement("pre"), {
      textContent: report,
      tabIndex: 0,
    });
    if (report) panel.querySelector("[data-failed-reason]").after(details);
    for (const id of ["starting", "not-saved", "late"]) document.getElementById(id)?.remove();
    // A sandboxed frame may not navigate the page around it, so the guide opens in the frame.
    if (origin === "null") panel.querySelector("a")?.setAttribute("target", "_self");
    document.getElementById("practice")?.toggleAttribute("inert", true);
    panel.hidden = false;
    panel.querySelector("[data-command=restart]").onclick = restart;
    panel.querySelector("[data-command=forget]").onclick = startOver;
    panel.querySelector("[data-command]").focus();
  }

  async function restart({ currentTarget: button }) {
    Object.assign(button, { disabled: true, textContent: "Checking files…" });
    await Promise.race([integrity.repair(), pause(REPAIR_MS)]);
    location.reload();
  }

  function startOver(/** @type {Event} */ event) {
    const { edition, slug } = root.dataset;
    const site = new URL("../", integrity.runtime).href.replace(/practice\/app\/$/, "");
    try {
      for (const kept of [sessionStorage, localStorage]) {
        kept.removeItem(`mfa-rehearsal run ${site} ${edition}/${slug}`); // the name in run_storage.js
      }
    } catch {}
    restart(event);
  }

  globalThis.failure = { alive, fail, failAfter, wait };
  if (location.protocol === "file:") fail("folder");
})();
