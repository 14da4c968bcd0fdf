import type { C2paAnswer } from './answer.ts';
import { openNativeEngine } from './native.ts';
import type { TrustMaterial } from './trust.ts';
import { openWasmEngine } from './wasm.ts';

/** What validates C2PA: the same port for either engine. */
export interface C2paEngine {
  readonly name: 'c2pa-wasm' | 'c2pa-node';
  readonly version: string;
  /**
   * Reads and validates the manifest store of a local file. Never throws for what the file holds.
   * @param path of a local file
   * @param mime name of the format as the engine knows it (`Format.c2pa`)
   * @param size in bytes, to keep large files from being hashed side by side
   */
  read(path: string, mime: string, size: number): Promise<C2paAnswer>;
  close(): Promise<void>;
}

/** The engines by the names of `--c2pa-engine`. The WebAssembly engine is the judge; the native one must be asked for. */
export const c2paEngines = ['wasm', 'native'] as const;
export type C2paEngineName = (typeof c2paEngines)[number];

/** Starts an engine. Throws a plain Error where `native` is asked for and @contentauth/c2pa-node is not installed. */
export async function openC2pa(name: C2paEngineName, trust: TrustMaterial, threads: number): Promise<C2paEngine> {
  return name === 'native' ? openNativeEngine(trust) : openWasmEngine(trust, threads);
}
