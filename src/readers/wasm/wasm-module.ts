/** The part of WebAssembly that is needed here; Node has it unless it was told to do without. */
interface WebAssembly {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** What a module of ours gives: its function, and its memory. */
export interface WasmInstance<Run> {
  readonly run: Run;
  readonly memory: { readonly buffer: ArrayBuffer };
}

/** Makes instances of a module, which is compiled for the first; null where there is no WebAssembly. */
export function wasmModule<Run>(bytes: () => Uint8Array): () => WasmInstance<Run> | null {
  let module: object | undefined;
  return () => {
    const { WebAssembly } = globalThis as { readonly WebAssembly?: WebAssembly };
    if (WebAssembly === undefined) return null;
    module ??= new WebAssembly.Module(bytes());
    return new WebAssembly.Instance(module).exports as WasmInstance<Run>;
  };
}
