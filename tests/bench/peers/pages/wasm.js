// A floor: Pyodide's WebAssembly is fetched and compiled but not used.
await WebAssembly.compileStreaming(fetch("../lasting/pyodide/pyodide.asm.wasm"));
performance.mark("practice:answered");
