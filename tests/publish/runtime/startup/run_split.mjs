// Runs a module, or the two halves of one, and prints what came out as JSON.
//
// Usage: node run_split.mjs <module or main> [<rest> [<archive> <script> <words>]]; with an archive,
// the module is Pyodide's, and the script's function `play` is called with the coach's words.

import { readFileSync } from "node:fs";
import { play } from "../trimmed.mjs";

const [main, rest, archive, script, words] = process.argv.slice(2);
const CALLER = Buffer.from("AGFzbQEAAAABBAFgAAACBQEAAAAABwQBAAAA", "base64");
const { instantiate } = WebAssembly;
let loaded = 0;

async function start(imports) {
  const made = await instantiate(readFileSync(main), imports);
  const { exports } = made.instance;
  const load = () => {
    loaded += 1;
    const module = new WebAssembly.Module(readFileSync(rest));
    new WebAssembly.Instance(module, { ...imports, split: exports });
  };
  const caller = await instantiate(CALLER, { "": { "": load } });
  exports.split?.set(0, caller.instance.exports[""]);
  return made;
}

async function run() {
  const constant = new WebAssembly.Global({ value: "i32" }, 0);
  const { instance } = await start({ env: { plus_ten: (number) => number + 10, constant } });
  const { twice, counted, through_the_table, caught, run } = instance.exports;
  const ran = () => run && [...new Uint8Array(run.buffer).slice(0, 5)];
  const before = ran();
  const results = [twice(21), counted(21), through_the_table(21) - 1, caught(21)];
  return { results, ran: ran(), "ran before": before };
}

async function answer() {
  WebAssembly.instantiate = (source, imports) =>
    source.byteLength > 100_000 ? start(imports) : instantiate(source, imports ?? {});
  return JSON.parse(await play(archive, script, words));
}

console.log(JSON.stringify({ ...(await (archive ? answer() : run())), loaded }));
