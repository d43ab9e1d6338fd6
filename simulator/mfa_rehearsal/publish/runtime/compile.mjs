// Starts Pyodide under Node and hands over to tree_shake.py.
//
// Usage: node compile.mjs play|compile <folder> <pyodide-build>; tree_shake.py says what the folder
// holds.
// Compiled here and not on the host: the files must suit Pyodide's Python, whatever the host has.
// Played on what the reader will have, and compiled with all of Python: pyodide-build wants it.

import { realpathSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [task, folder, pyodideBuild] = process.argv.slice(2);
const mounts = {
  "/folder": folder,
  "/pyodide-build": pyodideBuild,
  "/startup": `${import.meta.dirname}/startup`,
};

async function startTreeShake(stdlib) {
  // The same bytes each time: no times in the files, and sets in one order.
  const python = await loadPyodide({
    stdLibURL: stdlib,
    env: { SOURCE_DATE_EPOCH: "315532800", PYTHONHASHSEED: "0" },
  });
  for (const [place, path] of Object.entries(mounts)) {
    python.FS.mkdirTree(place);
    python.mountNodeFS(place, realpathSync(path));
  }
  python.runPython("import sys; sys.path += ['/startup', '/pyodide-build']");
  return python.pyimport("tree_shake");
}

try {
  if (task === "play") (await startTreeShake(`${folder}/stdlib.zip`)).play("/folder");
  else (await startTreeShake()).compile_all("/folder");
} catch (error) {
  // Left to itself, Node would show the line of Pyodide's script: all of its megabyte.
  console.error(error.message);
  process.exitCode = 1;
}
