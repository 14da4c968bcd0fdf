import { Worker } from 'node:worker_threads';
import type { VisionAnswer, VisionTask, VisionTasks } from './vision-task.ts';

/** Milliseconds for one question; the largest pictures take a few seconds. */
const limit = 60_000;

/** Memory for what lives shortly: pictures lie elsewhere, but are given back only when this is swept. */
const youngMebibytes = 8;

/** Questions that wait for a thread before the asker is held up: frames are large. */
const waitingPerThread = 4;

/** Threads of computer vision. */
export interface VisionPool {
  readonly threads: number;
  /**
   * Asks the next free thread.
   * @param handedOver pictures of the question that the asker needs no more: they are moved, not copied
   * @throws Error where OpenCV failed, or the thread took longer than a minute and was replaced
   */
  ask<Task extends VisionTask>(
    task: Task,
    ask: VisionTasks[Task]['ask'],
    handedOver?: readonly Uint8Array[],
  ): Promise<VisionTasks[Task]['answer']>;
  /** Asks every thread; those that are started later are told the same. */
  tell<Task extends VisionTask>(task: Task, ask: VisionTasks[Task]['ask']): Promise<void>;
  /** Resolves as soon as the next question will not have to wait long. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** Node 20 cannot run TypeScript: under the tests, the worker of the last build is used (as in tools/c2pa/wasm.ts). */
function workerFile(): URL {
  const here = import.meta.url;
  const built = here.endsWith('.ts') ? '../../../dist/trace/picture/vision-worker.js' : './vision-worker.js';
  return new URL(built, here);
}

interface Waiting {
  readonly task: VisionTask;
  readonly ask: unknown;
  readonly handedOver: readonly Uint8Array[];
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** Starts threads when they are first needed. */
export function openVisionPool(threads: number): VisionPool {
  const queue: Waiting[] = [];
  const told: { readonly task: VisionTask; readonly ask: unknown }[] = [];
  const released: (() => void)[] = [];
  const free = Array.from({ length: Math.max(1, threads) }, () => new Thread());
  const all = [...free];
  let isClosed = false;

  const next = (): void => {
    while (queue.length > 0 && free.length > 0) {
      const [thread, waiting] = [free.pop() as Thread, queue.shift() as Waiting];
      if (queue.length < all.length * waitingPerThread) released.shift()?.();
      thread
        .ask(waiting, told)
        .then(waiting.resolve, waiting.reject)
        .finally(() => {
          free.push(thread);
          next();
        });
    }
  };
  const ask = (task: VisionTask, question: unknown, handedOver: readonly Uint8Array[] = []): Promise<never> =>
    new Promise((resolve, reject) => {
      // A thread that were started now would never be stopped.
      if (isClosed) return reject(new Error('the threads were stopped'));
      queue.push({ task, ask: question, handedOver, resolve, reject });
      next();
    });
  return {
    threads: all.length,
    ask,
    tell: async (task, question) => {
      told.push({ task, ask: question });
    },
    ready: () =>
      queue.length < all.length * waitingPerThread ? Promise.resolve() : new Promise((resolve) => released.push(resolve)),
    close: async () => {
      isClosed = true;
      for (const { reject } of queue.splice(0)) reject(new Error('the threads were stopped'));
      for (const release of released.splice(0)) release();
      await Promise.all(all.map((thread) => thread.close()));
    },
  };
}

/** One worker thread, one question at a time; replaced when it dies or takes too long. */
class Thread {
  #worker: Worker | null = null;
  #told = 0;
  #id = 0;

  async ask(
    { task, ask, handedOver }: Waiting,
    told: readonly { readonly task: VisionTask; readonly ask: unknown }[],
  ): Promise<never> {
    if (this.#worker === null) {
      this.#worker = new Worker(workerFile(), { resourceLimits: { maxYoungGenerationSizeMb: youngMebibytes } });
      this.#told = 0;
    }
    while (this.#told < told.length) {
      const { task: before, ask: what } = told[this.#told] as { task: VisionTask; ask: unknown };
      this.#told += 1;
      await this.#send(before, what, []);
    }
    return this.#send(task, ask, handedOver);
  }

  #send(task: VisionTask, ask: unknown, handedOver: readonly Uint8Array[]): Promise<never> {
    const worker = this.#worker;
    if (worker === null) return Promise.reject(new Error('the thread ended'));
    this.#id += 1;
    const id = this.#id;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => finish(() => reject(new Error(`no answer within ${limit / 1000} s`)), true), limit);
      const finish = (end: () => void, broken: boolean): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        if (broken) {
          // A stopped thread may still throw while it dies; nobody waits for it any more.
          worker.on('error', () => {});
          void worker.terminate();
          this.#worker = null;
        } else worker.unref();
        end();
      };
      const onMessage = ({ id: of, answer, error }: VisionAnswer): void => {
        if (of !== id) return;
        finish(() => (error === undefined ? resolve(answer as never) : reject(new Error(error))), false);
      };
      const onError = (error: Error): void => finish(() => reject(error), true);
      const onExit = (code: number): void => finish(() => reject(new Error(`the thread ended (${code})`)), true);
      worker.ref();
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(
        { id, task, ask },
        handedOver.map(({ buffer }) => buffer as ArrayBuffer),
      );
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }
}
