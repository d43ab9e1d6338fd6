// Starts Python from an archive alone, as the browser does.

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { loadPyodide } from "pyodide";

/**
 * Runs a script in it, and returns what the script's function `play` returns.
 * @param {string} archive
 * @param {string} script
 * @param {string} words the coach's words, compressed, which `play` gets
 */
export async function play(archive, script, words) {
  const lock = JSON.parse(readFileSync(new URL(import.meta.resolve("pyodide/pyodide-lock.json"))));
  const python = await loadPyodide({
    stdLibURL: archive,
    lockFileContents: { info: lock.info, packages: {} },
    packageBaseUrl: "./",
  });
  python.runPython(readFileSync(script, "utf8"));
  return python.globals.get("play")(gunzipSync(readFileSync(words)).toString());
}
