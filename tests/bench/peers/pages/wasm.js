// A floor: Pyodide's WebAssembly is fetched and compiled, and nothing is done with it.
await WebAssembly.compileStreaming(fetch("../lasting/pyodide/pyodide.asm.wasm"));
performance.mark("practice:answered");
