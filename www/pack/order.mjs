/**
 * The order of a wasm module's functions: decides which stand side by side, so that the file compresses better.
 * Must not know what they do. A compressor describes a repetition by how far back it is and tunes itself to what came
 * last, so functions that resemble each other belong together: 2 % less after brotli than in the compiler's order.
 */

import { assembled, isNames, nameSection, number, sections } from './binary.mjs';

/** Pieces of code of this many bytes are compared: an instruction or two. */
const PIECE = 4;
/** A piece that more functions have than this tells nothing about any of them. */
const COMMON = 300;
/** How many of the last placed functions the next one should resemble, the very last one most. */
const WINDOW = 3;

/**
 * `wasm` with names for its functions, in the place of those that it had, whose alphabetical order is the order that
 * they should have: wasm-opt's `--reorder-functions-by-name` puts them into it. Throws where it holds no valid module.
 */
export function nameByLikeness(wasm) {
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(({ kind }) => kind === 'function').length;
  const parts = sections(wasm);
  const order = byLikeness(functions(parts.find(({ id }) => id === 10).content));
  const names = order.map((index, place) => [imported + index, `f${String(place).padStart(6, '0')}`]);
  const kept = parts.filter((part) => !isNames(part)).map(({ bytes }) => bytes);
  return assembled(wasm, [...kept, nameSection(names.sort(([a], [b]) => a - b))]);
}

/** The code of each function, in the order of the module. */
function functions(code) {
  let [left, at] = number(code, 0);
  const found = [];
  for (; left > 0; left--) {
    const [size, start] = number(code, at);
    at = start + size;
    found.push(code.subarray(start, at));
  }
  return found;
}

/** Indices of `bodies`, from the longest on: each time the one that shares most with the last ones, for its length. */
function byLikeness(bodies) {
  const likeness = likenesses(bodies);
  const left = new Set([...bodies.keys()].sort((a, b) => bodies[b].length - bodies[a].length));
  const order = [];
  while (left.size) {
    const next = best(left, order.slice(-WINDOW).reverse().map((index) => likeness[index]), bodies) ?? left.values().next().value;
    left.delete(next);
    order.push(next);
  }
  return order;
}

/** Which of `left` shares most with those whose likenesses are `recent`, the last one first; none if nothing does. */
function best(left, recent, bodies) {
  const score = (index) => recent.reduce((sum, shared, ago) => sum + shared[index] / (ago + 1), 0) / bodies[index].length;
  let found;
  let most = 0;
  for (const index of left) {
    const mine = score(index);
    if (mine > most) [found, most] = [index, mine];
  }
  return found;
}

/** For each function what it shares with each other one: the pieces of both, the rarer the more. */
function likenesses(bodies) {
  const owners = new Map();
  bodies.forEach((body, index) => {
    for (const piece of pieces(body)) owners.set(piece, owners.get(piece) ?? []).get(piece).push(index);
  });
  const shared = bodies.map(() => new Float64Array(bodies.length));
  for (const having of owners.values()) {
    if (having.length > COMMON) continue;
    const weight = Math.log(bodies.length / having.length);
    for (const one of having) for (const other of having) shared[one][other] += weight;
  }
  return shared;
}

function pieces(body) {
  const found = new Set();
  for (let at = 0; at + PIECE <= body.length; at++) found.add(body.readUInt32LE(at));
  return found;
}
