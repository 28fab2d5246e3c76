/** The module's JavaScript glue, wrapped by the build so that each call gives an instance with a memory of its own. */
declare module 'leadsieve-glue' {
  /** What an instance offers once it is initialised. */
  export interface Exports {
    (init: { module_or_path: WebAssembly.Module }): Promise<unknown>;
    LeadSieve: new (host: object, begin: object) => Running;
  }
  /** A running engine; see `src/wasm/mod.rs`. */
  export interface Running {
    consent(purposes: unknown): void;
    withdraw(): void;
    track(name: string, properties: unknown): void;
    quiz?(name: string, action: unknown): void;
    lead(contact: unknown, request: unknown): void;
    score(): unknown;
    source(): unknown;
    facts(): unknown;
    leads(): unknown;
    destroy(): void;
  }
  /** `enter` runs every closure that the browser calls. */
  export default function glue(enter: <T>(entry: () => T) => T | undefined): Exports;
}
