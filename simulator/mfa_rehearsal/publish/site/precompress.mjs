// Compresses files for precompress.py, each to `<cache>/<hash of its content>.gz` and `.br`.
//
// Usage: node precompress.mjs <cache> <file> …

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";

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

const [cache, ...files] = process.argv.slice(2);
mkdirSync(cache, { recursive: true });
await Promise.all(files.map(keep));

async function keep(file) {
  const content = readFileSync(file);
  const hash = createHash("sha256").update(content).digest("hex");
  for (const [suffix, compressed] of Object.entries(compress)) {
    const kept = join(cache, `${hash}.${suffix}`);
    await writeFile(`${kept}.new`, await compressed(content));
    await rename(`${kept}.new`, kept);
  }
}
