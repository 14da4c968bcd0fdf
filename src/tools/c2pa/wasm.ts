import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import pLimit from 'p-limit';
import { workerFile } from '../thread.ts';
import { openThreads } from '../threads.ts';
import type { C2paAnswer } from './answer.ts';
import type { C2paEngine } from './port.ts';
import { contextOf, type TrustMaterial } from './trust.ts';
import type { WorkerQuestion } from './wasm-worker.ts';

/** A file that costs gigabytes of memory to hash is read alone: the engine asks for slices of up to 256 MiB. */
const largeFile = 64 << 20;

/** Milliseconds without a byte read after which a worker is given up. */
const stallLimit = 30_000;

/** Starts the WebAssembly engine on a number of threads. Threads start when first needed. */
export function openWasmEngine(trust: TrustMaterial, threads: number, stall: number = stallLimit): C2paEngine {
  const plan = {
    file: workerFile(import.meta.url, 'wasm-worker'),
    patience: stall,
    data: { contextJson: contextOf(trust) },
  };
  const pool = openThreads<WorkerQuestion, C2paAnswer>(plan, threads);
  const alone = pLimit(1);
  const ask = (question: WorkerQuestion): Promise<C2paAnswer> =>
    pool.ask(question).catch((error: Error): C2paAnswer => ({ kind: 'error', error: error.message }));
  return {
    name: 'c2pa-wasm',
    version: packageVersion(),
    read: (path, mime, size, range) => {
      const question = { path, mime, ...(range === undefined ? {} : { range }) };
      return (range?.length ?? size) > largeFile ? alone(() => ask(question)) : ask(question);
    },
    close: pool.close,
  };
}

function packageVersion(): string {
  const file = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
