/**
 * One worker thread with the official engine (c2pa-rs as WebAssembly). It reads files by itself, synchronously, in slices,
 * so that a file larger than memory validates and the main thread never waits.
 */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { workerData } from 'node:worker_threads';
import { initSync, WasmReader } from '@contentauth/c2pa-wasm';
import { answerQuestions, stepDone } from '../thread.ts';
import { answerOfError, type C2paAnswer, type C2paStore, type DataBinding } from './answer.ts';
import type { InnerRange } from './port.ts';

/** A question to the worker; each slice read is a step, so that a stall can be told from a long read. */
export interface WorkerQuestion {
  readonly path: string;
  readonly mime: string;
  /** Of a file inside the file; else the whole file is read. */
  readonly range?: InnerRange;
}

const { contextJson } = workerData as { contextJson: string };

/** A Blob whose bytes stay in the file. The engine only asks for `size` and `slice`, and reads through FileReaderSync. */
class FileBlob extends Blob {
  readonly #fd: number;
  readonly #start: number;
  readonly #end: number;

  constructor(fd: number, start: number, end: number) {
    super([]);
    this.#fd = fd;
    this.#start = start;
    this.#end = end;
    // `size` of a Blob is an accessor of the prototype; an own property wins.
    Object.defineProperty(this, 'size', { value: end - start });
  }

  override slice(from = 0, to = this.size): Blob {
    return new FileBlob(this.#fd, this.#start + from, Math.min(this.#start + to, this.#end));
  }

  /** The slice's bytes; shorter where the file shrank meanwhile. */
  read(): ArrayBuffer {
    const bytes = new Uint8Array(this.#end - this.#start);
    let filled = 0;
    while (filled < bytes.length) {
      const count = readSync(this.#fd, bytes, filled, Math.min(bytes.length - filled, 8 << 20), this.#start + filled);
      if (count === 0) break;
      filled += count;
      stepDone();
    }
    return bytes.buffer.slice(0, filled);
  }
}

/** The browser's synchronous reader, which the engine looks up as a global; Node has none. */
class FileReaderSync {
  readAsArrayBuffer(blob: FileBlob): ArrayBuffer {
    return blob.read();
  }
}
Object.assign(globalThis, { FileReaderSync });

/** What the engine said last when it gave up: it writes that to the console, which is the terminal of whoever scans. */
let lastWords = '';
console.error = (...words: readonly unknown[]) => {
  lastWords = String(words[0] ?? '').split('\n')[0] ?? '';
};
console.warn = () => {};

const wasmFile = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
initSync({ module: readFileSync(wasmFile) });

answerQuestions((question: WorkerQuestion) => {
  lastWords = '';
  return ask(question).catch((error: unknown): C2paAnswer => {
    // "unreachable" says nothing; what was printed before does, and may quote a stranger: it is never taken for an answer.
    return lastWords === '' ? answerOfError(String(error)) : { kind: 'error', error: lastWords };
  });
});

async function ask({ path, mime, range }: WorkerQuestion): Promise<C2paAnswer> {
  const fd = openSync(path, 'r');
  try {
    const { size } = fstatSync(fd);
    const start = range?.offset ?? 0;
    const end = range === undefined ? size : Math.min(size, start + range.length);
    const reader = await WasmReader.fromBlob(mime, new FileBlob(fd, start, end), contextJson);
    try {
      const binding = mime === 'application/c2pa' ? bindingOf(reader) : undefined;
      const store = withPictures(JSON.parse(reader.json()) as C2paStore, reader);
      return { kind: 'store', store, ...(binding === undefined ? {} : { binding }) };
    } finally {
      reader.free();
    }
  } finally {
    closeSync(fd);
  }
}

/** Pictures of ingredients taken from one store, and bytes of each: a chain of strangers may be long. */
const pictureLimits = { count: 24, bytes: 1 << 20 };

/** The store with the thumbnails of its ingredients, which the engine hands out one by one. C2PA 2.2, section 18.14. */
function withPictures(store: C2paStore, reader: WasmReader): C2paStore {
  let taken = 0;
  const pictureOf = (thumbnail: { readonly format?: string; readonly identifier?: string } | undefined): object => {
    if (thumbnail?.identifier === undefined || taken >= pictureLimits.count) return {};
    if (!/^image\/(jpeg|png|webp)$/.test(thumbnail.format ?? '')) return {};
    taken += 1;
    try {
      const bytes = reader.resourceToBytes(thumbnail.identifier);
      if (bytes.length === 0 || bytes.length > pictureLimits.bytes) return {};
      return { picture: `data:${thumbnail.format};base64,${Buffer.from(bytes).toString('base64')}` };
    } catch {
      // Named and not there, or redacted.
      return {};
    }
  };
  // The engine's own order changes from run to run, and the count is limited.
  const stored = Object.entries(store.manifests ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const manifests = stored.map(([label, manifest]) => {
    const ingredients = manifest.ingredients?.map((ingredient) => ({ ...ingredient, ...pictureOf(ingredient.thumbnail) }));
    return [label, ingredients === undefined ? manifest : { ...manifest, ingredients }] as const;
  });
  return store.manifests === undefined ? store : { ...store, manifests: Object.fromEntries(manifests) };
}

/**
 * The data hash of the active manifest. The engine validates a store of its own file only against that file, so whoever
 * knows the media checks the hash; only crJSON shows it.
 */
function bindingOf(reader: WasmReader): DataBinding | undefined {
  const { manifests } = JSON.parse(reader.crJson()) as { manifests?: { label?: string; assertions?: Record<string, unknown> }[] };
  const assertions = manifests?.find(({ label }) => label === reader.activeLabel())?.assertions ?? {};
  const stored = assertions['c2pa.hash.data'] as { alg?: unknown; hash?: unknown; exclusions?: unknown } | undefined;
  const hash = typeof stored?.hash === 'string' ? /^b64'(.*)'$/.exec(stored.hash)?.[1] : undefined;
  if (stored === undefined || hash === undefined) return undefined;
  return {
    algorithm: typeof stored.alg === 'string' ? stored.alg : 'sha256',
    hash,
    exclusions: Array.isArray(stored.exclusions) ? (stored.exclusions as DataBinding['exclusions']) : [],
  };
}
