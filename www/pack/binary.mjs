/**
 * The binary form of a wasm module: takes it apart into sections and numbers, and puts them together again.
 * Must not know what a section is good for.
 */

/** The sections of a module, each with its content and with all its bytes. */
export function sections(wasm) {
  const found = [];
  for (let at = 8; at < wasm.length; ) {
    const [size, start] = number(wasm, at + 1);
    found.push({ id: wasm[at], content: wasm.subarray(start, start + size), bytes: wasm.subarray(at, start + size) });
    at = start + size;
  }
  return found;
}

/** The bytes of one section. */
export function section(id, content) {
  return Buffer.concat([leb(id), leb(content.length), content]);
}

/** `wasm` made of these sections. */
export function assembled(wasm, parts) {
  return Buffer.concat([wasm.subarray(0, 8), ...parts]);
}

/** The names of the functions, by index; none where the module has none. */
export function functionNames(wasm) {
  const found = new Map();
  for (const { content } of sections(wasm).filter(isNames)) {
    let at = string(content, 0)[1];
    while (at < content.length) {
      const kind = content[at];
      const [size, start] = number(content, at + 1);
      at = start + size;
      if (kind !== 1) continue;
      let [left, next] = number(content, start);
      for (; left > 0; left--) {
        const [index, name] = number(content, next);
        const [text, end] = string(content, name);
        found.set(index, text);
        next = end;
      }
    }
  }
  return found;
}

/** Whether a section holds names. */
export function isNames({ id, content }) {
  return id === 0 && string(content, 0)[0] === 'name';
}

/** A section that names functions; `names` are pairs of index and name, by rising index. */
export function nameSection(names) {
  const entries = names.map(([index, name]) => Buffer.concat([leb(index), text(name)]));
  const list = Buffer.concat([leb(names.length), ...entries]);
  return section(0, Buffer.concat([text('name'), leb(1), leb(list.length), list]));
}

/** The unsigned LEB128 number at `at`, and where it ends. */
export function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    if (byte === undefined) throw new Error(`found the end of the bytes in the middle of a number, at ${at - 1}`);
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

/** The text at `at`, and where it ends. */
export function string(bytes, at) {
  const [length, start] = number(bytes, at);
  return [bytes.subarray(start, start + length).toString(), start + length];
}

/** An unsigned number in LEB128. */
export function leb(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}

function text(string) {
  return Buffer.concat([leb(Buffer.byteLength(string)), Buffer.from(string)]);
}
