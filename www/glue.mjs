/**
 * wasm-bindgen's output made fit for a page: decides how its glue is wrapped and what its imports and exports are called.
 * Must not know what the module does.
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { nameByLikeness } from './order.mjs';

const www = dirname(fileURLToPath(import.meta.url));
const expected = 'expected the glue of wasm-bindgen 0.2.130';

/**
 * The wasm module of `folder`, written to `out` with its functions in an order that compresses better and with short
 * names for everything that it imports and exports (the long ones, each with a hash, would stand in both files), and its
 * glue as a module of JavaScript.
 */
export async function shorten(folder, out) {
  const cargo = await readFile(join(www, '../Cargo.toml'), 'utf8');
  const features = cargo.match(/--enable-[\w-]+/g) ?? [];
  const passes = ['--reorder-functions-by-name', '--minify-imports-and-exports-and-modules', '--strip-debug', '--strip-target-features'];
  const tool = join(www, 'node_modules/.bin/wasm-opt');
  await writeFile(out, await nameByLikeness(await readFile(join(folder, 'leadsieve_bg.wasm'))));
  const { stdout } = await promisify(execFile)(tool, [...features, ...passes, out, '-o', out]);
  const names = JSON.parse(stdout);
  const short = new Map([...names.imports.map(([, long, name]) => [long, name]), ...names.exports.map(([long, name]) => [long, name])]);
  const glue = await readFile(join(folder, 'leadsieve.js'), 'utf8');
  const renamed = glue
    .replace(/^(\s+)(__wbindgen_\w+|__wbg_\w+): function/gm, (_, indent, name) => `${indent}${of(short, name)}: function`)
    .replace(/\bwasm\.(\w+)/g, (_, name) => `wasm.${of(short, name)}`)
    // the one module that everything is imported from, as the pass renames it
    .replaceAll('"./leadsieve_bg.js"', '"a"');
  return wrap(renamed);
}

function of(short, name) {
  const found = short.get(name);
  if (found === undefined) throw new Error(`the glue names ${name}, which the module does not have; ${expected}`);
  return found;
}

/**
 * The glue as a function of `enter`: each call gives an instance with a memory of its own, which a restart needs, and
 * every closure that the browser calls goes through `enter`, so that nothing gets into an instance that has trapped.
 * Without finalizers: they would reach into it too, and the crate frees what it makes. Without the ways to load it that
 * the loader does not use.
 */
function wrap(glue) {
  const closure = replaced(glue, 'return f(a, state.b, ...args);', 'return enter(() => f(a, state.b, ...args));');
  // What the loader never needs: where the script came from, strings without a way to grow, an encoder of old browsers.
  const lean = [
    / {4}let script_src;\n[\s\S]*?\n {4}}\n/,
    / {8}if \(realloc === undefined\) \{\n[\s\S]*?\n {8}}\n/,
    / {4}if \(!\('encodeInto' in cachedTextEncoder\)\) \{\n[\s\S]*?\n {4}}\n/,
  ].reduce((text, part) => replaced(text, part.exec(text)?.[0] ?? String(part), ''), closure);
  const [before] = lean.split(/^ {4}async function __wbg_load\(/m);
  const [, head] = /^let wasm_bindgen = (\(function\(exports\) \{[\s\S]*)$/.exec(before) ?? [];
  if (before === lean || !head) throw new Error(`found no loading code; ${expected}`);
  const start = `return async (module) => {
    __wbg_finalize_init(await WebAssembly.instantiate(module, __wbg_get_imports()), module);
    return exports;
  };`;
  return `export default function (enter, FinalizationRegistry) {\nreturn ${head}\n${start}\n})({});\n}`;
}

function replaced(text, found, by) {
  if (text.split(found).length !== 2) throw new Error(`found no "${found}"; ${expected}`);
  return text.replace(found, by);
}
