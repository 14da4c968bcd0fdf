import { CannotStart } from '../scan/cannot-start.ts';
import type { NamedJob, TakenJob } from '../tools/queue.ts';
import { whenAborted } from '../tools/waited.ts';
import { differences, orderFile, type ReadingOrder } from './order.ts';
import { partFile, partLines } from './part.ts';
import { openReaders, type Readers } from './readers.ts';
import type { ResultsPlace } from './results.ts';
import { Unfit } from './unfit.ts';
import type { QueuedJob, WorkerOptions } from './words.ts';

/** What reads as one order says, and how many jobs of it are being done. */
interface Opened {
  readonly made: Promise<{ readonly order: ReadingOrder; readonly readers: Readers }>;
  running: number;
}

/** Where jobs are done: readers for the orders that are worked on. */
export class Bench {
  readonly #results: ResultsPlace;
  readonly #options: WorkerOptions;
  readonly #end: (reason: Error) => void;
  readonly #orders = new Map<string, Opened>();
  readonly #stopped: Promise<void>;
  #hasSeen = false;

  constructor(results: ResultsPlace, options: WorkerOptions, end: (reason: Error) => void) {
    this.#results = results;
    this.#options = options;
    this.#stopped = whenAborted(options.signal);
    this.#end = end;
  }

  /** Does a job, or gives it back where that is not for this worker, or not any more. @throws what the job is to blame for */
  async take({ name, data }: NamedJob): Promise<TakenJob> {
    const { signal } = this.#options;
    if (signal.aborted) return 'given-back';
    const work = this.#done(name, data as QueuedJob);
    work.catch(() => {});
    try {
      // Who is asked to stop does not wait for a film that is being hashed.
      await Promise.race([work, this.#stopped]);
      return signal.aborted ? 'given-back' : 'done';
    } catch (error) {
      if (signal.aborted) return 'given-back';
      if (!(error instanceof Unfit || error instanceof CannotStart)) throw error;
      this.#end(error);
      return 'given-back';
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#orders.values()].map(closeOf(true)));
  }

  async #done(name: string, { files, order: id, today }: QueuedJob): Promise<void> {
    const part = partFile(name);
    // Another worker was thought to be dead, and was not.
    if (await this.#results.has(part)) return;
    const opened = await this.#openedFor(id);
    try {
      const { order, readers } = await opened.made;
      const recording = await readers.read({ name, files }, today);
      const seen = recording.seen();
      if ((seen === 0 || recording.lines.length === 0) && !this.#hasSeen)
        throw new Unfit('other-files', { count: files.length, path: files[0]?.uri ?? '' });
      this.#hasSeen = true;
      if (this.#options.signal.aborted) return;
      await this.#write(part, partLines({ name, files }, order, recording.lines));
      this.#options.onJob?.(files.length, seen);
    } finally {
      opened.running -= 1;
    }
  }

  async #write(name: string, lines: Iterable<string>): Promise<void> {
    await this.#results.write(name, lines).catch((error: NodeJS.ErrnoException) => {
      throw new Unfit('no-results', { where: this.#results.name, detail: error.code ?? error.message });
    });
  }

  /** Engines of an order that nobody works on any more are closed before others are opened. */
  async #openedFor(id: string): Promise<Opened> {
    const known = this.#orders.get(id);
    if (known !== undefined) {
      known.running += 1;
      return known;
    }
    const unused = [...this.#orders].filter(([, { running }]) => running === 0);
    for (const [other] of unused) this.#orders.delete(other);
    const closing = Promise.all(unused.map(([, opened]) => closeOf(false)(opened)));
    const opened: Opened = { made: closing.then(() => this.#readersFor(id)), running: 1 };
    this.#orders.set(id, opened);
    return opened;
  }

  async #readersFor(id: string): Promise<{ readonly order: ReadingOrder; readonly readers: Readers }> {
    const order = await orderIn(this.#results, id);
    const readers = await openReaders(order, this.#options);
    const others = differences(order.engines, readers.engines);
    if (others.length === 0) return { order, readers };
    await readers.close(false);
    throw new Unfit('other-engines', { engines: others.join(', ') });
  }
}

const closeOf =
  (isHurried: boolean) =>
  async ({ made }: Opened): Promise<void> => {
    await (await made.catch(() => null))?.readers.close(isHurried);
  };

async function orderIn(results: ResultsPlace, id: string): Promise<ReadingOrder> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of results.open(orderFile(id))) pieces.push(piece);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Unfit('no-results', { where: results.name, detail: code ?? message });
  }
  return JSON.parse(Buffer.concat(pieces).toString()) as ReadingOrder;
}
