import { createHash } from 'node:crypto';
import type { Asset, DigestAlgorithm, FileDigests, Problem, ProblemCode, Reading } from '../model/index.ts';
import type { ReadEngines } from '../read/index.ts';
import type { TrustMaterial } from '../tools/c2pa/trust.ts';
import type { Remembered } from './remembered.ts';
import { codeDigest } from './version.ts';

/** Asks earlier scans before the bytes of assets are read again; what is made of them is made each time. */
export interface RememberedAssets {
  /** What the readers see in an asset and its parts. */
  readonly readings: (asset: Asset, make: () => Promise<readonly Reading[]>) => Promise<readonly Reading[]>;
  /** What its pixels say. */
  readonly pixels: (asset: Asset, make: () => Promise<Reading>) => Promise<Reading>;
  /** Its picture for the report. */
  readonly thumbnail: (asset: Asset, make: () => Promise<string | null>) => Promise<string | null>;
  readonly digests: (
    asset: Pick<Asset, 'path' | 'uri'>,
    algorithms: readonly DigestAlgorithm[],
    make: () => Promise<FileDigests>,
  ) => Promise<FileDigests>;
  /** The content key of a file. */
  readonly key: (asset: Pick<Asset, 'path' | 'uri'>, make: () => Promise<string>) => Promise<string>;
}

/** What was made of a file, and until when that holds. */
interface Dated<Value> {
  readonly value: Value;
  /** ISO 8601: a credential is held against the clock, so that what was said of it yesterday is no answer today. */
  readonly day: string | null;
}

/**
 * Failures that may not come again: of a disk or share, of an engine that was killed or ran out of memory or time. What a reader says
 * of a broken file looks the same, and is asked for again too.
 */
const fleeting: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'unreadable-file',
  'reader-failed',
  'reader-timeout',
  'reader-missing',
  'reader-warning',
  'changed-while-read',
  'c2pa-no-engine',
  'c2pa-unreadable',
  'not-fetched',
]);

const lasts = ({ problems }: { readonly problems: readonly Problem[] }): boolean =>
  problems.every(({ code }) => !fleeting.has(code));

/** Nothing is remembered: each is made. */
export const nothingRemembered: RememberedAssets = {
  readings: (_asset, make) => make(),
  pixels: (_asset, make) => make(),
  thumbnail: (_asset, make) => make(),
  digests: (_asset, _algorithms, make) => make(),
  key: (_asset, make) => make(),
};

/** What a scan is made with, as far as answers depend on it. */
export interface ScanMeans {
  readonly engines: ReadEngines;
  readonly trust: TrustMaterial;
  /** ISO 8601. */
  readonly today: string;
  /** By which digests are remembered: `HashSession`. */
  readonly session: string;
}

/** Asks what is remembered, each answer by what it depends on. */
export function rememberedAssets(remembered: Remembered, means: ScanMeans): RememberedAssets {
  const { today, session } = means;
  const readers = enginesOf(means);
  const painter = () => `${codeDigest('readings')} ${codeDigest('judgements')} ${means.engines.ffmpeg?.version ?? null}`;
  const dated = async <Value>(
    kind: string,
    by: string,
    asset: Asset,
    make: () => Promise<Value>,
    of: { readonly isDated: (value: Value) => boolean; readonly lasts: (value: Value) => boolean },
  ): Promise<Value> => {
    const ask = (until: string | null) => `${by} ${until}`;
    const made = async (): Promise<Dated<Value>> => {
      const value = await make();
      return { value, day: of.isDated(value) ? today : null };
    };
    const first = await remembered.of({ kind, by: ask(null) }, asset, made, ({ value }) => of.lasts(value));
    // What held on another day is asked again, and then holds for this one.
    if (first.day === null || first.day === today) return first.value;
    return (await remembered.of({ kind: `${kind} dated`, by: ask(today) }, asset, made, ({ value }) => of.lasts(value))).value;
  };
  return {
    readings: (asset, make) =>
      dated('readings', readers(), asset, make, {
        isDated: (readings) => readings.some(({ c2pa }) => c2pa !== undefined && c2pa.state !== 'none'),
        lasts: (readings) => readings.every(lasts),
      }),
    pixels: (asset, make) => remembered.of({ kind: 'pixels', by: codeDigest('readings') }, asset, make, lasts),
    thumbnail: (asset, make) => remembered.of({ kind: 'thumbnail', by: painter() }, asset, make, (picture) => picture !== null),
    digests: (asset, algorithms, make) =>
      remembered.of({ kind: 'digests', by: `${session} ${[...algorithms].sort().join(',')}` }, asset, make, () => true),
    key: (asset, make) => remembered.of({ kind: 'key', by: '1' }, asset, make, () => true),
  };
}

function enginesOf({ engines, trust }: ScanMeans): () => string {
  let known: string | undefined;
  return () => {
    known ??= digestOfText(
      JSON.stringify([
        codeDigest('readings'),
        engines.exiftool.version,
        engines.exiftoolUse ?? 'needed',
        [engines.c2pa.name, engines.c2pa.version],
        [trust.anchors, trust.allowed],
        engines.ffprobe?.version ?? null,
      ]),
    );
    return known;
  };
}

function digestOfText(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
