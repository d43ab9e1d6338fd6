// Starts Pyodide under Node and hands over to trim.py; writes how many modules were compiled.
//
// Usage: node compile.mjs <folder> <pyodide-build>; trim.py says what the folder holds.
// Compiled here and not on the host: the files must suit Pyodide's Python, whatever the host has.

import { realpathSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [folder, pyodideBuild] = process.argv.slice(2);
const mounts = {
  "/folder": folder,
  "/pyodide-build": pyodideBuild,
  "/publish": import.meta.dirname,
};

try {
  // The same bytes each time: no times in the files, and sets in one order.
  const python = await loadPyodide({
    env: { SOURCE_DATE_EPOCH: "315532800", PYTHONHASHSEED: "0" },
  });
  for (const [place, path] of Object.entries(mounts)) {
    python.FS.mkdirTree(place);
    python.mountNodeFS(place, realpathSync(path));
  }
  python.runPython("import sys; sys.path += ['/publish', '/pyodide-build']");
  console.log(python.pyimport("trim").run("/folder"));
} catch (error) {
  // Left to itself, Node would show the line of Pyodide's script: all of its megabyte.
  console.error(error.message);
  process.exitCode = 1;
}
