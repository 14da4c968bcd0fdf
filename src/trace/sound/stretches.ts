import { peakAt } from './agreement.ts';
import type { Course } from './course.ts';
import { framesPerSecond } from './frames.ts';
import type { Timeline } from './timeline.ts';
import { levelsIn, verdictsOnPeaks } from './verdicts.ts';

/** Peaks of a course between which the source is heard: numbers into the course, `to` exclusive. */
export interface HeardStretch {
  readonly from: number;
  readonly to: number;
}

/** Under a loud voice one peak in ten more than by chance is still a source that goes on. */
const faintest = 0.1;

/** Evidence, in natural logarithms, that is needed for a stretch to be looked at, and for a hole in it to part it. */
const enough = 20;
const hole = 25;
const holeFrames = 2 * framesPerSecond;

/**
 * Finds the stretches in which a source is heard: each peak that matches speaks for it, each that does not against it, as far
 * as both are likelier one way than the other; a stretch is where the sum is highest (Kadane).
 * https://en.wikipedia.org/wiki/Maximum_subarray_problem
 * @param chance share of peaks that match by chance
 */
export function heardStretches(course: Course, chance: number): HeardStretch[] {
  const outside = Math.max(0.01, chance);
  const weights = weigh(course.matches, outside, outside + faintest);
  const found: HeardStretch[] = [];
  const search = (from: number, to: number): void => {
    const best = highestSum(weights, from, to, 1);
    if (best.sum < enough) return;
    search(from, best.from);
    const gap = highestSum(weights, best.from, best.to, -1);
    const gapFrames = (course.frames[gap.to - 1] ?? 0) - (course.frames[gap.from] ?? 0);
    if (gap.sum > hole && gapFrames > holeFrames) {
      search(best.from, gap.from);
      search(gap.to, best.to);
    } else found.push(best);
    search(best.to, to);
  };
  search(0, weights.length);
  return found;
}

function weigh(matches: Int32Array, outside: number, inside: number): Float32Array {
  const yes = Math.log(inside / outside);
  const no = Math.log((1 - inside) / (1 - outside));
  return Float32Array.from(matches, (match) => (match >= 0 ? yes : no));
}

function highestSum(weights: Float32Array, from: number, to: number, sign: 1 | -1): HeardStretch & { sum: number } {
  let best = { from, to: from, sum: 0 };
  let sum = 0;
  let start = from;
  for (let at = from; at < to; at++) {
    sum += sign * (weights[at] as number);
    if (sum <= 0) {
      sum = 0;
      start = at + 1;
    } else if (sum > best.sum) best = { from: start, to: at + 1, sum };
  }
  return best;
}

/** Frames before and behind a stretch within which an end may move outwards. */
const reachFrames = 2 * framesPerSecond;

/** In strictness a peak that is missing outweighs three that agree: where a quarter and more are missing, nothing is left. */
const missingWeight = 3;

/** Frames by which a source is laid wrongly to see what its peaks say where it is not heard. */
const wrongFrames = 53;

/**
 * Finds a stretch's ends by levels as well: a peak at another level is half a match, and one that is missing speaks against it.
 * What each verdict weighs is how much oftener it falls inside than where the source is laid wrongly; half of that, since
 * parts of a stretch may be fainter than its whole.
 * @param strict true where a piece like the source lies beside it and would be taken in
 */
export function sharpen(
  source: Timeline,
  target: Timeline,
  course: Course,
  stretch: HeardStretch,
  strict: boolean,
): HeardStretch {
  const { from, to } = stretch;
  const first = course.frames[from] as number;
  const last = course.frames[to - 1] as number;
  let low = from;
  let high = to;
  while (low > 0 && (course.frames[low - 1] as number) > first - reachFrames) low -= 1;
  while (high < course.frames.length && (course.frames[high] as number) < last + reachFrames) high += 1;
  const levels = levelsIn(source, target, course, stretch);
  const verdicts = verdictsOnPeaks(source, target, course, { from: low, to: high }, levels, false);
  const inside = shares(verdicts.subarray(from - low, to - low));
  const outside = shares(verdictsOnPeaks(source, target, laidWrongly(source, target, course), stretch, levels, false));
  const weigh = inside.map((share, verdict) => Math.log((share / (outside[verdict] as number) + 1) / 2));
  if (strict) weigh[0] = -missingWeight * Math.max(0.1, weigh[3] as number);
  const weights = Float32Array.from(verdicts, (verdict) => weigh[verdict + 1] as number);
  const best = trimmed(verdicts, highestSum(weights, 0, weights.length, 1), (inside[3] as number) / 2);
  return { from: low + best.from, to: low + best.to };
}

/** Peaks at an end of which a part as large as usual must agree: one chance match behind an end is no part of the stretch. */
const endPeaks = 12;

function trimmed(verdicts: Int8Array, { from, to }: HeardStretch, share: number): HeardStretch {
  const agreed = (at: number): boolean => verdicts[at] === 2;
  const few = (start: number): boolean => {
    let count = 0;
    for (let at = start; at < start + endPeaks; at++) if (agreed(at)) count += 1;
    return count < share * endPeaks;
  };
  let [first, last] = [from, to];
  while (last - first > 2 * endPeaks && (few(last - endPeaks) || !agreed(last - 1))) last -= 1;
  while (last - first > 2 * endPeaks && (few(first) || !agreed(first))) first += 1;
  return { from: first, to: last };
}

function laidWrongly(source: Timeline, target: Timeline, course: Course): Course {
  const frames = course.frames.map((frame) => frame + wrongFrames);
  const matches = course.matches.map((_, at) =>
    peakAt(target, frames[at] as number, source.peaks.pitch[course.first + at] as number),
  );
  return { first: course.first, frames, matches };
}

/** Share of each verdict, from -1 to 2; none is nothing. */
function shares(verdicts: Int8Array): number[] {
  const counts = [1, 1, 1, 1];
  for (const verdict of verdicts) counts[verdict + 1] = (counts[verdict + 1] as number) + 1;
  return counts.map((count) => count / (verdicts.length + 4));
}
