import pLimit from 'p-limit';
import { discoverListed } from '../discover/index.ts';
import { nothingSpokenOf } from '../judge/index.ts';
import type { JudgedAsset } from '../model/index.ts';
import { readAsset } from '../read/index.ts';
import { isTelling } from '../reconcile/index.ts';
import { examine, fileKey } from '../scan/examine.ts';
import { assetDigests } from '../scan/hash-assets.ts';
import { openHashThreads } from '../scan/hash-threads.ts';
import { openHeaderThreads } from '../scan/header-threads.ts';
import { openReadAhead } from '../scan/read-ahead.ts';
import { readHeadsIn } from '../scan/read-heads.ts';
import { rememberedAssets } from '../scan/remembered-assets.ts';
import { rememberedHeads } from '../scan/remembered-heads.ts';
import { openEngines } from '../scan/start.ts';
import type { ReadingJob } from './cut.ts';
import { type EngineVersions, enginesOf, type ReadingOrder } from './order.ts';
import { type Recording, recordingOf } from './recording.ts';

/** What reads files as an order says: threads and engines, opened once for all of its jobs. */
export interface Readers {
  readonly engines: EngineVersions;
  /** Reads the files of a job as a scan would, and records what it would remember of them. */
  readonly read: (job: ReadingJob, today: string) => Promise<Recording>;
  /** @param isHurried engines are stopped in the midst of files */
  readonly close: (isHurried: boolean) => Promise<void>;
}

/** What a machine brings along to read. */
export interface ReadersMeans {
  readonly jobs: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** Opens what an order needs. @throws CannotStart where ExifTool or the C2PA engine is missing */
export async function openReaders(order: ReadingOrder, { jobs, environment, signal }: ReadersMeans): Promise<Readers> {
  const { options, named, session } = order;
  const trust = { ...order.trust, lists: [] };
  const headers = openHeaderThreads(jobs, options.exiftool === 'always' ? null : options.pixels);
  const hashing = openHashThreads(jobs);
  const opened = await openEngines({ ...options, environment, jobs, signal }, trust).catch(async (error: unknown) => {
    await Promise.all([headers.close(), hashing.close()]);
    throw error;
  });
  const engines = { ...opened, walk: headers.walk };
  // What manifests list is not known here: files that they list are hashed by the scan itself.
  const hashed = { hash: options.hash, named, listed: () => [], isSettled: () => false };
  // As many at a time as in a scan of one machine (`scan.ts`).
  const limit = pLimit(jobs * 2);
  const aheadLimit = pLimit(Math.max(1, jobs - 1));

  const read = async (job: ReadingJob, today: string): Promise<Recording> => {
    const recording = recordingOf(job.files);
    const { now } = recording.remembered;
    const assets = rememberedAssets(recording.remembered, { engines, trust, today, session });
    const ahead = openReadAhead(
      Promise.resolve((asset, stillWalked) =>
        assets.readings(asset, () => readAsset(asset, { ...engines, walk: async (file) => stillWalked() ?? headers.walk(file) })),
      ),
      aheadLimit,
    );
    const remembered = ahead.over(assets);
    const digests = assetDigests(hashed, (file, algorithms) =>
      remembered.digests(file, algorithms, () => hashing.digestsOf(file, algorithms)),
    );
    const heads = Promise.resolve(now && rememberedHeads(now, headers.pixels));
    const found = await discoverListed(job.files, readHeadsIn(headers, heads, ahead), limit);
    const open = found.filter(({ asset, plain }) => {
      const isPlain = plain !== undefined && asset.parts.length === 0;
      return (
        !isPlain || digests.isWanted({ ...asset, verdict: 'unmarked' } satisfies Pick<JudgedAsset, 'path' | 'verdict' | 'size'>)
      );
    });
    const work = open.map((entry) =>
      limit(async () => {
        signal.throwIfAborted();
        const { asset } = await examine(entry, engines, options, nothingSpokenOf, digests.of, remembered);
        // By its content key, findings name it.
        if (isTelling(asset)) await fileKey(asset, remembered).catch(() => null);
      }),
    );
    await Promise.all(work);
    ahead.stop();
    return recording;
  };
  return {
    engines: enginesOf(opened),
    read,
    close: async (isHurried) => {
      await Promise.all([opened.exiftool.close(isHurried), opened.c2pa.close(), headers.close(), hashing.close()]);
    },
  };
}
