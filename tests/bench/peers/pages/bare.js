// A floor: Python starts from our trimmed archive and does nothing else.
import { loadPyodide } from "../lasting/pyodide/pyodide.mjs";
import { LOCK } from "./known.js";

const pyodide = await loadPyodide({
  stdLibURL: new URL("../lasting/python.zip", import.meta.url).href,
  lockFileContents: LOCK,
  packageBaseUrl: new URL("../lasting/pyodide/", import.meta.url).href,
});
pyodide.runPython("1 + 1");
performance.mark("practice:answered");
