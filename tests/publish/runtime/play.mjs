// Starts Python from an archive alone, as the browser does, and runs a script in it.
//
// Usage: node play.mjs <archive> <script> <words>; prints what the script's function `play` returns,
// which gets the coach's words.

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { loadPyodide } from "pyodide";

const [archive, script, words] = process.argv.slice(2);

try {
  const lock = JSON.parse(readFileSync(new URL(import.meta.resolve("pyodide/pyodide-lock.json"))));
  const python = await loadPyodide({
    stdLibURL: archive,
    lockFileContents: { info: lock.info, packages: {} },
    packageBaseUrl: "./",
  });
  python.runPython(readFileSync(script, "utf8"));
  console.log(python.globals.get("play")(gunzipSync(readFileSync(words)).toString()));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
