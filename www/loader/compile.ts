/** Decides how a WebAssembly file becomes a module. Must not know what it does. */

/** The compiled module of a file beside the loader. */
export async function compile(file: string, integrity: string): Promise<WebAssembly.Module> {
  const response = await fetch(new URL(file, import.meta.url), { integrity });
  if (!response.ok) throw new Error(`${file}: the server answered ${response.status}, expected 200`);
  // A server that names another type makes streaming fail: the bytes are good all the same.
  const streams = response.headers.get('content-type') === 'application/wasm';
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
