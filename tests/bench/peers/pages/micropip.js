// Stock Pyodide with micropip, which uses a package index on the same server.
import { loadPyodide } from "../lasting/pyodide/pyodide.mjs";
import { DRAW } from "./known.js";

const pyodide = await loadPyodide({ packages: ["micropip"] });
const micropip = pyodide.pyimport("micropip");
const index = new URL("../lasting/simple", import.meta.url).href;
await micropip.install.callKwargs(["pyotp", "qrcode"], { index_urls: index });
pyodide.runPython(DRAW);
const draw = pyodide.globals.get("draw");

function answer() {
  document.getElementById("picture").src = `data:image/svg+xml,${encodeURIComponent(draw())}`;
  performance.mark("practice:answered");
}

document.getElementById("press").onclick = answer;
answer();
