/**
 * The web build: decides which files a page gets from which sources. Must not know what the module does.
 * Called as `node www/build.mjs --pkg target/pkg --out www/dist`; `--pkg` holds the modules, packed.
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
const tools = await wasm('tools', 'leadsieve-tools');
const full = await module('full', 'leadsieve', true);
const track = await module('track', 'leadsieve-track', false);
const record = await module('record', 'leadsieve-record', true);
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

/** One wasm file, named by what is in it, with its glue and its hash. */
async function wasm(name, file) {
  const packed = await readFile(join(pkg, name, 'packed.wasm'));
  const glue = await readFile(join(pkg, name, 'glue.mjs'), 'utf8');
  const digest = createHash('sha256').update(packed).digest();
  const named = `${file}-${digest.toString('hex').slice(0, 12)}.wasm`;
  await writeFile(join(out, named), packed);
  return { glue, file: named, integrity: `sha256-${digest.toString('base64')}` };
}

/** One wasm module with its loader. */
async function module(name, file, withQuiz) {
  const own = await wasm(name, file);
  const result = await build({
    ...settings,
    entryPoints: [{ in: join(www, 'leadsieve.ts'), out: `${file}-${version}` }],
    bundle: true,
    splitting: true,
    outdir: out,
    chunkNames: `${file}-[name]-[hash]`,
    jsxFactory: 'h',
    metafile: true,
    define: {
      WITH_QUIZ: String(withQuiz),
      WITH_TAPE: String(name === 'record'),
      WASM_FILE: JSON.stringify(own.file),
      WASM_INTEGRITY: JSON.stringify(own.integrity),
      TOOLS_FILE: JSON.stringify(tools.file),
      TOOLS_INTEGRITY: JSON.stringify(tools.integrity),
    },
    plugins: [provide('leadsieve-glue', own.glue), provide('leadsieve-tools', tools.glue)],
  });
  const loader = `${file}-${version}.js`;
  const outputs = Object.fromEntries(Object.entries(result.metafile.outputs).map(([path, output]) => [relative(out, resolve(path)), output]));
  // A loader without the quiz never asks for a language: its chunks are left over from splitting.
  const parts = ['i18n/en.ts', 'i18n/ru.ts'];
  if (!withQuiz) await Promise.all(parts.map((part) => rm(join(out, chunk(outputs, part)))));
  return { loader, wasm: own.file, outputs };
}

/** The file that an entry of `www` became. */
function chunk(outputs, source) {
  const found = Object.keys(outputs).find((file) => outputs[file].entryPoint?.endsWith(source));
  if (!found) throw new Error(`the bundle has no part of its own for ${source}`);
  return found;
}

/** The glue of wasm-bindgen, as a module that the loader imports. */
function provide(name, glue) {
  return {
    name,
    setup(setup) {
      setup.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: name }));
      setup.onLoad({ filter: /.*/, namespace: name }, () => ({ contents: glue }));
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
  const { outputs } = full;
  const language = { en: chunk(outputs, 'i18n/en.ts'), ru: chunk(outputs, 'i18n/ru.ts') };
  const part = (name) => chunk(outputs, `loader/${name}.ts`);
  const [explain, bridge, player] = ['explain', 'bridge', 'player'].map(part);
  const loaders = { loader: full.loader, loader_track: track.loader, loader_record: record.loader };
  const counted = [full.loader, explain, bridge, player, ...Object.values(language)];
  const others = Object.keys(outputs).filter((file) => !counted.includes(file));
  if (others.length) throw new Error(`the bundle has parts that no size counts: ${others.join(', ')}`);
  const files = { snippet: 'snippet.js', ...loaders, wasm: full.wasm, wasm_track: track.wasm, language, explain, bridge, player, tools: tools.file };
  return { version, files };
}
