/**
 * The function table of a wasm module: decides what has no business in it. Must not know what the module does.
 *
 * wasm-bindgen describes every closure that js-sys could take by functions that its command runs and then takes away. What
 * those had put into the table stays, and what stands in the table stays in the file: 4 KB of code that nothing can call.
 */
import { assembled, functionNames, leb, number, section, sections, string } from './binary.mjs';

/**
 * The ways into closures. Those in use are exports: the glue calls them, nothing calls them through the table. A name is
 * trusted here: that the compiler gave one body to a way into a closure and to something else has not been seen.
 */
const CLOSURE = /convert::closures::(_::)+invoke::<(?!.*\{closure)/;
/** What wakes a task of a suspended stack. The command takes the only function away that makes one, if nobody uses it. */
const SUSPENDED = /futures::jspi::task_waker::/;
const EXPORT = 7;
const ELEMENT = 9;

/** `wasm`, with its names, without the entries of its table that nothing calls; their places stay empty. */
export function withoutLeftovers(wasm) {
  const names = functionNames(wasm);
  if (!names.size) throw new Error('found a module without names, expected those that wasm-opt keeps with --debuginfo');
  const exported = exports(wasm);
  const entries = new Set(exported.values());
  const makesTasks = [...exported.keys()].some((name) => name.includes('jspi'));
  const isLeft = (index) => {
    const name = names.get(index) ?? '';
    return (CLOSURE.test(name) && !entries.has(index)) || (SUSPENDED.test(name) && !makesTasks);
  };
  const parts = sections(wasm).map(({ id, content, bytes }) => (id === ELEMENT ? section(ELEMENT, cleaned(content, isLeft)) : bytes));
  return assembled(wasm, parts);
}

/** Exported functions by name. */
function exports(wasm) {
  const found = new Map();
  const content = sections(wasm).find(({ id }) => id === EXPORT)?.content ?? [0];
  let [left, at] = number(content, 0);
  for (; left > 0; left--) {
    const [name, kind] = string(content, at);
    const [index, end] = number(content, kind + 1);
    if (content[kind] === 0) found.set(name, index);
    at = end;
  }
  return found;
}

/** The one segment that fills the table, as one segment for each run of entries that stay. */
function cleaned(content, isLeft) {
  // One active segment, its place a constant: `01 00 41 place 0b`.
  const [place, afterPlace] = number(content, 3);
  const head = [content[0], content[1], content[2], content[afterPlace]];
  if (head.join() !== '1,0,65,11' || place > 63) {
    throw new Error(`found ${head.join(' ')} at the beginning of the element section, expected one active segment of table 0`);
  }
  let [left, at] = number(content, afterPlace + 1);
  const runs = [];
  for (let slot = place, goesOn = false; left > 0; left--, slot++) {
    const [index, end] = number(content, at);
    at = end;
    const stays = !isLeft(index);
    if (stays && !goesOn) runs.push({ slot, entries: [] });
    if (stays) runs.at(-1).entries.push(leb(index));
    goesOn = stays;
  }
  const segments = runs.map(({ slot, entries }) => Buffer.concat([leb(0), constant(slot), leb(entries.length), ...entries]));
  return Buffer.concat([leb(runs.length), ...segments]);
}

/** `i32.const` of a number ≥ 0 and the end of the expression: signed LEB128, so the highest bit of the last byte's seven is 0. */
function constant(value) {
  const bytes = [];
  for (; value > 63; value >>>= 7) bytes.push((value & 127) | 128);
  return Buffer.from([0x41, ...bytes, value, 0x0b]);
}
