import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { answerOfError, type C2paAnswer, type C2paStore } from './answer.ts';
import type { C2paEngine, InnerRange } from './port.ts';
import { contextOf, type TrustMaterial } from './trust.ts';

/** The part of @contentauth/c2pa-node that is used; it is an optional dependency, so its types may be absent. */
interface NativeModule {
  readonly Reader: {
    fromAsset(
      asset: { path: string; mimeType: string } | { buffer: Buffer; mimeType: string },
      settings?: string,
    ): Promise<{ json(): unknown } | null>;
  };
}

/** Milliseconds that an answer may take, and bytes for which each further millisecond is granted: a slow disk gives as many. */
const patience = { least: 30_000, bytes: 5000 };

/**
 * Starts the native engine. It is a second opinion and faster on large files, built on an older c2pa-rs: never chosen by
 * itself. Where it breaks off inside a file (a panic of c2pa-rs), its promise may stay open for ever: it is waited for as long as
 * reading that file could take, and then given up.
 * @param least milliseconds that an answer may take whatever the size of the file
 * @throws Error with a sentence for the user where the package or its binary is missing
 */
export async function openNativeEngine(trust: TrustMaterial, least: number = patience.least): Promise<C2paEngine> {
  const native = await loadNative();
  const settings = contextOf(trust);
  return {
    name: 'c2pa-node',
    version: nativeVersion() ?? 'unknown',
    read: async (path, mime, size, range) => {
      const limit = least + (range?.length ?? size) / patience.bytes;
      try {
        const asset = range === undefined ? { path, mimeType: mime } : { buffer: await readRange(path, range), mimeType: mime };
        return await within(limit, ask(native, settings, asset));
      } catch (error) {
        return { kind: 'error', error: (error as Error).message };
      }
    },
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

/** Bytes of a file inside a file, which this engine takes only as a whole; longer ones are not read by it. */
const innerLimit = 256 << 20;

async function readRange(path: string, { offset, length }: InnerRange): Promise<Buffer> {
  if (length > innerLimit) throw new Error(`an inner file of ${length} bytes is beyond the limit`);
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** What is promised, or an Error where it is not there after so many milliseconds. */
async function within<T>(limit: number, promised: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const givenUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer for ${Math.round(limit / 1000)} s`)), limit);
  });
  return Promise.race([promised, givenUp]).finally(() => clearTimeout(timer));
}

async function ask(
  native: NativeModule,
  settings: string,
  asset: Parameters<NativeModule['Reader']['fromAsset']>[0],
): Promise<C2paAnswer> {
  try {
    const reader = await native.Reader.fromAsset(asset, settings);
    return reader ? { kind: 'store', store: reader.json() as C2paStore } : { kind: 'none' };
  } catch (error) {
    return answerOfError(String((error as Error).message ?? error));
  }
}
