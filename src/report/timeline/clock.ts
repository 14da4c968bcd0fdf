import type { Declaration, ReportedAsset } from '../../model/index.ts';
import {
  canDrop,
  frameOf,
  framesBetween,
  framesInDay,
  framesInSecond,
  numbersPairs,
  parseTimecode,
  rateOf,
  type TimecodeCount,
  timecodeAt,
} from '../../tools/timecode.ts';

/** How a video counts its frames, and from which number. */
export interface VideoClock {
  /** The video's own rate, which is that of its timeline. */
  readonly count: TimecodeCount;
  /** How the report's timecodes of the video count: at half the rate where they number pairs of frames. */
  readonly written: TimecodeCount;
  /** Frames from 00:00:00:00 to the first frame, in the own rate. */
  readonly start: number;
  /** Frames; undefined where the duration is not known. */
  readonly length: number | undefined;
  /** Whether file or declaration say the start; else it is 00:00:00:00. */
  readonly isStartKnown: boolean;
  /** Whether file or declaration say that numbers are dropped or not; always true at rates where none are. */
  readonly isDropKnown: boolean;
  /** The first frame that a timecode of the report means, counted from the video's first; undefined where it is none. */
  frameOf(timecode: string): number | undefined;
  /** The timecode of a frame, counted from the video's first. */
  timecodeOf(frame: number): string;
}

const midnight = { hours: 0, minutes: 0, seconds: 0, frames: 0, drop: false };

/**
 * The clock of a video: its own rate and start, else those of the declaration. Undefined where no rate is known, or none that a
 * timeline has: a mean of varying frames, and more than 100 frames a second, which have no two digits.
 */
export function videoClock(asset: ReportedAsset, delivery: Declaration['delivery']): VideoClock | undefined {
  const declared = rateOf(textOf(delivery?.frameRate));
  const rate = asset.about.frameRate === undefined ? declared : rateOf(asset.about.frameRate);
  if (rate === undefined || framesInSecond(rate) > 100) return undefined;
  const [own, declaredStart] = [parseTimecode(asset.about.timecode), parseTimecode(textOf(delivery?.startTimecode))];
  const declaredDrop = typeof delivery?.dropFrame === 'boolean' ? delivery.dropFrame : undefined;
  const drop = canDrop(rate) ? (own?.drop ?? declaredDrop ?? declaredStart?.drop) : false;
  const count = { rate, drop: drop ?? false };
  const isHalf = declared !== undefined && numbersPairs(declared, rate, own ?? declaredStart);
  const written = { rate: isHalf ? declared : rate, drop: count.drop };
  const scale = isHalf ? 2 : 1;
  const from = own ?? declaredStart ?? midnight;
  const start = frameOf(from, written) * scale;
  return {
    count,
    written,
    start,
    length: asset.about.duration === undefined ? undefined : Math.max(1, Math.round(framesIn(asset.about.duration, rate))),
    isStartKnown: (own ?? declaredStart) !== undefined,
    isDropKnown: drop !== undefined,
    frameOf(timecode) {
      const read = parseTimecode(timecode);
      if (read === undefined) return undefined;
      const frames = framesBetween(from, read, written);
      // What lies before the first frame is, seen from there, late on the day before.
      return (frames > framesInDay(written) / 2 ? frames - framesInDay(written) : frames) * scale;
    },
    timecodeOf: (frame) => timecodeAt(start + frame, count),
  };
}

/** Frames, not rounded, that last a time in seconds. */
export function framesIn(seconds: number, rate: readonly [number, number]): number {
  return (seconds * rate[0]) / rate[1];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
