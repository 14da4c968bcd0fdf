import { createHash } from 'node:crypto';
import type { DigestAlgorithm } from '../model/index.ts';
import type { ReadEngines } from '../read/index.ts';
import type { ChosenOptions } from '../scan/options.ts';
import { codeDigest, version } from '../scan/version.ts';
import type { TrustMaterial } from '../tools/c2pa/trust.ts';

/** How the files of a scan are read, the same for all of its jobs: what answers depend on, and nothing else. */
export interface ReadingOrder {
  readonly schema: 'trueslate.order/1';
  readonly version: string;
  /** `ownCode` of the scan. */
  readonly code: string;
  readonly engines: EngineVersions;
  readonly options: Pick<ChosenOptions, 'c2paEngine' | 'exiftool' | 'pixels' | 'thumbnails' | 'trace' | 'hash'>;
  /** PEM. */
  readonly trust: { readonly anchors: string; readonly allowed: string };
  /** Algorithms of the digests by which declared uses name assets. */
  readonly named: readonly DigestAlgorithm[];
  /** By which digests are remembered: `HashSession`. */
  readonly session: string;
}

/** Versions of the engines by their names; null where there is none. */
export type EngineVersions = Readonly<Record<'exiftool' | 'c2pa' | 'ffprobe' | 'ffmpeg', string | null>>;

/** Versions of opened engines. */
export function enginesOf({ exiftool, c2pa, ffprobe, ffmpeg }: ReadEngines): EngineVersions {
  return {
    exiftool: exiftool.version,
    c2pa: `${c2pa.name} ${c2pa.version}`,
    ffprobe: ffprobe?.version ?? null,
    ffmpeg: ffmpeg?.version ?? null,
  };
}

/** A digest of the code that reads and judges here: a machine with another would answer otherwise. */
export function ownCode(): string {
  const rooms = (['readings', 'judgements', 'sightings'] as const).map(codeDigest);
  return digestOf([version, ...rooms].join(' ')).slice(0, 12);
}

/** The queues of jobs for this code and one place of results: whoever has another never gets one. */
export const queueNames = (code: string, place: string) =>
  ({ reading: `read-${code}-${place}`, tracing: `trace-${code}-${place}` }) as const;

/** Makes the order of a scan. */
export function readingOrder(
  engines: ReadEngines,
  options: ChosenOptions,
  trust: TrustMaterial,
  named: readonly DigestAlgorithm[],
  session: string,
): ReadingOrder {
  const { c2paEngine, exiftool, pixels, thumbnails, trace, hash } = options;
  return {
    schema: 'trueslate.order/1',
    version,
    code: ownCode(),
    engines: enginesOf(engines),
    options: { c2paEngine, exiftool, pixels, thumbnails, trace, hash },
    trust: { anchors: trust.anchors, allowed: trust.allowed },
    named,
    session,
  };
}

/** A short name for a text of any length, the same on every machine. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A short name of an order: a digest of it. */
export const orderId = (order: object): string => digestOf(JSON.stringify(order)).slice(0, 16);

/** The name of an order among the results. */
export const orderFile = (id: string): string => `order-${id}.json`;

/** The names of engines in which two machines differ, with both versions. */
export function differences(theirs: EngineVersions, own: EngineVersions): readonly string[] {
  const names = Object.keys(theirs) as (keyof EngineVersions)[];
  return names.flatMap((name) => (theirs[name] === own[name] ? [] : [`${name} ${own[name] ?? '-'} (${theirs[name] ?? '-'})`]));
}
