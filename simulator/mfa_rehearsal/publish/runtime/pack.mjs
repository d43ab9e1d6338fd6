// Compresses a file for archive.py with Node's zlib, which is the same whatever Python's is.
//
// Usage: node pack.mjs <file> <target>

import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** Where gzip's header names the system that made it, and the value for none. Source: RFC 1952. */
const SYSTEM_AT = 9;
const NO_SYSTEM = 255;

const [file, target] = process.argv.slice(2);
const packed = gzipSync(readFileSync(file), { level: 9 });
packed[SYSTEM_AT] = NO_SYSTEM;
writeFileSync(target, packed);
