/**
 * Scoring many leads: ours (the wasm that ships in `tools`) beside json-logic-engine, interpreted and compiled, and
 * json-rules-engine from npm, on the same rules and leads in the same run, in Node and in Chromium. Decides what is held against
 * the times; what is timed, `score/run.mjs` says. It never fails on a time, and always where two engines differ.
 *
 * `node benches/score.mjs [--node]`: with `--node` not in Chromium.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const at = (path) => fileURLToPath(new URL(path, root));
const require = createRequire(new URL('www/package.json', root));
const { build } = require('esbuild');
const { devDependencies: versions } = JSON.parse(await readFile(at('www/package.json'), 'utf8'));

/** How many times faster than the best of the others, without reasons, with columns of numbers and codes: by the number of rules. */
const TARGETS = { 10: 1.5, 1000: 6 };

/** The bench, the peers and our glue as one script. */
async function bundle(platform) {
  const contents = `
    import glue from './target/pkg/tools/glue.mjs';
    import { run } from './benches/score/run.mjs';
    export const bench = async (wasm) => run(await glue((entry) => entry())(await WebAssembly.compile(wasm)));`;
  const settings = { bundle: true, write: false, format: 'iife', globalName: 'bench', platform, nodePaths: [at('www/node_modules')] };
  const { outputFiles } = await build({ ...settings, stdin: { contents, resolveDir: at('.') }, logLevel: 'error' });
  return outputFiles[0].text;
}

const wasm = await readFile(at('target/pkg/tools/packed.wasm'));

async function inNode() {
  const { bench } = new Function('require', `${await bundle('node')}; return bench;`)(require);
  return bench(wasm);
}

async function inChromium() {
  const { chromium } = require('playwright-core');
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundle('browser') });
    return await page.evaluate((text) => bench.bench(Uint8Array.from(atob(text), (c) => c.charCodeAt(0))), wasm.toString('base64'));
  } finally {
    await browser.close();
  }
}

function tell(place, { rules, width, leads, us }) {
  const names = Object.keys(us);
  const [mine] = names;
  const best = names.filter((name) => !name.startsWith('leadsieve')).reduce((one, other) => (us[other] < us[one] ? other : one));
  console.log(`${place}, ${rules} rules over ${width} columns, ${leads} leads: microseconds a lead`);
  for (const name of names) console.log(`  ${name.padEnd(50)}${us[name].toFixed(3).padStart(12)}${`${(us[name] / us[mine]).toFixed(1)}x`.padStart(10)}`);
  const [times, ...others] = names.filter((name) => name.startsWith('leadsieve')).map((name) => us[best] / us[name]);
  const words = `${times.toFixed(1)}x the best of the others (${best}); target ${TARGETS[rules]}x`;
  const more = others.map((one) => `${one.toFixed(1)}x`).join(' and ');
  console.log(`${times >= TARGETS[rules] ? 'held' : 'MISSED'} ${place}, ${rules} rules: ${words}; lists of texts, without reasons and with them: ${more}`);
}

console.log(`beside json-logic-engine ${versions['json-logic-engine']} and json-rules-engine ${versions['json-rules-engine']}; all agree on every lead`);
const places = process.argv.includes('--node') ? { Node: inNode } : { Node: inNode, Chromium: inChromium };
for (const [place, run] of Object.entries(places)) for (const found of await run()) tell(place, found);
