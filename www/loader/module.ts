/**
 * Decides how the WebAssembly module comes onto the page: once compiled, instantiated for each start. Must not know what
 * it does.
 */
import glue, { type Exports } from 'leadsieve-glue';

declare const WASM_FILE: string;
declare const WASM_INTEGRITY: string;

let compiled: Promise<WebAssembly.Module> | undefined;

/** A fresh instance of the module, with memory of its own; `enter` runs every closure that the browser calls. */
export async function instantiate(enter: <T>(entry: () => T) => T | undefined): Promise<Exports> {
  compiled ??= compile();
  const instance = glue(enter);
  await instance({ module_or_path: await compiled });
  return instance;
}

/** Begins to load and compile, so that it goes on while the config loads. */
export function preload(): void {
  compiled ??= compile();
  compiled.catch(() => {});
}

async function compile(): Promise<WebAssembly.Module> {
  const request = fetch(new URL(WASM_FILE, import.meta.url), { integrity: WASM_INTEGRITY });
  const response = await request;
  if (!response.ok) throw new Error(`${WASM_FILE}: the server answered ${response.status}, expected 200`);
  // A server that names another type makes streaming fail: the bytes are good all the same.
  const streams = response.headers.get('content-type') === 'application/wasm';
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
