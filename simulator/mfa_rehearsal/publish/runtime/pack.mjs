// Compresses a file for archive.py with Node's zlib, because Python's differs between machines.
//
// Usage: node pack.mjs <file> <target>

import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** Where gzip's header names the operating system, and the value for "unknown". Source: RFC 1952. */
const SYSTEM_AT = 9;
const UNKNOWN_SYSTEM = 255;

const [file, target] = process.argv.slice(2);
const packed = gzipSync(readFileSync(file), { level: 9 });
packed[SYSTEM_AT] = UNKNOWN_SYSTEM;
writeFileSync(target, packed);
