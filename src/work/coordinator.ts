import pLimit from 'p-limit';
import type { NamedFile } from '../discover/index.ts';
import type { List } from '../model/index.ts';
import { CannotStart } from '../scan/cannot-start.ts';
import type { QueueWish } from '../scan/options.ts';
import { type Remembered, stampInWords, stampLater } from '../scan/remembered.ts';
import type { WorkQueue } from '../tools/queue.ts';
import { type BrokenFiles, workerLost } from './broken.ts';
import { cutJobs, halvesOf, type JobFile, type ReadingJob } from './cut.ts';
import { digestOf, orderFile, type ReadingOrder } from './order.ts';
import { Outstanding } from './outstanding.ts';
import { partFile, partLines, splitFile } from './part.ts';
import type { ResultsPlace } from './results.ts';
import { brokenLine, takeIn } from './taking-in.ts';
import type { QueuedJob } from './words.ts';

/** What of a scan its jobs are made of. */
export interface SharedMeans {
  readonly order: ReadingOrder;
  readonly remembered: Remembered;
  /** ISO 8601. */
  readonly today: string;
}

/** Jobs in the queue at a time: enough for a hundred workers, and few megabytes on the server. */
const mostQueued = 400;

/** Milliseconds between two looks at the results, and how many of these until the queue is asked what it knows. */
const looks = { every: 1000, ofQueue: 5 } as const;

/** Times that a single file may end its worker. */
const mostFailures = 3;

/** Files of which size and time are asked at once. */
const statsAtOnce = 256;

/** Parts that are taken in at once: while one is read, another is written down. */
const partsAtOnce = 2;

/**
 * Has the files of a scan read by workers. What is a result lies among the results, and only there: what the queue says, or that it says
 * nothing more, decides only whether a job is put into it again.
 */
export class Coordinator {
  readonly #queue: WorkQueue;
  readonly #results: ResultsPlace;
  readonly #broken: BrokenFiles;
  readonly #wish: QueueWish;
  readonly #means: SharedMeans;
  /** A digest of the order. */
  readonly #order: string;
  readonly #open = new Outstanding(mostQueued);
  readonly #takingIn = pLimit(partsAtOnce);
  /** Names that are looked at just now, so that events and polls do not do so twice. */
  readonly #looked = new Set<string>();
  #there: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | null = null;
  #polls = 0;
  #isAsking = false;
  #done = 0;
  #total = 0;

  constructor(queue: WorkQueue, results: ResultsPlace, broken: BrokenFiles, wish: QueueWish, means: SharedMeans) {
    this.#queue = queue;
    this.#results = results;
    this.#broken = broken;
    this.#wish = wish;
    this.#means = means;
    this.#order = digestOf(JSON.stringify(means.order)).slice(0, 16);
  }

