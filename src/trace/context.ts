import type { JudgedAsset, TraceGap } from '../model/index.ts';
import type { FrameEngine } from '../tools/ffmpeg-frames.ts';
import type { IndexedSource } from './picture/source-print.ts';
import type { VersionPairs } from './picture/version-pairs.ts';
import type { VisionPool } from './picture/vision-pool.ts';

/** What is remembered between runs: fingerprints by content key and algorithm. */
export interface RememberedFingerprints {
  get(key: string, algorithm: string): Uint8Array | null;
  put(key: string, algorithm: string, value: Uint8Array): void;
  /** Gives back memory until something is asked again. */
  rest(): Promise<void>;
}

/** Everything that tracing needs. */
export interface TraceInput {
  /** Of the delivery, judged. */
  readonly assets: readonly JudgedAsset[];
  /** Of the folders of `--marked`; looked for, and never searched. */
  readonly marked: readonly JudgedAsset[];
  /** Paths that a use of the declaration names. */
  readonly declared: ReadonlySet<string>;
  /** Null without ffmpeg: then only stills are searched. */
  readonly frames: FrameEngine | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Threads. */
  readonly jobs: number;
  /** False: no pictures that prove a sighting. */
  readonly pictures: boolean;
  readonly remembered: RememberedFingerprints | null;
  readonly signal?: AbortSignal | undefined;
  /** Told of each second that was searched. */
  readonly advance?: Advance | undefined;
}

/** Adds up seconds of media; an asset counts once for its picture and once for its sound. */
export type Advance = (path: string, kind: 'picture' | 'sound', seconds: number) => void;

/** What every search of pictures has at hand. */
export interface PictureContext {
  readonly input: TraceInput;
  readonly pool: VisionPool;
  /** How sources and what they may have been made from differ. */
  readonly pairs: VersionPairs;
  /** By the number of the index. */
  readonly sources: readonly IndexedSource[];
  readonly gaps: TraceGap[];
  /** SHA-256 by path, where known: a byte-equal copy of a source is no sighting of it. */
  readonly digests: ReadonlyMap<string, string | null>;
}
