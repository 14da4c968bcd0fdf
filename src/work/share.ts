import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ReadHeads, type Root, realFile } from '../discover/index.ts';
import { CannotStart } from '../scan/cannot-start.ts';
import type { QueueWish } from '../scan/options.ts';
import type { RememberedAssets } from '../scan/remembered-assets.ts';
import type { RememberedHeads } from '../scan/remembered-heads.ts';
import { version } from '../scan/version.ts';
import { isInside } from '../storage/inside.ts';
import { openWorkQueue, QueueUnreachable, type WorkQueue } from '../tools/queue.ts';
import { BrokenFiles } from './broken.ts';
import { Coordinator, type SharedMeans } from './coordinator.ts';
import { openResults } from './open-results.ts';
import { ownCode, queueName } from './order.ts';
import type { ResultsPlace } from './results.ts';
import type { Announcement } from './words.ts';

/** Lets other machines read the files of a scan before it reads what they left. */
export interface Share {
  /** A folder of its own for what they read, where the scan has none. */
  readonly folder: () => Promise<string>;
  /** The same heads and answers, but for files that end whoever reads them. */
  readonly overHeads: (heads: RememberedHeads) => RememberedHeads;
  readonly overAssets: (assets: RememberedAssets) => RememberedAssets;
  /** Reads heads once everything was read that others read. */
  readonly before: (heads: ReadHeads, means: Promise<SharedMeans>) => ReadHeads;
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
  let coordinator: Coordinator | null = null;
  const queue = await openWorkQueue(wish.url, queueName(ownCode()), (name) => coordinator?.look(name)).catch((error: unknown) => {
    throw error instanceof QueueUnreachable
      ? new CannotStart('queue-unreachable', { host: error.host, detail: error.detail })
      : error;
  });
  const stop = announcing(queue);
  const broken = new BrokenFiles();
  let own: string | null = null;
  return {
    folder: async () => {
      own ??= await mkdtemp(join(tmpdir(), 'trueslate-'));
      return own;
    },
    overHeads: (heads) => broken.overHeads(heads),
    overAssets: (assets) => broken.overAssets(assets),
    before: (heads, means) => async (files, told) => {
      if (files.length > 0) {
        coordinator = new Coordinator(queue, results, broken, wish, await means);
        try {
          await coordinator.readAll(files);
        } finally {
          coordinator.close();
        }
      }
      await heads(files, told);
    },
    close: async () => {
      coordinator?.close();
      await stop();
      await queue.close();
      if (own !== null) await rm(own, { recursive: true, force: true });
    },
  };
}

async function resultsOf({ results: where }: QueueWish, roots: readonly Root[]): Promise<ResultsPlace> {
  const real = await realFile(where);
  if (roots.some((root) => isInside(root.real, real))) throw new CannotStart('results-inside', { folder: where });
  return openResults(where).catch((error: NodeJS.ErrnoException) => {
    throw new CannotStart('results-unusable', { folder: where, detail: error.code ?? error.message });
  });
}

/** Says that a scan of this code is there, so that workers of another can tell why they get nothing. */
function announcing(queue: WorkQueue): () => Promise<void> {
  const id = randomUUID();
  const text = JSON.stringify({ version, code: ownCode() } satisfies Announcement);
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
