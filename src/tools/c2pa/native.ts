import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { answerOfError, type C2paAnswer, type C2paStore } from './answer.ts';
import type { C2paEngine } from './port.ts';
import { contextOf, type TrustMaterial } from './trust.ts';

/** The part of @contentauth/c2pa-node that is used; it is an optional dependency, so its types may be absent. */
interface NativeModule {
  readonly Reader: {
    fromAsset(asset: { path: string; mimeType: string }, settings?: string): Promise<{ json(): unknown } | null>;
  };
}

/**
 * Starts the native engine. It is a second opinion and faster on large files, built on an older c2pa-rs: never chosen by
 * itself.
 * @throws Error with a sentence for the user where the package or its binary is missing
 */
export async function openNativeEngine(trust: TrustMaterial): Promise<C2paEngine> {
  const native = await loadNative();
  const settings = contextOf(trust);
  return {
    name: 'c2pa-node',
    version: nativeVersion() ?? 'unknown',
    read: (path, mime) => ask(native, settings, path, mime),
    close: async () => {},
  };
}

/** The version of the installed native engine; null where it is not installed (npm drops it quietly where it cannot fetch). */
export function nativeVersion(): string | null {
  try {
    const file = createRequire(import.meta.url).resolve('@contentauth/c2pa-node/package.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  } catch {
    return null;
  }
}

async function loadNative(): Promise<NativeModule> {
  try {
    // The name stands in a variable so that the compiler does not ask for a package that may be absent.
    const name = '@contentauth/c2pa-node';
    return (await import(name)) as NativeModule;
  } catch (error) {
    throw new Error(
      `--c2pa-engine native needs the package @contentauth/c2pa-node, which is not installed or has no binary for this machine (${(error as Error).message}); leave the option away to use the built-in engine`,
    );
  }
}

async function ask(native: NativeModule, settings: string, path: string, mimeType: string): Promise<C2paAnswer> {
  try {
    const reader = await native.Reader.fromAsset({ path, mimeType }, settings);
    return reader ? { kind: 'store', store: reader.json() as C2paStore } : { kind: 'none' };
  } catch (error) {
    return answerOfError(String((error as Error).message ?? error));
  }
}
