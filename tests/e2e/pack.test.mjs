/**
 * What is done to a wasm module after wasm-pack, on modules small enough to know what has to come out.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { functionNames } from '../../www/pack/binary.mjs';
import { nameByLikeness } from '../../www/pack/order.mjs';
import { withoutLeftovers } from '../../www/pack/table.mjs';
import { ROOT } from './lib/collector.mjs';

/** Runs one of binaryen's tools over a file; gives what came out. */
async function binaryen(tool, content, flags) {
  const folder = await mkdtemp(join(tmpdir(), 'pack-'));
  try {
    const [given, made] = [join(folder, 'given'), join(folder, 'made')];
    await writeFile(given, content);
    execFileSync(join(ROOT, 'www/node_modules/.bin', tool), [...flags, given, '-o', made], { stdio: 'pipe' });
    return await readFile(made);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const assembled = (text) => binaryen('wasm-as', text, ['-g', '--all-features']);
const instance = async (wasm) => (await WebAssembly.instantiate(wasm)).instance.exports;

test('the ways into closures that nothing exports leave the table, everything else keeps its place', async () => {
  const wasm = await assembled(`(module
    (table (export "table") 8 funcref)
    (elem (i32.const 2) $one $"wasm_bindgen[1]::convert::closures::_::invoke::<dead>"
      $"wasm_bindgen[1]::convert::closures::_::invoke::<alive>" $"js_sys[2]::futures::jspi::task_waker::raw_wake" $four)
    (func $one (result i32) (i32.const 1))
    (func $"wasm_bindgen[1]::convert::closures::_::invoke::<dead>" (result i32) (i32.const 2))
    (func $"wasm_bindgen[1]::convert::closures::_::invoke::<alive>" (export "alive") (result i32) (i32.const 3))
    (func $"js_sys[2]::futures::jspi::task_waker::raw_wake" (result i32) (i32.const 5))
    (func $four (result i32) (i32.const 4)))`);
  const { table } = await instance(withoutLeftovers(wasm));
  const entries = Array.from({ length: table.length }, (_, slot) => table.get(slot)?.() ?? null);
  assert.deepEqual(entries, [null, null, 1, null, 3, null, 4, null]);
});

test('a module that suspends its stack keeps what wakes its tasks', async () => {
  const wasm = await assembled(`(module
    (table (export "table") 2 funcref)
    (elem (i32.const 1) $"js_sys[2]::futures::jspi::task_waker::raw_wake")
    (func $"js_sys[2]::futures::jspi::task_waker::raw_wake" (result i32) (i32.const 5))
    (func (export "__wbg_jspi_task_poll")))`);
  const { table } = await instance(withoutLeftovers(wasm));
  assert.equal(table.get(1)(), 5);
});

test('an element section of another form is refused, with what was found', async () => {
  const wasm = await assembled('(module (table 2 funcref) (elem (i32.const 0) $a) (elem (i32.const 1) $a) (func $a))');
  assert.throws(() => withoutLeftovers(wasm), /found 2 .* at the beginning of the element section, expected one active segment/);
});

test('functions that resemble each other stand together, and calls still find theirs', async () => {
  const alike = (name, number) => `(func $${name} (export "${name}") (param i32) (result i32)
    (local.set 0 (i32.mul (local.get 0) (i32.const 123456)))
    (local.set 0 (i32.xor (local.get 0) (i32.const 654321)))
    (i32.add (local.get 0) (i32.const ${number})))`;
  const other = (name, number) => `(func $${name} (export "${name}") (param i32) (result i32)
    (drop (f64.sqrt (f64.const 1.5)))
    (drop (f64.sqrt (f64.const 2.5)))
    (drop (f64.floor (f64.const 3.25)))
    (i32.sub (call $odd (local.get 0)) (i32.const ${number})))`;
  const odd = '(func $odd (import "env" "odd") (param i32) (result i32))';
  const wasm = await assembled(`(module ${odd} ${alike('a', 1)} ${other('b', 2)} ${alike('c', 3)} ${other('d', 4)})`);
  const named = nameByLikeness(wasm);
  const ordered = await binaryen('wasm-opt', named, ['--all-features', '--reorder-functions-by-name', '-g']);
  const order = [...functionNames(named)].map(([index, name]) => ['abcd'[index - 1], name]).sort(([, a], [, b]) => (a < b ? -1 : 1));
  assert.match(order.map(([name]) => name).join(''), /^(ac|ca)(bd|db)$|^(bd|db)(ac|ca)$/);
  const call = async (module) => {
    const { instance } = await WebAssembly.instantiate(module, { env: { odd: (number) => number * 2 + 1 } });
    return ['a', 'b', 'c', 'd'].map((name) => instance.exports[name](7));
  };
  assert.deepEqual(await call(ordered), await call(wasm));
});
