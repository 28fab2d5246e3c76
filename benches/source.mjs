/**
 * Classifying landings: ours (the wasm that ships, in V8 as in Chromium) beside sourcebuster from npm, on the same cases in
 * the same run. Prints agreement with the expected channel, bytes after brotli, and time per classification as a ratio.
 *
 * sourcebuster tells a source and a medium, no channel: they are put through our own table of channels as if they were tags,
 * which is the kindest reading. Its time is one `init` with a jar for cookies in place of a browser's; ours is the reading
 * of both addresses, the verdict and the count.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { createContext, runInContext } from 'node:vm';
import { brotliCompressSync, constants } from 'node:zlib';

const root = new URL('../', import.meta.url);
const require = createRequire(new URL('www/package.json', root));
const text = (path) => readFile(new URL(path, root), 'utf8');
const brotli = (content) => brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

const cases = (await text('tests/native/landings.jsonl')).trim().split('\n').map((line) => JSON.parse(line));
const OWN = ['shop.example'];
const ROUNDS = 40;

/** Milliseconds of the fastest of some rounds: the others were disturbed. */
function fastest(run) {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const { default: glue } = await import(new URL('target/pkg/tools/glue.mjs', root));
const tools = await glue((entry) => entry())(await WebAssembly.compile(await readFile(new URL('target/pkg/tools/packed.wasm', root))));
const channel = (url, referrer) => tools.classify(url, referrer, OWN).channel;

const many = Array.from({ length: 20 }, () => cases.map(({ url, referrer }) => ({ url, referrer }))).flat();
const landings = new tools.Landings(many, OWN);
const ours = {
  right: cases.filter((one) => channel(one.url, one.referrer) === one.channel).length,
  us: (fastest(() => landings.channels()) * 1000) / many.length,
};

/** What sourcebuster says of a landing, in a window made of what it reads. */
const page = { referrer: '', location: {}, jar: new Map() };
const document = {
  get referrer() { return page.referrer; },
  get location() { return page.location; },
  get cookie() { return [...page.jar].map(([name, value]) => `${name}=${value}`).join('; '); },
  set cookie(line) {
    const [name, value] = line.split(';')[0].split('=');
    page.jar.set(name, value);
  },
};
const window = { document, navigator: { userAgent: 'Mozilla/5.0' }, get location() { return page.location; } };
const context = createContext(Object.assign(window, { window, self: window }));
const sources = await text('www/node_modules/sourcebuster/dist/sourcebuster.js');
runInContext(sources, context);

function sourcebuster({ url, referrer }) {
  const parsed = new URL(url);
  Object.assign(page, { referrer: referrer ?? '', location: { href: url, search: parsed.search, hostname: parsed.hostname, host: parsed.host } });
  page.jar.clear();
  window.sbjs.init({ domain: 'shop.example' });
  return window.sbjs.get.current;
}

/** Its words as a channel. */
function asChannel({ typ, src, mdm, cmp }) {
  if (typ === 'typein') return 'Direct';
  const tags = Object.entries({ utm_source: src, utm_medium: mdm, utm_campaign: cmp }).filter(([, value]) => value && value !== '(none)');
  return channel(`https://shop.example/?${new URLSearchParams(tags)}`, '');
}

const theirs = {
  right: cases.filter((one) => asChannel(sourcebuster(one)) === one.channel).length,
  us: (fastest(() => cases.forEach(sourcebuster)) * 1000) / cases.length,
};

const { files } = JSON.parse(await text('www/dist/manifest.json'));
const [wasm, loader, peer] = await Promise.all([
  readFile(new URL(`www/dist/${files.wasm_track}`, root)),
  readFile(new URL(`www/dist/${files.loader_track}`, root)),
  readFile(require.resolve('sourcebuster/dist/sourcebuster.min.js')),
]);

const rows = [
  ['', 'leadsieve', 'sourcebuster 1.1.0', 'ratio'],
  [`expected channel, of ${cases.length} landings`, ours.right, theirs.right, (ours.right / theirs.right).toFixed(2)],
  ['microseconds per classification', ours.us.toFixed(2), theirs.us.toFixed(2), (ours.us / theirs.us).toFixed(2)],
  ['bytes after brotli (ours with events, score, leads, delivery)', brotli(wasm) + brotli(loader), brotli(peer), ((brotli(wasm) + brotli(loader)) / brotli(peer)).toFixed(2)],
];
for (const row of rows) console.log(row.map((cell, index) => (index ? String(cell).padStart(20) : String(cell).padEnd(64))).join(''));
