// Lays compressed copies beside a site's files: `.gz` and `.br`, for hosts that send these as they
// lie there. What was compressed once is kept by its content: Brotli's best takes its time.
//
// Usage: node copies.mjs <site> <cache>; writes how many files have copies.

import { createHash } from "node:crypto";
import { existsSync, globSync, linkSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";

const KINDS = "**/*.{css,html,js,json,mjs,svg,txt,wasm,xml,zip}";
const LEFT_OUT = /^mfa-rehearsal\.zip$/;
const WORTH_IT_BYTES = 1024;

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = zlib.constants;
const gzip = promisify(zlib.gzip);
const brotli = promisify(zlib.brotliCompress);

const compress = {
  gz: (content) => gzip(content, { level: 9 }),
  br: (content) =>
    brotli(content, {
      params: {
        [BROTLI_PARAM_QUALITY]: 11,
        [BROTLI_PARAM_LGWIN]: 24,
        [BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
};

const [site, cache] = process.argv.slice(2);
mkdirSync(cache, { recursive: true });
const files = globSync(KINDS, { cwd: site })
  .filter((file) => !LEFT_OUT.test(file))
  .map((file) => join(site, file))
  .filter((path) => statSync(path).size >= WORTH_IT_BYTES);
const alike = Map.groupBy(files, (path) => hashOf(readFileSync(path)));
await Promise.all([...alike].map(([hash, paths]) => copy(hash, paths)));
console.log(files.length);

async function copy(hash, paths) {
  for (const suffix of Object.keys(compress)) {
    const kept = join(cache, `${hash}.${suffix}`);
    if (!existsSync(kept)) await make(kept, await compress[suffix](readFileSync(paths[0])));
    for (const path of paths) {
      rmSync(`${path}.${suffix}`, { force: true });
      linkSync(kept, `${path}.${suffix}`);
    }
  }
}

async function make(path, content) {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}

function hashOf(content) {
  return createHash("sha256").update(content).digest("hex");
}
