// Starts Python from an archive alone, as the browser does, and runs a script in it.
//
// Usage: node play.mjs <archive> <script>; prints what the script's function `play` returns.

import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [archive, script] = process.argv.slice(2);

try {
  const lock = JSON.parse(readFileSync(new URL(import.meta.resolve("pyodide/pyodide-lock.json"))));
  const python = await loadPyodide({
    stdLibURL: archive,
    lockFileContents: { info: lock.info, packages: {} },
    packageBaseUrl: "./",
  });
  python.runPython(readFileSync(script, "utf8"));
  console.log(python.runPython("play()"));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
