/**
 * The README's sizes are those of the files that were built: no number in it is older than the code.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { DIST, ROOT } from './lib/collector.mjs';
import { FILES } from './lib/page.mjs';

async function brotli(file) {
  const bytes = await readFile(join(DIST, file));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

const sum = async (files) => (await Promise.all(files.map(brotli))).reduce((total, bytes) => total + bytes, 0);

test('the sizes in the README are those of the build, within two percent', async () => {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  const measured = {
    'inline snippet': await sum([FILES.snippet]),
    'page without a quiz': await sum([FILES.loader_track, FILES.wasm_track]),
    'page with a quiz': await sum([FILES.loader, FILES.wasm, FILES.language.en]),
    'why a config was refused': await sum([FILES.explain, FILES.tools]),
  };
  for (const [what, bytes] of Object.entries(measured)) {
    // A row of the table, or a word in brackets.
    const told = new RegExp(`${what}(?: \\|)? \\(?([\\d.]+) KB`).exec(readme)?.[1];
    assert.ok(told, `README.md has no size of "${what}"`);
    const found = bytes / 1024;
    assert.ok(Math.abs(Number(told) - found) <= Math.max(found * 0.02, 0.06), `${what}: README.md says ${told} KB, measured ${found.toFixed(2)} KB`);
  }
});
