/**
 * Classifying landings: ours (the wasm that ships, in V8 as in Chromium) beside sourcebuster from npm, on the same cases in
 * the same run. Prints agreement with the expected channel, bytes after brotli, and time per classification as a ratio.
 *
 * sourcebuster tells a source and a medium, no channel: they are put through our own table of channels as if they were tags,
 * which is the kindest reading. It has no way to classify alone: its time is one `init`, which also writes what it found, with
 * a jar in place of a browser's cookies; ours is the reading of both addresses, the verdict and the count. The cases are our
 * own, and our tests hold us to all of them: what they tell is where the other one stands.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
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
const counted = landings.channels();
for (const { channel: name } of cases) {
  const expected = cases.filter((one) => channel(one.url, one.referrer) === name).length * 20;
  if (counted[name] !== expected) throw new Error(`${name}: counted ${counted[name]}, one by one ${expected}`);
}
const ours = {
  right: cases.filter((one) => channel(one.url, one.referrer) === one.channel).length,
  us: (fastest(() => landings.channels()) * 1000) / many.length,
};

/** What sourcebuster reads of a page, as objects made before the clock runs; a jar takes a browser's cookies' place. */
const pages = cases.map(({ url, referrer }) => {
  const { search, hostname, host } = new URL(url);
  return { referrer: referrer ?? '', location: { href: url, search, hostname, host } };
});
let page = pages[0];
const jar = new Map();
globalThis.document = {
  get referrer() { return page.referrer; },
  get location() { return page.location; },
  get cookie() { return [...jar].map(([name, value]) => `${name}=${value}`).join('; '); },
  set cookie(line) {
    const [name, value] = line.split(';', 1)[0].split('=');
    jar.set(name, value);
  },
};
globalThis.window = globalThis;
globalThis.navigator ??= { userAgent: 'Mozilla/5.0' };
Object.defineProperty(globalThis, 'location', { get: () => page.location });
const sbjs = require('sourcebuster');

function sourcebuster(arrived) {
  page = arrived;
  jar.clear();
  sbjs.init({ domain: 'shop.example' });
  return sbjs.get.current;
}

/** Its words as a channel. */
function asChannel({ typ, src, mdm, cmp }) {
  if (typ === 'typein') return 'Direct';
  const tags = Object.entries({ utm_source: src, utm_medium: mdm, utm_campaign: cmp }).filter(([, value]) => value && value !== '(none)');
  return channel(`https://shop.example/?${new URLSearchParams(tags)}`, '');
}

const isRight = cases.map((one, index) => asChannel(sourcebuster(pages[index])) === one.channel);
const theirs = {
  right: isRight.filter(Boolean).length,
  us: (fastest(() => pages.forEach(sourcebuster)) * 1000) / cases.length,
};
const isBare = cases.map(({ url, referrer }) => referrer && !/[?#]./.test(url));
const bare = cases.filter((_, index) => isBare[index]);
ours.bare = bare.filter((one) => channel(one.url, one.referrer) === one.channel).length;
theirs.bare = isRight.filter((right, index) => right && isBare[index]).length;

const { files } = JSON.parse(await text('www/dist/manifest.json'));
const [wasm, loader, peer] = await Promise.all([
  readFile(new URL(`www/dist/${files.wasm_track}`, root)),
  readFile(new URL(`www/dist/${files.loader_track}`, root)),
  readFile(require.resolve('sourcebuster/dist/sourcebuster.min.js')),
]);

const rows = [
  ['', 'leadsieve', 'sourcebuster 1.1.0', 'ratio'],
  [`our own cases: expected channel, of ${bare.length} with a referrer alone`, ours.bare, theirs.bare, (ours.bare / theirs.bare).toFixed(2)],
  [`our own cases: expected channel, of all ${cases.length}`, ours.right, theirs.right, (ours.right / theirs.right).toFixed(2)],
  ['microseconds: ours a verdict, theirs an init with cookies', ours.us.toFixed(2), theirs.us.toFixed(2), (ours.us / theirs.us).toFixed(2)],
  ['bytes after brotli (ours with events, score, leads, delivery)', brotli(wasm) + brotli(loader), brotli(peer), ((brotli(wasm) + brotli(loader)) / brotli(peer)).toFixed(2)],
];
for (const row of rows) console.log(row.map((cell, index) => (index ? String(cell).padStart(20) : String(cell).padEnd(64))).join(''));
