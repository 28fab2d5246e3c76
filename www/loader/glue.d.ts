/** The module's JavaScript glue, wrapped by the build so that each call gives an instance with a memory of its own. */
declare module 'leadsieve-glue' {
  /** A running engine; see `src/wasm/mod.rs`. */
  export interface Running {
    start(host: object, begin: object): void;
    /** Gives nothing, or an error as one line that ends in its code. */
    input(given: object): string | undefined;
    ask(what: string): unknown;
    stop(): void;
  }
  /** `enter` runs every closure that the browser calls. */
  export default function glue(enter: <T>(entry: () => T) => T | undefined): (module: WebAssembly.Module) => Promise<Running>;
}

/** The glue of the module that explains; see `src/wasm/tools.rs`. */
declare module 'leadsieve-tools' {
  export default function glue(enter: <T>(entry: () => T) => T | undefined): (module: WebAssembly.Module) => Promise<import('../../src/wasm/tools').Tools>;
}
