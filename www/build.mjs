/**
 * The web build: decides which files a page gets from which sources. Must not know what the module does.
 * Called as `node www/build.mjs --pkg target/pkg --out www/dist`; `--pkg` holds `full/` and `track/` as wasm-pack made them.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, transform } from 'esbuild';

const www = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({ options: { pkg: { type: 'string' }, out: { type: 'string' } } });
const pkg = resolve(values.pkg ?? join(www, '../target/pkg'));
const out = resolve(values.out ?? join(www, 'dist'));
const { version } = JSON.parse(await readFile(join(www, 'package.json'), 'utf8'));
const settings = { minify: true, format: 'esm', target: 'es2020', legalComments: 'none', charset: 'utf8' };

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const snippet = await stub();
const full = await module('full', 'leadsieve', true);
const track = await module('track', 'leadsieve-track', false);
await demo();
await writeFile(join(out, 'manifest.json'), JSON.stringify(manifest(), null, 2));

/** The inline stub, as one line. */
async function stub() {
  const source = await readFile(join(www, 'snippet.ts'), 'utf8');
  const { code } = await transform(source, { ...settings, loader: 'ts', format: 'iife' });
  // Two functions around the same code are one too many; the stub is already one.
  const line = code.replace(/^\(\(\)=>\{/, '').replace(/\}\)\(\);?\s*$/, '').trim();
  await writeFile(join(out, 'snippet.js'), line);
  return line;
}

/** One wasm module with its loader. */
async function module(name, file, withQuiz) {
  const wasm = await readFile(join(pkg, name, 'leadsieve_bg.wasm'));
  const digest = createHash('sha256').update(wasm).digest();
  const wasmFile = `${file}-${digest.toString('hex').slice(0, 12)}.wasm`;
  await writeFile(join(out, wasmFile), wasm);
  const result = await build({
    ...settings,
    entryPoints: [{ in: join(www, 'leadsieve.ts'), out: `${file}-${version}` }],
    bundle: true,
    splitting: true,
    outdir: out,
    chunkNames: `${file}-[name]-[hash]`,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    metafile: true,
    define: {
      WITH_QUIZ: String(withQuiz),
      WASM_FILE: JSON.stringify(wasmFile),
      WASM_INTEGRITY: JSON.stringify(`sha256-${digest.toString('base64')}`),
    },
    plugins: [glue(join(pkg, name, 'leadsieve.js'))],
  });
  const loader = `${file}-${version}.js`;
  const outputs = Object.fromEntries(Object.entries(result.metafile.outputs).map(([path, output]) => [relative(out, resolve(path)), output]));
  // A loader without the quiz never asks for the element: its chunks are left over from splitting.
  if (!withQuiz) await Promise.all(Object.keys(outputs).filter((chunk) => chunk !== loader).map((chunk) => rm(join(out, chunk))));
  return { loader, wasm: wasmFile, outputs };
}

/**
 * wasm-bindgen's glue as a function of `enter`: each call gives an instance with a memory of its own, which a restart
 * needs, and every closure that the browser calls goes through `enter`, so that nothing gets into an instance that has
 * trapped. Without finalizers: they would reach into it too, and the crate frees what it makes.
 */
function glue(file) {
  const entry = 'return f(a, state.b, ...args);';
  const guarded = 'return enter(() => f(a, state.b, ...args));';
  const wrap = (text) => {
    if (text.split(entry).length !== 2) throw new Error(`${file}: found no closure entry "${entry}"; expected the glue of wasm-bindgen 0.2.130`);
    return `export default function (enter, FinalizationRegistry) {\n${text.replace(entry, guarded)}\nreturn wasm_bindgen;\n}`;
  };
  return {
    name: 'glue',
    setup(setup) {
      setup.onResolve({ filter: /^leadsieve-glue$/ }, () => ({ path: file, namespace: 'glue' }));
      setup.onLoad({ filter: /.*/, namespace: 'glue' }, async () => ({ contents: wrap(await readFile(file, 'utf8')) }));
    },
  };
}

/** The demo's pages with the snippet in place of its marker, and everything else as it is. */
async function demo() {
  await cp(join(www, 'demo'), join(out, 'demo'), { recursive: true });
  for (const name of (await readdir(join(out, 'demo'))).filter((name) => name.endsWith('.html'))) {
    const file = join(out, 'demo', name);
    const html = await readFile(file, 'utf8');
    const marker = /<!-- leadsieve:snippet config="([^"]+)" -->/;
    await writeFile(file, html.replace(marker, (_, config) => snippetFor(config, !/<lead-quiz/.test(html) && name === 'bare.html')));
  }
}

/** What an owner pastes into a page. The preload lets the wasm come beside the loader, not behind it. */
function snippetFor(config, tracksOnly) {
  const { loader, wasm } = tracksOnly ? track : full;
  return [
    `<script>${snippet}</script>`,
    `<link rel="preload" href="../${wasm}" as="fetch" type="application/wasm" crossorigin>`,
    `<script type="module" src="../${loader}" data-config="${config}"></script>`,
  ].join('\n  ');
}

/** Which file plays which part, for measuring and for tests. */
function manifest() {
  const chunk = (outputs, source) => {
    return Object.keys(outputs).find((file) => outputs[file].entryPoint?.endsWith(source));
  };
  const entries = Object.keys(full.outputs);
  const language = { en: chunk(full.outputs, 'i18n/en.ts'), ru: chunk(full.outputs, 'i18n/ru.ts') };
  const element = entries.filter((file) => file !== full.loader && !Object.values(language).includes(file));
  const files = { snippet: 'snippet.js', loader: full.loader, loader_track: track.loader, wasm: full.wasm, wasm_track: track.wasm, element, language };
  return { version, files };
}
