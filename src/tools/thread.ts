import { parentPort, type ResourceLimits, Worker, workerData } from 'node:worker_threads';

/** What a thread gets beside its own data: memory in which it counts what it has done, so that a stall can be told from long work. */
export interface ThreadData {
  readonly progress: SharedArrayBuffer;
}

/** What goes to a thread. */
export interface ThreadQuestion<Ask> {
  readonly id: number;
  readonly ask: Ask;
}

/** What comes back from it: an answer, or the words of a failure. */
export type ThreadAnswer<Answer> =
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly error: string };

/** Within a worker: answers each question, and hands on the words of a failure. */
export function answerQuestions<Ask, Answer>(answerTo: (ask: Ask) => Answer | Promise<Answer>): void {
  parentPort?.on('message', async ({ id, ask }: ThreadQuestion<Ask>) => {
    try {
      parentPort?.postMessage({ id, answer: await answerTo(ask) } satisfies ThreadAnswer<Answer>);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      parentPort?.postMessage({ id, error: message } satisfies ThreadAnswer<Answer>);
    }
  });
}

/** Within a worker: counts a step, so that long work is no stall. */
export function stepDone(): void {
  Atomics.add(counter, 0, 1);
}

const counter = new Int32Array((workerData as ThreadData | null)?.progress ?? new SharedArrayBuffer(4));

/** How a thread is run. */
export interface ThreadPlan {
  readonly file: URL;
  /** Milliseconds without progress after which the thread is given up and replaced. */
  readonly patience: number;
  /** Added to `workerData`. */
  readonly data?: object;
  readonly memory?: ResourceLimits;
}

/**
 * The file of a worker. Node 20 cannot run TypeScript, so where the caller itself runs as source (under the tests), the worker of
 * the last build is used; `npm test` builds first.
 * @param here `import.meta.url` of the caller
 * @param name of the worker beside it, `vision-worker`
 */
export function workerFile(here: string, name: string): URL {
  const built = here.endsWith('.ts') ? here.replace(/\/src\/(?!.*\/src\/)/, '/dist/') : here;
  return new URL(`./${name}.js`, built);
}

/** A worker that runs, and the memory in which it counts. */
interface Running {
  readonly worker: Worker;
  readonly progress: Int32Array<SharedArrayBuffer>;
}

function run({ file, data, memory }: ThreadPlan): Running {
  const progress = new SharedArrayBuffer(4);
  const worker = new Worker(file, {
    workerData: { ...data, progress } satisfies ThreadData,
    // What the program was started with need not be fit for a worker: `node --input-type=module --eval …`.
    execArgv: [],
    ...(memory && { resourceLimits: memory }),
  });
  return { worker, progress: new Int32Array(progress) };
}

/** Workers that were started before anybody needed them, by their files. */
const early = new Map<string, Running>();

/**
 * Starts the first thread of a plan that will be opened later: it loads its code while this one loads its own. Where it is not
 * wanted after all, it ends with the program.
 */
export function startEarly(plan: ThreadPlan): void {
  const forget = () => early.delete(plan.file.href);
  try {
    const running = run(plan);
    early.set(plan.file.href, running);
    // A thread that dies must not take the program along.
    running.worker.on('error', forget).on('exit', forget).unref();
  } catch {
    // Whoever needs it starts another, and tells why that cannot be.
  }
}

function started(plan: ThreadPlan): Running {
  const known = early.get(plan.file.href);
  early.delete(plan.file.href);
  return known ?? run(plan);
}

/** One worker thread, one question at a time; started when first asked, replaced when it stalls or dies. */
export class Thread<Ask, Answer> {
  readonly #plan: ThreadPlan;
  #worker: Worker | null = null;
  #progress = new Int32Array(new SharedArrayBuffer(4));
  #id = 0;

  constructor(plan: ThreadPlan) {
    this.#plan = plan;
  }

  /** True where it did not run yet, or no more: it has been started, and knows nothing of what another one was told. */
  start(): boolean {
    if (this.#worker !== null) return false;
    const { worker, progress } = started(this.#plan);
    this.#progress = progress;
    // A thread that dies before it is asked anything must not take the program along: the next question starts another.
    worker.on('error', () => {
      if (this.#worker === worker) this.#worker = null;
    });
    this.#worker = worker;
    return true;
  }

  /**
   * @param handedOver parts of the question that the asker needs no more: they are moved, not copied
   * @throws Error with the thread's own words, or where it died or was given up
   */
  ask(ask: Ask, handedOver: readonly Uint8Array[] = []): Promise<Answer> {
    this.start();
    const worker = this.#worker as Worker;
    this.#id += 1;
    const id = this.#id;
    return new Promise((resolve, reject) => {
      const { patience } = this.#plan;
      let seen = Atomics.load(this.#progress, 0);
      const watch = setInterval(() => {
        const now = Atomics.load(this.#progress, 0);
        if (now === seen) finish(() => reject(new Error(`no progress for ${patience / 1000} s`)), true);
        seen = now;
      }, patience);
      const finish = (end: () => void, broken: boolean): void => {
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
        end();
      };
      const onMessage = (message: ThreadAnswer<Answer>): void => {
        if (message.id !== id) return;
        finish(() => ('error' in message ? reject(new Error(message.error)) : resolve(message.answer)), false);
      };
      const onError = (error: Error): void => finish(() => reject(error), true);
      const onExit = (code: number): void => finish(() => reject(new Error(`the thread ended (${code})`)), true);
      worker.ref();
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(
        { id, ask } satisfies ThreadQuestion<Ask>,
        handedOver.map(({ buffer }) => buffer as ArrayBuffer),
      );
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }
}
