/** What of the source was found again: a still, a moving picture, or sound. */
export const sightingMedia = ['still', 'clip', 'sound'] as const;
export type SightingMedium = (typeof sightingMedia)[number];

/**
 * How what is seen relates to the marked source. Features that match prove only that two pictures are related; which of an
 * altered picture and its original is on screen is decided in the regions where the two differ.
 * - `marked`: the marked source itself is seen.
 * - `either`: the source was altered and no original of it is known: this picture, or the one that it was made from.
 * - `ambiguous`: an original is known, and the regions in which the two differ are not visible or tell nothing.
 * - `original`: the unmarked original is seen, which is no finding.
 */
export const sightingRelations = ['marked', 'either', 'ambiguous', 'original'] as const;
export type SightingRelation = (typeof sightingRelations)[number];

/** A point of a picture in fractions of its width and height, from the top left; it may lie outside. */
export type PicturePoint = readonly [x: number, y: number];

/** Where a composition plays what is seen in one of its track files. */
export interface PlayedSighting {
  /** Path of the CPL. */
  readonly in: string;
  /** Seconds from the start of the composition; `toSeconds` is exclusive. */
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** Timecodes of the composition; null where nothing says how it counts. */
  readonly from: string | null;
  readonly to: string | null;
}

/** A marked or declared source that was found again in another asset. */
export interface Sighting {
  /** Path of the source; `marked:NAME/…` where it lies in a folder of `--marked`. */
  readonly source: string;
  /** Path of the asset in which it was found. */
  readonly in: string;
  /** Seconds from the first frame or sample; null in a still, which has no time. `toSeconds` is exclusive. */
  readonly fromSeconds: number | null;
  readonly toSeconds: number | null;
  /**
   * Timecodes in the target's own rate from its own start; null where it has none. In a track file of an IMF package, those of the
   * first place in `plays`; null where no composition plays it.
   */
  readonly from: string | null;
  readonly to: string | null;
  /** 0 to 1: of pictures the correlation of what is shown with the source, of sound the share of its landmarks that fit. */
  readonly score: number;
  readonly medium: SightingMedium;
  readonly relation: SightingRelation;
  /** True where nothing marks the source and only the declaration names it. */
  readonly declaredOnly?: boolean;
  /** Feature matches that agree with one homography, or landmarks that agree with one offset. */
  readonly inliers: number;
  /** Of pictures, at `shownSeconds`: the share of the target's frame that the source covers, 0 to 1. */
  readonly area?: number;
  /** Of pictures: the corners of the source in the target's frame (top left, top right, bottom right, bottom left). */
  readonly outline?: readonly PicturePoint[];
  /** The frame of the proof, in seconds of the target. */
  readonly shownSeconds?: number;
  /** True where the source is shown mirrored. */
  readonly mirrored?: boolean;
  /** Of clips and sounds: the part of the source that was used, in seconds of the source. */
  readonly sourceFromSeconds?: number;
  readonly sourceToSeconds?: number;
  /** Of clips and sounds: seconds of the source for each second of the target; negative where it runs backwards. */
  readonly speed?: number;
  /** Of sound: the audio stream of the target (from 0), and its channels (from 0) where not all of them carry it. */
  readonly stream?: number;
  readonly channels?: readonly number[];
  /** The unmarked original that was compared: its path, or the altered asset's where only its credential holds a picture of it. */
  readonly original?: string;
  /** Of track files of IMF packages: every place where a composition plays it, by CPL and time; empty where none does. */
  readonly plays?: readonly PlayedSighting[];
  /** Pictures that prove it, as data URLs; absent with `--no-thumbs` and for sound. */
  readonly proof?: { readonly source: string; readonly target: string; readonly original?: string };
}

/** True where what is seen is the marked source or may be; the unmarked original alone is neither a finding nor AI. */
export function seesMarked({ relation }: Pick<Sighting, 'relation'>): boolean {
  return relation !== 'original';
}

/** Why a source or a target was not traced, so that nothing is claimed of it. */
export const traceGapCodes = [
  'too-flat',
  'no-decoder',
  'not-decoded',
  'too-quiet',
  'too-short',
  'too-long',
  'interrupted',
] as const;
export type TraceGapCode = (typeof traceGapCodes)[number];

/** One asset that could not be traced, or be searched. */
export interface TraceGap {
  readonly path: string;
  readonly role: 'source' | 'target';
  readonly code: TraceGapCode;
  /** The words of the decoder, where it failed. */
  readonly detail?: string;
}

/** What tracing did: what it looked for, where, and what it could not do. */
export interface TraceCoverage {
  readonly sources: number;
  readonly targets: number;
  readonly gaps: readonly TraceGap[];
}
