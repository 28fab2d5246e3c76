/**
 * Decides how the WebAssembly module comes onto the page: once compiled, instantiated for each start. Must not know what
 * it does.
 */
import glue, { type Running } from 'leadsieve-glue';
import { compile } from './compile';

declare const WASM_FILE: string;
declare const WASM_INTEGRITY: string;

let compiled: Promise<WebAssembly.Module> | undefined;

/** A fresh instance of the module, with memory of its own; `enter` runs every closure that the browser calls. */
export async function instantiate(enter: <T>(entry: () => T) => T | undefined): Promise<Running> {
  compiled ??= compile(WASM_FILE, WASM_INTEGRITY);
  const start = glue(enter);
  return start(await compiled);
}

/** Begins to load and compile, so that it goes on while the config loads. */
export function preload(): void {
  compiled ??= compile(WASM_FILE, WASM_INTEGRITY);
  compiled.catch(() => {});
}
