// Starts Pyodide under Node and runs tree_shake.py in it.
//
// Usage: node compile.mjs play|compile <folder> <pyodide-build>; tree_shake.py says what the folder
// contains.
// Modules are compiled here and not on the host, because they must match Pyodide's Python.
// Playing uses the standard library that readers get; pyodide-build needs the full one.

import { readFileSync, realpathSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [task, folder, pyodideBuild] = process.argv.slice(2);
const mounts = {
  "/folder": folder,
  "/pyodide-build": pyodideBuild,
  "/startup": `${import.meta.dirname}/startup`,
};

async function startTreeShake(stdlib) {
  // For reproducible bytes: no timestamps in the files, and a fixed order in sets.
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
  if (task === "play") {
    const words = readFileSync(`${folder}/guide.json`, "utf8");
    (await startTreeShake(`${folder}/stdlib.zip`)).play("/folder", words);
  } else (await startTreeShake()).compile_all("/folder");
} catch (error) {
  // By default, Node would print the failing line of Pyodide's script, which is a megabyte long.
  console.error(error.message);
  process.exitCode = 1;
}
