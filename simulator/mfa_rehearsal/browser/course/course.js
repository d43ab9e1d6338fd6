/**
 * A course's page: shows the lessons that count, one at a time, and tells the learning platform how
 * far the learner is, by what the simulator says about each run.
 *
 * Rule: the platform keeps everything. The browser's own copies of runs are deleted, because another
 * learner may use it next.
 */
import { restore } from "./app/embed.js";
import { connect } from "./scorm.js";

/** @type {{edition: string, lessons: {slug: string, title: string, lesson: string}[]}} */
const course = JSON.parse(document.getElementById("course").textContent);
const frame = document.querySelector("iframe");
const menu = document.querySelector("nav");
const notice = document.querySelector(".notice");
const platform = connect();

/** Where the learner is, the run there, and each finished lesson's share of steps and its facts. */
const state = { at: course.lessons[0].slug, run: "", done: {}, ...(await platform.read()) };

if (!course.lessons.some(({ slug }) => slug === state.at)) {
  Object.assign(state, { at: course.lessons[0].slug, run: "" });
}

function open(/** @type {string} */ slug, run = "") {
  forget();
  Object.assign(state, { at: slug, run });
  frame.src = `app/${course.edition}/${slug && `${slug}/`}`;
  drawMenu();
}

function forget() {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) {
      if (key.startsWith("mfa-rehearsal")) storage.removeItem(key);
    }
  }
}

function drawMenu() {
  menu.hidden = course.lessons.length < 2;
  menu.replaceChildren(...course.lessons.map(drawLesson));
}

function drawLesson({ slug, title }) {
  const button = document.createElement("button");
  button.className = "lesson";
  button.textContent = slug in state.done ? `${title} ✓` : title;
  button.ariaCurrent = String(slug === state.at);
  button.onclick = () => {
    open(slug);
    save();
  };
  return button;
}

/** The learner follows the simulator's own link to another lesson. */
function follow(/** @type {string} */ slug) {
  if (slug === state.at || !course.lessons.some((each) => each.slug === slug)) return;
  Object.assign(state, { at: slug, run: "" });
  drawMenu();
}

/** The best attempt at each lesson counts. */
function finish({ lesson, done, total, seconds, refusals }) {
  const found = course.lessons.find((each) => each.lesson === lesson);
  if (!found) return;
  const { slug } = found;
  const share = done / total;
  if (!(state.done[slug]?.share > share)) state.done[slug] = { share, seconds, refusals };
  platform.noteLesson(slug || "guide", { share, seconds });
  drawMenu();
  save();
}

function save() {
  const shares = course.lessons.map(({ slug }) => state.done[slug]?.share ?? 0);
  const score = Math.round((100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length);
  const isComplete = course.lessons.every(({ slug }) => slug in state.done);
  return platform.write({ state, score, isComplete });
}

frame.addEventListener("mfa-rehearsal", async ({ detail }) => {
  if (detail.type === "ready") follow(detail.slug);
  const slug = detail.slug ?? state.at;
  if (detail.type === "ready" && slug === state.at && state.run) restore(frame, state.run);
  if (detail.type === "run" && slug === state.at) {
    state.run = detail.run;
    save();
  }
  if (detail.type === "finished") finish(detail);
});

notice.hidden = platform.isThere;
notice.textContent = "This page isn't in a learning platform, so nothing is recorded.";
addEventListener("pagehide", () => platform.leave());
open(state.at, state.run);
