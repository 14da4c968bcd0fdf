import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ReadHeads, type Root, realFile } from '../discover/index.ts';
import { CannotStart } from '../scan/cannot-start.ts';
import type { QueueWish } from '../scan/options.ts';
import type { RememberedAssets } from '../scan/remembered-assets.ts';
import type { RememberedHeads } from '../scan/remembered-heads.ts';
import type { ShareTracing } from '../scan/run.ts';
import { version } from '../scan/version.ts';
import { isInside } from '../storage/inside.ts';
import { openWorkQueue, QueueUnreachable, type WorkQueue } from '../tools/queue.ts';
import { BrokenFiles } from './broken.ts';
import { Coordinator } from './coordinator.ts';
import type { JobKind, NamedWork } from './job-kind.ts';
import { openResults } from './open-results.ts';
import { orderFile, orderId, ownCode, queueNames } from './order.ts';
import { ensuredPlaceId } from './place-id.ts';
import { readingJobs, readingKind, type SharedMeans } from './reading-jobs.ts';
import type { ResultsPlace } from './results.ts';
import { sharedTracing } from './shared-tracing.ts';
import type { Announcement } from './words.ts';

/** Lets other machines do a part of the work of a scan. */
export interface Share {
  /** A folder of its own for what they read, where the scan has none. */
  readonly folder: () => Promise<string>;
  /** The same heads and answers, but for files that end whoever reads them. */
  readonly overHeads: (heads: RememberedHeads) => RememberedHeads;
  readonly overAssets: (assets: RememberedAssets) => RememberedAssets;
  /** Reads heads once everything was read that others read. */
  readonly before: (heads: ReadHeads, means: Promise<SharedMeans>) => ReadHeads;
  /** Has videos searched. */
  readonly tracing: (means: Promise<SharedMeans>) => ShareTracing;
  readonly close: () => Promise<void>;
}

/** Seconds for which a scan is known to be there, and after how many of them it says so again. */
const announced = { for: 60, again: 20 } as const;

/**
 * Opens the queue and the place of results.
 * @param roots places that are scanned, which results are never written into
 * @throws CannotStart
 */
export async function openShare(wish: QueueWish, roots: readonly Root[]): Promise<Share> {
  const results = await resultsOf(wish, roots);
  const place = await ensuredPlaceId(results).catch(unusable(wish));
  const names = queueNames(ownCode(), place);
  const first = await openedQueue(wish, names.reading);
  const stop = announcing(first.queue, place);
  const broken = new BrokenFiles();
  const queues = [first];
  const running = new Set<{ close(): void }>();
  let own: string | null = null;

  const published = async (order: object): Promise<void> => {
    const name = orderFile(orderId(order));
    if (!(await results.has(name))) await results.write(name, [JSON.stringify(order)]).catch(unusable(wish));
  };
  const allDone = async <Job extends NamedWork>(
    { queue, listener }: OpenedQueue,
    kind: JobKind<Job>,
    jobs: AsyncIterable<Job> | Iterable<Job>,
  ): Promise<void> => {
    const coordinator = new Coordinator(queue, results, kind, () => wish.onNoWorkers?.());
    listener.look = (name) => coordinator.look(name);
    running.add(coordinator);
    try {
      await coordinator.doAll(jobs);
    } finally {
      listener.look = () => {};
      running.delete(coordinator);
    }
  };
  return {
    folder: async () => {
      own ??= await mkdtemp(join(tmpdir(), 'trueslate-'));
      return own;
    },
    overHeads: (heads) => broken.overHeads(heads),
    overAssets: (assets) => broken.overAssets(assets),
    before: (heads, opened) => async (files, told) => {
      if (files.length > 0) {
        const means = await opened;
        await published(means.order);
        await allDone(first, readingKind(results, broken, means, wish, files.length), readingJobs(files, means));
      }
      await heads(files, told);
    },
    tracing: (means) => async (search, order, advance) => {
      const doAll = async <Job extends NamedWork>(kind: JobKind<Job>, jobs: readonly Job[]): Promise<void> => {
        const opened = await openedQueue(wish, names.tracing);
        queues.push(opened);
        await allDone(opened, kind, jobs);
      };
      return sharedTracing({ search, order, advance, means: await means, results, published, doAll });
    },
    close: async () => {
      for (const coordinator of running) coordinator.close();
      await stop();
      await Promise.all(queues.map(({ queue }) => queue.close()));
      if (own !== null) await rm(own, { recursive: true, force: true });
    },
  };
}

interface OpenedQueue {
  readonly queue: WorkQueue;
  /** Who is told of a job of which something was heard. */
  readonly listener: { look: (name: string) => void };
}

async function openedQueue({ url }: QueueWish, name: string): Promise<OpenedQueue> {
  const listener: OpenedQueue['listener'] = { look: () => {} };
  const queue = await openWorkQueue(url, name, (job) => listener.look(job)).catch((error: unknown) => {
    throw error instanceof QueueUnreachable
      ? new CannotStart('queue-unreachable', { host: error.host, detail: error.detail })
      : error;
  });
  return { queue, listener };
}

async function resultsOf(wish: QueueWish, roots: readonly Root[]): Promise<ResultsPlace> {
  const real = await realFile(wish.results);
  if (roots.some((root) => isInside(root.real, real))) throw new CannotStart('results-inside', { folder: wish.results });
  return openResults(wish.results).catch(unusable(wish));
}

const unusable =
  ({ results: folder }: QueueWish) =>
  (error: NodeJS.ErrnoException): never => {
    throw new CannotStart('results-unusable', { folder, detail: error.code ?? error.message });
  };

/** Says that a scan of this code is there, so that workers of another can tell why they get nothing. */
function announcing(queue: WorkQueue, place: string): () => Promise<void> {
  const id = randomUUID();
  const text = JSON.stringify({ version, code: ownCode(), place } satisfies Announcement);
  const say = (): void => {
    queue.announce(id, text, announced.for).catch(() => {});
  };
  say();
  const timer = setInterval(say, announced.again * 1000);
  timer.unref();
  return async () => {
    clearInterval(timer);
    // A server that is away forgets it by itself.
    await Promise.race([queue.withdraw(id).catch(() => {}), new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
  };
}
