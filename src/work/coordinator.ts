import pLimit from 'p-limit';
import { CannotStart } from '../scan/cannot-start.ts';
import type { WorkQueue } from '../tools/queue.ts';
import type { JobKind, NamedWork, SuspectJob } from './job-kind.ts';
import { Outstanding } from './outstanding.ts';
import { splitFile } from './part.ts';
import type { ResultsPlace } from './results.ts';

/** Jobs in the queue at a time: enough for a hundred workers, and few megabytes on the server. */
const mostQueued = 400;

/** Milliseconds between two looks at the results, and how many of these until the queue is asked what it knows. */
const looks = { every: 1000, ofQueue: 5 } as const;

/** Times that a single job may end its worker: the first time others may have done it, then it was the only one. */
const mostFailures = 3;

/** Parts that are taken in at once: while one is read, another is written down. */
const partsAtOnce = 2;

/**
 * Has jobs done by workers. What is a result lies among the results, and only there: what the queue says, or that it says nothing more,
 * decides only whether a job is put into it again.
 */
export class Coordinator<Job extends NamedWork> {
  readonly #queue: WorkQueue;
  readonly #results: ResultsPlace;
  readonly #kind: JobKind<Job>;
  readonly #onNoWorkers: () => void;
  readonly #open = new Outstanding<Job>(mostQueued);
  readonly #takingIn = pLimit(partsAtOnce);
  /** Names that are looked at just now, so that events and polls do not do so twice. */
  readonly #looked = new Set<string>();
  #there: ReadonlySet<string> = new Set();
  #polls = 0;
  #isAsking = false;

  constructor(queue: WorkQueue, results: ResultsPlace, kind: JobKind<Job>, onNoWorkers: () => void) {
    this.#queue = queue;
    this.#results = results;
    this.#kind = kind;
    this.#onNoWorkers = onNoWorkers;
  }

  /** Resolves when there is a part of each job, and it was taken in. */
  async doAll(jobs: AsyncIterable<Job> | Iterable<Job>): Promise<void> {
    this.#there = await this.#results.list();
    const timer = setInterval(() => this.#poll().catch((error) => this.#fail(error)), looks.every);
    try {
      for await (const job of jobs) {
        await this.#open.room();
        await this.#begin(job);
      }
      await this.#open.none();
    } finally {
      clearInterval(timer);
    }
  }

  /** Looks at a job of which something was heard. */
  look(name: string): void {
    this.#look(name).catch((error) => this.#fail(error));
  }

  /** Ends in the midst of jobs: `doAll` throws. What was done by then stays among the results. */
  close(): void {
    this.#open.fail(new Error('the scan ends'));
  }

  /** Takes a job's part in where it is there, else puts it into the queue. */
  async #begin(job: Job): Promise<void> {
    if (this.#there.has(this.#kind.partOf(job)) && (await this.#takenIn(job))) return;
    if (this.#there.has(splitFile(job.name))) return this.#beginAll(this.#kind.smaller(job));
    this.#open.set(job, 0);
    await this.#queued(job, 0);
  }

  async #beginAll(jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) await this.#begin(job);
  }

  /** A server that is away does not keep anything waiting: it is asked again when it answers. */
  async #queued(job: Job, failures: number): Promise<void> {
    const data = { ...this.#kind.dataOf(job), isSuspect: failures > 0 } satisfies SuspectJob;
    const added = this.#queue.add([{ name: job.name, data }]).catch(() => {});
    await Promise.race([added, new Promise((resolve) => setTimeout(resolve, looks.every).unref())]);
  }

  async #takenIn(job: Job): Promise<boolean> {
    const isWhole = await this.#takingIn(() => this.#kind.takeIn(job));
    if (!isWhole) await this.#results.remove(this.#kind.partOf(job));
    return isWhole;
  }

  async #look(name: string): Promise<void> {
    const open = this.#open.get(name);
    if (open === undefined || this.#looked.has(name)) return;
    this.#looked.add(name);
    try {
      if (await this.#isDone(open.job)) return;
      const late = new Promise<'open'>((resolve) => setTimeout(resolve, looks.every, 'open').unref());
      const state = await Promise.race([this.#queue.stateOf(name), late]);
      if (state === 'open') return;
      // Between both questions it may have been finished.
      if (await this.#isDone(open.job)) return;
      if (state === 'gone') await this.#queued(open.job, open.failures);
      else await this.#failed(open.job, open.failures + 1);
    } finally {
      this.#looked.delete(name);
    }
  }

  async #isDone(job: Job): Promise<boolean> {
    if (!(await this.#results.has(this.#kind.partOf(job))) || !(await this.#takenIn(job))) return false;
    this.#open.delete(job.name);
    // A server that is away for good is not waited for: the part is there.
    this.#queue.remove(job.name).catch(() => {});
    return true;
  }

  /** What ended its worker is divided as long as it can be, then tried some times by itself. */
  async #failed(job: Job, failures: number): Promise<void> {
    await this.#queue.remove(job.name);
    const smaller = this.#kind.smaller(job);
    if (smaller.length > 0) {
      await this.#results.write(splitFile(job.name), [JSON.stringify({ into: smaller.map(({ name }) => name) })]);
      await this.#beginAll(smaller);
      this.#open.delete(job.name);
    } else if (failures < mostFailures) {
      this.#open.set(job, failures);
      await this.#queued(job, failures);
    } else {
      await this.#results.write(this.#kind.partOf(job), this.#kind.givenUp(job));
      await this.#isDone(job);
    }
  }

  async #poll(): Promise<void> {
    this.#polls += 1;
    this.#there = await this.#results.list();
    const open = this.#open.all();
    for (const { job } of open) if (this.#there.has(this.#kind.partOf(job))) this.look(job.name);
    if (this.#polls % looks.ofQueue !== 0 || this.#isAsking) return;
    this.#isAsking = true;
    try {
      await Promise.all(open.map(({ job }) => this.#look(job.name)));
      if (open.length > 0 && (await this.#queue.takers()) === 0) this.#onNoWorkers();
    } finally {
      this.#isAsking = false;
    }
  }

  #fail(error: unknown): void {
    const { code, message } = error as NodeJS.ErrnoException;
    const isSystems = error instanceof Error && typeof code === 'string';
    const params = { folder: this.#results.name, detail: code ?? message };
    this.#open.fail(isSystems ? new CannotStart('results-unusable', params) : (error as Error));
  }
}
