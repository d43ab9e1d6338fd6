// Runs a script in Python, started from an archive alone.
//
// Usage: node play.mjs <archive> <script> <words>; prints what the script's function `play` returns,
// which gets the coach's words.

import { play } from "./trimmed.mjs";

try {
  console.log(await play(...process.argv.slice(2)));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
