import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import type { C2paAnswer } from './answer.ts';
import type { C2paEngine } from './port.ts';
import { contextOf, type TrustMaterial } from './trust.ts';
import type { WorkerAnswer, WorkerQuestion } from './wasm-worker.ts';

/** A file that costs gigabytes of memory to hash is read alone: the engine asks for slices of up to 256 MiB. */
const largeFile = 64 << 20;

/** Milliseconds without a byte read after which a worker is given up. */
const stallLimit = 30_000;

/**
 * The file of the worker. Node 20 cannot run TypeScript, so where this module itself runs as source (under the tests), the
 * worker of the last build is used; `npm test` builds first.
 */
function workerFile(): URL {
  const here = import.meta.url;
  return here.endsWith('.ts') ? new URL('../../../dist/tools/c2pa/wasm-worker.js', here) : new URL('./wasm-worker.js', here);
}

/** One thread, one question at a time; replaced when it stalls or dies. */
class Thread {
  #worker: Worker | null = null;
  #progress = new SharedArrayBuffer(4);
  #next = 0;
  readonly #contextJson: string;
  readonly #stallLimit: number;

  constructor(contextJson: string, stall: number) {
    this.#contextJson = contextJson;
    this.#stallLimit = stall;
  }

  ask(question: Omit<WorkerQuestion, 'id'>): Promise<C2paAnswer> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const slicesRead = new Int32Array(this.#progress);
    const id = this.#next++;
    return new Promise((resolve) => {
      let seen = -1;
      const watch = setInterval(() => {
        const now = Atomics.load(slicesRead, 0);
        if (now === seen) finish({ kind: 'error', error: `stalled for ${this.#stallLimit / 1000} s` }, true);
        seen = now;
      }, this.#stallLimit);
      const finish = (answer: C2paAnswer, broken: boolean): void => {
        clearInterval(watch);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        if (broken) {
          // A stopped thread may still throw while it dies; nobody waits for it any more.
          worker.on('error', () => {});
          void worker.terminate();
          this.#worker = null;
        } else {
          // Waiting threads must not keep the process alive.
          worker.unref();
        }
        resolve(answer);
      };
      const onMessage = (message: WorkerAnswer): void => {
        if (message.id === id) finish(message.answer, false);
      };
      const onError = (error: Error): void => finish({ kind: 'error', error: error.message }, true);
      const onExit = (code: number): void => finish({ kind: 'error', error: `the engine's thread ended (${code})` }, true);
      worker.ref();
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage({ id, ...question } satisfies WorkerQuestion);
    });
  }

  #start(): Worker {
    this.#progress = new SharedArrayBuffer(4);
    return new Worker(workerFile(), { workerData: { contextJson: this.#contextJson, progress: this.#progress } });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }
}

/** Starts the WebAssembly engine on a number of threads. Threads start when first needed. */
export function openWasmEngine(trust: TrustMaterial, threads: number, stall: number = stallLimit): C2paEngine {
  const contextJson = contextOf(trust);
  const idle = Array.from({ length: Math.max(1, threads) }, () => new Thread(contextJson, stall));
  const all = [...idle];
  const limit = pLimit(all.length);
  const alone = pLimit(1);
  const ask = (question: Omit<WorkerQuestion, 'id'>): Promise<C2paAnswer> =>
    limit(async () => {
      const thread = idle.pop();
      if (!thread) throw new Error('more questions than threads');
      try {
        return await thread.ask(question);
      } finally {
        idle.push(thread);
      }
    });
  return {
    name: 'c2pa-wasm',
    version: packageVersion(),
    read: (path, mime, size, range) => {
      const question = { path, mime, ...(range === undefined ? {} : { range }) };
      return (range?.length ?? size) > largeFile ? alone(() => ask(question)) : ask(question);
    },
    close: async () => {
      await Promise.all(all.map((thread) => thread.close()));
    },
  };
}

function packageVersion(): string {
  const file = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
