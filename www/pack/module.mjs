/**
 * A wasm module made fit for a page: decides what is done to it after wasm-pack, and in which order. Must not know what it
 * does. Called as `node www/pack/module.mjs target/pkg/full`; beside what wasm-pack made it writes `packed.wasm` and
 * `glue.mjs`, which the bundler takes.
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { wrapped } from './glue.mjs';
import { nameByLikeness } from './order.mjs';
import { withoutLeftovers } from './table.mjs';

const www = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Takes out what wasm-bindgen left behind, puts the functions into an order that compresses better, and shortens the names
 * of all that is imported and exported: the long ones, each with a hash, would stand in the module and in the glue.
 */
async function pack(folder) {
  const [made, packed] = [join(folder, 'leadsieve_bg.wasm'), join(folder, 'packed.wasm')];
  await writeFile(packed, withoutLeftovers(await readFile(made)));
  await optimise(packed, await flags());
  await writeFile(packed, nameByLikeness(await readFile(packed)));
  const short = shortNames(await optimise(packed, [...(await flags(/^--enable/)), ...LAST]));
  await writeFile(join(folder, 'glue.mjs'), wrapped(await readFile(join(folder, 'leadsieve.js'), 'utf8'), short));
}

/** What wasm-opt does in the end: the order of functions is theirs by name, and then no name is needed any more. */
const LAST = [
  '--reorder-functions-by-name',
  '--minify-imports-and-exports-and-modules',
  '--strip-debug',
  '--strip-producers',
  '--strip-target-features',
];

/** Those of wasm-opt's flags in module/Cargo.toml that `which` fits. */
async function flags(which = /^-/) {
  const cargo = await readFile(join(www, '../module/Cargo.toml'), 'utf8');
  const [, list] = /^wasm-opt = \[\n(.*?)^\]/ms.exec(cargo) ?? [];
  if (!list) throw new Error('found no list of flags for wasm-opt in module/Cargo.toml; expected `wasm-opt = [`, a flag a line');
  return [...list.matchAll(/^ *"(.+)",?$/gm)].map(([, flag]) => flag).filter((flag) => which.test(flag));
}

/** Runs wasm-opt over `file`; gives what it printed. */
async function optimise(file, passes) {
  const { stdout } = await promisify(execFile)(join(www, 'node_modules/.bin/wasm-opt'), [...passes, file, '-o', file]);
  return stdout;
}

/** Short names by long ones, as wasm-opt prints them. */
function shortNames(printed) {
  const { imports, exports } = JSON.parse(printed);
  return new Map([...imports.map(([, long, name]) => [long, name]), ...exports.map(([long, name]) => [long, name])]);
}

await pack(process.argv[2]);
