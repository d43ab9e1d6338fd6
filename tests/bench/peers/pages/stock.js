// Stock Pyodide, started as in its documentation.
import { loadPyodide } from "../lasting/pyodide/pyodide.mjs";
import { DRAW, WHEELS } from "./known.js";

const pyodide = await loadPyodide();
await pyodide.loadPackage(WHEELS.map((name) => `../lasting/wheels/${name}`));
pyodide.runPython(DRAW);
const draw = pyodide.globals.get("draw");

function answer() {
  document.getElementById("picture").src = `data:image/svg+xml,${encodeURIComponent(draw())}`;
  performance.mark("practice:answered");
}

document.getElementById("press").onclick = answer;
answer();