  /** Resolves when of all files that can be shared out there is a part, and what it says is remembered. */
  async readAll(files: List<NamedFile>): Promise<void> {
    this.#total = files.length;
    await this.#published();
    this.#there = await this.#results.list();
    this.#timer = setInterval(() => this.#poll().catch((error) => this.#fail(error)), looks.every);
    for await (const job of cutJobs(stamped(files, this.#means.remembered), this.#order)) {
      await this.#open.room();
      await this.#begin(job);
    }
    await this.#open.none();
  }

  /** Looks at a job of which something was heard. */
  look(name: string): void {
    this.#look(name).catch((error) => this.#fail(error));
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  async #published(): Promise<void> {
    const name = orderFile(this.#order);
    if (!(await this.#results.has(name))) await this.#written(name, [JSON.stringify(this.#means.order)]);
  }

  /** Takes a job's part in where it is there, else puts it into the queue. */
  async #begin(job: ReadingJob, failures = 0): Promise<void> {
    if (this.#there.has(partFile(job.name)) && (await this.#takenIn(job))) return;
    if (this.#there.has(splitFile(job.name))) return this.#beginHalves(job);
    this.#open.set(job, failures);
    await this.#queued(job);
  }

  async #beginHalves(job: ReadingJob): Promise<void> {
    for (const half of halvesOf(job, this.#order)) await this.#begin(half);
  }

  /** A server that is away does not keep anything waiting: it is asked again when it answers. */
  async #queued({ name, files }: ReadingJob): Promise<void> {
    const data: QueuedJob = { files, order: this.#order, today: this.#means.today };
    const added = this.#queue.add([{ name, data }]).catch(() => {});
    await Promise.race([added, new Promise((resolve) => setTimeout(resolve, looks.every).unref())]);
  }

  async #takenIn(job: ReadingJob): Promise<boolean> {
    const { remembered } = this.#means;
    const name = partFile(job.name);
    const isWhole = await this.#takingIn(() => takeIn(this.#results, name, job.name, remembered, this.#broken));
    if (!isWhole) {
      await this.#results.remove(name);
      return false;
    }
    this.#done += job.files.length;
    this.#wish.onRead?.({ done: this.#done, total: this.#total, path: job.files.at(-1)?.path ?? '' });
    return true;
  }

  async #look(name: string): Promise<void> {
    const open = this.#open.get(name);
    if (open === undefined || this.#looked.has(name)) return;
    this.#looked.add(name);
    try {
      if (await this.#isDone(open.job)) return;
      const state = await this.#queue.stateOf(name);
      if (state === 'open') return;
      // Between both questions it may have been finished.
      if (await this.#isDone(open.job)) return;
      if (state === 'gone') await this.#queued(open.job);
      else await this.#failed(open.job, open.failures + 1);
    } finally {
      this.#looked.delete(name);
    }
  }

  async #isDone(job: ReadingJob): Promise<boolean> {
    if (!(await this.#results.has(partFile(job.name))) || !(await this.#takenIn(job))) return false;
    await this.#queue.remove(job.name).catch(() => {});
    this.#open.delete(job.name);
    return true;
  }

  /** What ended its worker is halved until one file is left, which then is tried some times by itself. */
  async #failed(job: ReadingJob, failures: number): Promise<void> {
    await this.#queue.remove(job.name);
    const [only] = job.files;
    if (job.files.length > 1) {
      await this.#written(splitFile(job.name), [JSON.stringify({ files: job.files.length })]);
      await this.#beginHalves(job);
      this.#open.delete(job.name);
    } else if (failures < mostFailures) {
      this.#open.set(job, failures);
      await this.#queued(job);
    } else {
      const line = brokenLine({ ...(only as JobFile), broke: workerLost });
      await this.#written(partFile(job.name), partLines(job, this.#means.order, [line]));
      await this.#isDone(job);
    }
  }

  async #poll(): Promise<void> {
    this.#polls += 1;
    this.#there = await this.#results.list();
    const open = this.#open.all();
    for (const { job } of open) if (this.#there.has(partFile(job.name))) this.look(job.name);
    if (this.#polls % looks.ofQueue !== 0 || this.#isAsking) return;
    this.#isAsking = true;
    try {
      await Promise.all(open.map(({ job }) => this.#look(job.name)));
      if (open.length > 0 && (await this.#queue.takers()) === 0) this.#wish.onNoWorkers?.();
    } finally {
      this.#isAsking = false;
    }
  }

  async #written(name: string, pieces: Iterable<string>): Promise<void> {
    await this.#results.write(name, pieces);
  }

  #fail(error: unknown): void {
    const { code, message } = error as NodeJS.ErrnoException;
    const isSystems = error instanceof Error && typeof code === 'string';
    const params = { folder: this.#results.name, detail: code ?? message };
    this.#open.fail(isSystems ? new CannotStart('results-unusable', params) : (error as Error));
  }
}

/** The files as they are now; those that cannot be told, or were changed too lately, are left to the scan itself. */
async function* stamped(files: List<NamedFile>, { now }: Remembered): AsyncGenerator<JobFile> {
  let waiting: NamedFile[] = [];
  const asked = async (): Promise<JobFile[]> => {
    const stamps = await Promise.all(
      waiting.map((file) => (file.listed === undefined ? stampLater(file.uri) : (now?.stampOf(file) ?? null))),
    );
    return waiting.flatMap((file, at) => {
      const stamp = stamps[at] ?? null;
      return stamp === null ? [] : [{ ...file, stamp: stampInWords(file.uri, stamp) }];
    });
  };
  for (const { path, uri, listed } of files) {
    waiting.push({ path, uri, ...(listed && { listed }) });
    if (waiting.length < statsAtOnce) continue;
    yield* await asked();
    waiting = [];
  }
  yield* await asked();
}
