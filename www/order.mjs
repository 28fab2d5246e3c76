/**
 * The order of a wasm module's functions: decides which stand side by side, so that the file compresses better.
 * Must not know what they do. A compressor describes a repetition by how far back it is and tunes itself to what came
 * last, so functions that resemble each other belong together: 2 % less after brotli than in the compiler's order.
 */

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
export async function nameByLikeness(wasm) {
  const imported = WebAssembly.Module.imports(await WebAssembly.compile(wasm)).filter(({ kind }) => kind === 'function').length;
  const parts = sections(wasm);
  const order = byLikeness(functions(parts.find(({ id }) => id === 10).content));
  const names = order.map((index, place) => [imported + index, `f${String(place).padStart(6, '0')}`]);
  const kept = parts.filter(({ id, content }) => id !== 0 || !isNames(content)).map(({ bytes }) => bytes);
  return Buffer.concat([wasm.subarray(0, 8), ...kept, nameSection(names.sort(([a], [b]) => a - b))]);
}

/** The sections of a module, with their content and with all their bytes. */
function sections(wasm) {
  const found = [];
  for (let at = 8; at < wasm.length; ) {
    const [size, start] = number(wasm, at + 1);
    found.push({ id: wasm[at], content: wasm.subarray(start, start + size), bytes: wasm.subarray(at, start + size) });
    at = start + size;
  }
  return found;
}

function isNames(content) {
  const [length, start] = number(content, 0);
  return content.subarray(start, start + length).toString() === 'name';
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
    for (const piece of pieces(body)) owners.set(piece, [...(owners.get(piece) ?? []), index]);
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

/** A custom section that names functions; `names` by rising index. */
function nameSection(names) {
  const entries = names.map(([index, name]) => Buffer.concat([leb(index), text(name)]));
  const list = Buffer.concat([leb(names.length), ...entries]);
  const content = Buffer.concat([text('name'), leb(1), leb(list.length), list]);
  return Buffer.concat([leb(0), leb(content.length), content]);
}

function text(string) {
  return Buffer.concat([leb(Buffer.byteLength(string)), Buffer.from(string)]);
}

/** The unsigned LEB128 number at `at`, and where it ends. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

function leb(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}
