import type { Course } from './course.ts';
import { framesPerSecond } from './frames.ts';
import { pitchSteps } from './peaks.ts';
import type { Timeline } from './timeline.ts';

/** Peaks are held together by band, since equalisers change the level of each, and by time, since mixers and compressors do. */
const bandPitch = 64 * pitchSteps;
const bands = 8;
const pieceFrames = Math.round(2 * framesPerSecond);

/** Fewest matches in a band and piece from which its own level is told; else that of the whole stretch holds. */
const fewest = 8;

/** Steps of half a decibel. */
const sameLevel = 4;
const clearlyQuieter = 12;
/** A peak below -82 dBFS may be lost to a codec. */
const lost = 90;

/** What covers a peak lies within so many bins and frames: the reach of the picker, and once more as far. */
const coverPitch = 10 * pitchSteps;
const coverFrames = 12;

/** Peaks of a course, `to` exclusive. */
export interface PeakSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * Says of each peak of a span: 2, the target has it at the level that peaks around it have; 1, at another level; 0, it may be
 * covered by something louder, or too quiet to tell; -1, it should be heard and is not.
 * @param levels the source's level in the target, by band
 * @param pieces true where each piece of the span has a level of its own, as far as it has matches enough to tell it
 */
export function verdictsOnPeaks(
  source: Timeline,
  target: Timeline,
  course: Course,
  span: PeakSpan,
  levels: Levels,
  pieces: boolean,
): Int8Array {
  const verdicts = new Int8Array(span.to - span.from);
  for (let from = span.from; from < span.to; ) {
    const end = (course.frames[from] as number) + pieceFrames;
    let to = from + 1;
    while (to < span.to && (course.frames[to] as number) < end) to += 1;
    const here = pieces ? levelsIn(source, target, course, { from, to }) : levels;
    for (let at = from; at < to; at++) {
      const band = bandOf(source, course, at);
      const whole = levels[band] ?? null;
      verdicts[at - span.from] = verdict(source, target, course, at, here[band] ?? whole, whole);
    }
    from = to;
  }
  return verdicts;
}

/** By band, how much louder the target has the peaks of the source; null where too few match. */
export type Levels = readonly (Gain | null)[];

/** Tells levels from the matches of a span. */
export function levelsIn(source: Timeline, target: Timeline, course: Course, span: PeakSpan): Levels {
  return Array.from({ length: bands }, (_, band) => gainOf(source, target, course, span, band));
}

interface Gain {
  readonly middle: number;
  /** A fifth of the matches lie below: within a piece the mixer may have ducked the source under a voice. */
  readonly low: number;
}

function bandOf(source: Timeline, course: Course, at: number): number {
  return Math.min(bands - 1, Math.floor((source.peaks.pitch[course.first + at] as number) / bandPitch));
}

function gainOf(source: Timeline, target: Timeline, course: Course, { from, to }: PeakSpan, band: number): Gain | null {
  const gains: number[] = [];
  for (let at = from; at < to; at++) {
    const match = course.matches[at] as number;
    if (match < 0 || bandOf(source, course, at) !== band) continue;
    gains.push((target.peaks.level[match] as number) - (source.peaks.level[course.first + at] as number));
  }
  if (gains.length < fewest) return null;
  gains.sort((a, b) => a - b);
  return { middle: gains[gains.length >> 1] as number, low: gains[Math.floor(gains.length / 5)] as number };
}

function verdict(source: Timeline, target: Timeline, course: Course, at: number, near: Gain | null, whole: Gain | null): number {
  if (near === null) return 0;
  const level = source.peaks.level[course.first + at] as number;
  const match = course.matches[at] as number;
  const expected = level + Math.min(near.low, whole?.low ?? near.low) - clearlyQuieter;
  if (match >= 0) {
    const gain = (target.peaks.level[match] as number) - level;
    if (Math.abs(gain - near.middle) <= sameLevel) return 2;
    if (level + gain >= expected) return 1;
  }
  if (expected < lost) return 0;
  const pitch = source.peaks.pitch[course.first + at] as number;
  return isCovered(target, course.frames[at] as number, pitch, expected) ? 0 : -1;
}

function isCovered({ peaks, starts }: Timeline, frame: number, pitch: number, level: number): boolean {
  const from = Math.min(peaks.frames, Math.max(0, frame - coverFrames));
  const to = Math.max(from, Math.min(peaks.frames, frame + coverFrames + 1));
  for (let at = starts[from] as number; at < (starts[to] as number); at++) {
    if ((peaks.level[at] as number) >= level && Math.abs((peaks.pitch[at] as number) - pitch) <= coverPitch) return true;
  }
  return false;
}
