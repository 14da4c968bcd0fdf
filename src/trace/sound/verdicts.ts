import type { Course } from './course.ts';
import { framesPerSecond } from './frames.ts';
import { pitchSteps } from './peaks.ts';
import type { Timeline } from './timeline.ts';

/** Equalisers change the level of each band for good. Bands of an octave and less, by the bin in which they begin. */
const bandBins = [0, 17, 34, 68, 136, 204, 272, 384];
const bandOfBin = Uint8Array.from({ length: 1024 }, (_, bin) => bandBins.filter((begin) => begin <= bin).length - 1);
const bands = bandBins.length;

/** Mixers and compressors change the level of all bands for a while. */
const pieceFrames = Math.round(0.5 * framesPerSecond);

/** Fewest matches from which the level of a band, or of a while, is told. */
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
 * @param follows true where the level is followed from one half second to the next, as far as there are matches enough to tell it
 */
export function verdictsOnPeaks(
  source: Timeline,
  target: Timeline,
  course: Course,
  span: PeakSpan,
  levels: Levels,
  follows: boolean,
): Int8Array {
  const verdicts = new Int8Array(span.to - span.from);
  for (let from = span.from; from < span.to; ) {
    const end = (course.frames[from] as number) + pieceFrames;
    let to = from + 1;
    while (to < span.to && (course.frames[to] as number) < end) to += 1;
    const drift = follows ? driftOf(source, target, course, { from, to }, levels) : 0;
    for (let at = from; at < to; at++) {
      verdicts[at - span.from] = verdict(source, target, course, at, levels[bandOf(source, course, at)] ?? null, drift);
    }
    from = to;
  }
  return verdicts;
}

/** By band, how much louder the target has the peaks of the source; where too few match, as in all bands together. */
export type Levels = readonly (Gain | null)[];

/** Tells levels from the matches of a span. */
export function levelsIn(source: Timeline, target: Timeline, course: Course, span: PeakSpan): Levels {
  const all = gainOf(source, target, course, span, null);
  return Array.from({ length: bands }, (_, band) => gainOf(source, target, course, span, band) ?? all);
}

interface Gain {
  readonly middle: number;
  /** A fifth of the matches lie below: within a piece the mixer may have ducked the source under a voice. */
  readonly low: number;
}

function bandOf(source: Timeline, course: Course, at: number): number {
  return bandOfBin[Math.floor((source.peaks.pitch[course.first + at] as number) / pitchSteps)] as number;
}

function gainOf(source: Timeline, target: Timeline, course: Course, { from, to }: PeakSpan, band: number | null): Gain | null {
  const gains: number[] = [];
  for (let at = from; at < to; at++) {
    const match = course.matches[at] as number;
    if (match < 0 || (band !== null && bandOf(source, course, at) !== band)) continue;
    gains.push((target.peaks.level[match] as number) - (source.peaks.level[course.first + at] as number));
  }
  if (gains.length < fewest) return null;
  gains.sort((a, b) => a - b);
  return { middle: gains[gains.length >> 1] as number, low: gains[Math.floor(gains.length / 5)] as number };
}

/** By how much all bands are louder in a while than in the whole stretch. */
function driftOf(source: Timeline, target: Timeline, course: Course, { from, to }: PeakSpan, levels: Levels): number {
  const drifts: number[] = [];
  for (let at = from; at < to; at++) {
    const match = course.matches[at] as number;
    const level = levels[bandOf(source, course, at)];
    if (match < 0 || level == null) continue;
    drifts.push((target.peaks.level[match] as number) - (source.peaks.level[course.first + at] as number) - level.middle);
  }
  return drifts.length < fewest ? 0 : (drifts.sort((a, b) => a - b)[drifts.length >> 1] as number);
}

function verdict(source: Timeline, target: Timeline, course: Course, at: number, gain: Gain | null, drift: number): number {
  if (gain === null) return 0;
  const level = source.peaks.level[course.first + at] as number;
  const match = course.matches[at] as number;
  const expected = level + gain.low + Math.min(0, drift) - clearlyQuieter;
  if (match >= 0) {
    const heard = target.peaks.level[match] as number;
    if (Math.abs(heard - level - gain.middle - drift) <= sameLevel) return 2;
    if (heard >= expected) return 1;
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
