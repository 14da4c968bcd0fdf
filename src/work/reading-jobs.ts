import type { NamedFile } from '../discover/index.ts';
import type { List } from '../model/index.ts';
import type { QueueWish } from '../scan/options.ts';
import { type Remembered, stampInWords, stampLater } from '../scan/remembered.ts';
import { type BrokenFiles, workerLost } from './broken.ts';
import { cutJobs, halvesOf, type JobFile, type ReadingJob } from './cut.ts';
import type { JobKind } from './job-kind.ts';
import { orderId, type ReadingOrder } from './order.ts';
import { partFile, partLines } from './part.ts';
import type { ResultsPlace } from './results.ts';
import { brokenLine, takeIn } from './taking-in.ts';
import type { QueuedReading } from './words.ts';

/** What of a scan its jobs are made of. */
export interface SharedMeans {
  readonly order: ReadingOrder;
  readonly remembered: Remembered;
  /** ISO 8601. */
  readonly today: string;
}

/** Files of which size and time are asked at once. */
const statsAtOnce = 256;

/** The jobs of reading some files: those that cannot be shared out are in none. */
export function readingJobs(files: List<NamedFile>, { order, remembered }: SharedMeans): AsyncGenerator<ReadingJob> {
  return cutJobs(stamped(files, remembered), orderId(order));
}

/**
 * Jobs in which files are read: what they give becomes what this scan remembers.
 * @param total files of the scan
 */
export function readingKind(
  results: ResultsPlace,
  broken: BrokenFiles,
  { order, remembered, today }: SharedMeans,
  { onRead }: QueueWish,
  total: number,
): JobKind<ReadingJob> {
  const id = orderId(order);
  let done = 0;
  return {
    partOf: ({ name }) => partFile(name),
    dataOf: ({ files }) => ({ files, order: id, today }) satisfies QueuedReading,
    takeIn: async ({ name, files }) => {
      if (!(await takeIn(results, partFile(name), name, remembered, broken))) return false;
      done += files.length;
      onRead?.({ done, total, path: files.at(-1)?.path ?? '' });
      return true;
    },
    // Halved until one file is left.
    smaller: (job) => (job.files.length > 1 ? halvesOf(job, id) : []),
    givenUp: (job) => partLines(job, order, [brokenLine({ ...(job.files[0] as JobFile), broke: workerLost })]),
  };
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
