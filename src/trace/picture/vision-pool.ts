import { Thread, type ThreadPlan, workerFile } from '../../tools/thread.ts';
import type { VisionAsk, VisionTask, VisionTasks } from './vision-task.ts';

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

interface Waiting {
  readonly ask: VisionAsk;
  readonly handedOver: readonly Uint8Array[];
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** Starts threads when they are first needed. */
export function openVisionPool(threads: number): VisionPool {
  const queue: Waiting[] = [];
  const told: VisionAsk[] = [];
  const released: (() => void)[] = [];
  const plan = {
    file: workerFile(import.meta.url, 'vision-worker'),
    patience: limit,
    memory: { maxYoungGenerationSizeMb: youngMebibytes },
  };
  const free = Array.from({ length: Math.max(1, threads) }, () => new ToldThread(plan, told));
  const all = [...free];
  let isClosed = false;

  const next = (): void => {
    while (queue.length > 0 && free.length > 0) {
      const [thread, waiting] = [free.pop() as ToldThread, queue.shift() as Waiting];
      if (queue.length < all.length * waitingPerThread) released.shift()?.();
      thread
        .answer(waiting.ask, waiting.handedOver)
        .then(waiting.resolve as (answer: unknown) => void, waiting.reject)
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
      queue.push({ ask: { task, ask: question } as VisionAsk, handedOver, resolve, reject });
      next();
    });
  return {
    threads: all.length,
    ask,
    tell: async (task, question) => {
      told.push({ task, ask: question } as VisionAsk);
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

/** A thread that is told what all are told before its next question. */
class ToldThread {
  readonly #thread: Thread<VisionAsk, unknown>;
  readonly #all: readonly VisionAsk[];
  #told = 0;

  constructor(plan: ThreadPlan, all: readonly VisionAsk[]) {
    this.#all = all;
    this.#thread = new Thread(plan);
  }

  async answer(ask: VisionAsk, handedOver: readonly Uint8Array[]): Promise<unknown> {
    if (this.#thread.start()) this.#told = 0;
    while (this.#told < this.#all.length) await this.#thread.ask(this.#all[this.#told++] as VisionAsk);
    return this.#thread.ask(ask, handedOver);
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}
