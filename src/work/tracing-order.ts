import { isMarked, type JudgedAsset } from '../model/index.ts';
import { isStill, type Remembered, stampInWords, stampLater } from '../scan/remembered.ts';
import { isRemote } from '../storage/remote.ts';
import { type FoundAgain, type KnownSources, mediaOf, type TraceOrder } from '../trace/index.ts';
import type { JobFile } from './cut.ts';
import type { NamedWork } from './job-kind.ts';
import type { EngineVersions, ReadingOrder } from './order.ts';

/** What is looked for in the videos of a scan, and how: the same for all of its jobs. */
export interface TracingOrder extends Pick<ReadingOrder, 'version' | 'code' | 'engines'> {
  readonly schema: 'trueslate.tracing-order/1';
  /** Sources, what these may have been made from, and the videos. */
  readonly assets: readonly JudgedAsset[];
  readonly marked: readonly JudgedAsset[];
  readonly declared: readonly string[];
  readonly pictures: boolean;
  readonly known: KnownSources;
  /** What must be there as the scan saw it: sources, and what these may have been made from. */
  readonly files: readonly JobFile[];
}

/** A video that is searched. */
export interface TracingJob extends NamedWork {
  readonly video: JobFile;
}

/** What one job gave, or (null) that another file was seen there than the scan's. */
export interface TracingPart {
  readonly schema: 'trueslate.tracing-part/1';
  readonly job: string;
  readonly version: string;
  readonly engines: EngineVersions;
  readonly found: FoundAgain | null;
}

/** Makes the order; null where something that is looked for was changed just now, or is no longer there. */
export async function tracingOrder(
  { assets, marked, declared, pictures }: TraceOrder,
  known: KnownSources,
  { version, code, engines }: ReadingOrder,
  remembered: Remembered,
): Promise<TracingOrder | null> {
  const originals = new Set(known.originals.map(({ still }) => still));
  const isNeeded = ({ path, verdict }: JudgedAsset): boolean => isMarked(verdict) || declared.has(path) || originals.has(path);
  const media = mediaOf(assets);
  const sources = media.filter(isNeeded);
  const beside = mediaOf(marked).filter(isNeeded);
  const files = await Promise.all([...sources, ...beside].map((asset) => stampedFile(asset, remembered)));
  if (files.includes(null)) return null;
  return {
    schema: 'trueslate.tracing-order/1',
    version,
    code,
    engines,
    assets: media.filter((asset) => isNeeded(asset) || asset.kind === 'video'),
    marked: beside,
    declared: [...declared].sort(),
    pictures,
    known,
    files: files as readonly JobFile[],
  };
}

/** A file as it is now; null where that cannot be told, or it was changed just now. */
export async function stampedFile(file: JudgedAsset, { now }: Remembered): Promise<JobFile | null> {
  const { path, uri } = file;
  const stamp = isRemote(uri) ? (now?.stampOf({ path, uri }) ?? null) : await stampLater(uri);
  return stamp === null ? null : { path, uri, stamp: stampInWords(uri, stamp) };
}

/** True where all of an order's files are here as the scan saw them. */
export const isAllHere = ({ files }: TracingOrder): boolean => files.every(({ uri, stamp }) => isStill(uri, stamp));

/** The name of a job's part among the results. */
export const tracingPartFile = ({ name }: NamedWork): string => `${name}.sightings.json`;
