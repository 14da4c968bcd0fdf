import { openNativeEngine } from './native.ts';
import type { C2paEngine } from './port.ts';
import type { TrustMaterial } from './trust.ts';
import { openWasmEngine } from './wasm.ts';

/** The engines by the names of `--c2pa-engine`. The WebAssembly engine is the judge; the native one must be asked for. */
export const c2paEngines = ['wasm', 'native'] as const;
export type C2paEngineName = (typeof c2paEngines)[number];

/** Starts an engine. Throws a plain Error where `native` is asked for and @contentauth/c2pa-node is not installed. */
export async function openC2pa(name: C2paEngineName, trust: TrustMaterial, threads: number): Promise<C2paEngine> {
  return name === 'native' ? openNativeEngine(trust) : openWasmEngine(trust, threads);
}
