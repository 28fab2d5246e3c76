/**
 * Measures files as a web server would send them: raw, `gzip -9` and `brotli -q 11`, in bytes.
 * Decides nothing: which files and what they may weigh is size.rs's business. Node brings both compressors, so
 * xtask need not compile any.
 */
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };

const measure = (path) => {
  const bytes = readFileSync(path);
  return [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes, brotli).length];
};

process.stdout.write(JSON.stringify(process.argv.slice(2).map(measure)));
