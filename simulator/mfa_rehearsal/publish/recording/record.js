// In a browser's worker: play the simulator, and note which functions of Pyodide's WebAssembly run.
//
// functions.py serves the files. This posts the numbers of the functions, or an error.

import { loadPyodide } from "./pyodide.js";

const { instantiateStreaming } = WebAssembly;
/** The memories of each start, with a byte for each function. */
const ran = [];

WebAssembly.instantiateStreaming = async (...given) => {
  const made = await instantiateStreaming(...given);
  ran.push(made.instance.exports.run);
  return made;
};

async function text(place) {
  return (await fetch(place)).text();
}

async function start(more = {}) {
  return loadPyodide({
    indexURL: "./",
    stdLibURL: "./python.zip",
    lockFileContents: await text("lock.json"),
    packageBaseUrl: "./",
    ...more,
  });
}

async function play(python) {
  python.FS.writeFile("/tree_shake.py", await text("tree_shake.py"));
  python.runPython("import sys; sys.path.append('/')");
  const { play_all, play_drills } = python.pyimport("tree_shake");
  play_all(await text("guide.json"));
  play_drills();
}

async function record() {
  await play(await start());
  const kept = await start({ _makeSnapshot: true });
  kept.runPython("from mfa_rehearsal.browser import bridge; bridge.prepare()");
  await play(await start({ _loadSnapshot: kept.makeMemorySnapshot() }));
  const used = new Set();
  for (const { buffer } of ran) {
    for (const [index, has] of new Uint8Array(buffer).entries()) if (has) used.add(index);
  }
  return [...used];
}

record().then(
  (used) => postMessage({ used }),
  (error) => postMessage({ error: String(error) }),
);
