/**
 * The glue of wasm-bindgen: decides how it is wrapped and what its imports and exports are called.
 * Must not know what the module does.
 */
const expected = 'expected the glue of wasm-bindgen 0.2.130';

/** The glue as a module of JavaScript, with the names that `short` gives for the module's own. */
export function wrapped(glue, short) {
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
 * every closure that the browser calls goes through `enter`, so that nothing gets into an instance that has trapped. A
 * closure that is running already is not entered again: an event of the same name inside its own listener is a script's.
 * Without finalizers: they would reach into it too, and the crate frees what it makes. Without the ways to load it that
 * the loader does not use.
 */
function wrap(glue) {
  const closure = replaced(glue, 'return f(a, state.b, ...args);', 'return a ? enter(() => f(a, state.b, ...args)) : undefined;');
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
