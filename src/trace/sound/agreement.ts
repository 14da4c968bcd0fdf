import type { Timeline } from './timeline.ts';

/** A peak agrees within so many frames, and within so many steps of pitch (three quarters of a bin). */
const reachFrames = 1;
const reachPitch = 6;

/** The peak of a target that agrees with a pitch at a frame; -1 where none does. The nearest in pitch counts. */
export function peakAt({ peaks, starts }: Timeline, frame: number, pitch: number): number {
  let nearest = -1;
  let apart = reachPitch + 1;
  const from = Math.max(0, frame - reachFrames);
  const to = Math.min(peaks.frames - 1, frame + reachFrames);
  if (to < from) return -1;
  const end = starts[to + 1] as number;
  for (let at = starts[from] as number; at < end; at++) {
    const distance = Math.abs((peaks.pitch[at] as number) - pitch);
    if (distance < apart) {
      apart = distance;
      nearest = at;
    }
  }
  return nearest;
}

/** How many of a source's peaks a target has at an offset, and how many it would have by chance. */
export interface Agreement {
  /** Peaks of the source in the stretch. */
  readonly peaks: number;
  /** Those that the target has, too. */
  readonly matched: number;
  /** Share of peaks that match where the two are laid wrongly, and the deviation of `matched` that follows. */
  readonly chance: number;
  readonly deviation: number;
}

/** Wrong offsets, in frames, at which chance is measured: up to 0.9 s either way, at no even distance. */
const wrongOffsets = [6, 8, 11, 14, 17, 20, 22, 27, 31, 36, 41, 46, 53, 60, 71, 82].flatMap((frames) => [frames, -frames]);

/** Peaks of the source that have one in the target, between two frames of the source. */
export function matchedPeaks(source: Timeline, target: Timeline, offset: number, from: number, to: number): number {
  const { frame, pitch } = source.peaks;
  const end = source.starts[Math.min(source.peaks.frames, to)] as number;
  let matched = 0;
  for (let at = source.starts[Math.max(0, from)] as number; at < end; at++) {
    if (peakAt(target, (frame[at] as number) - offset, pitch[at] as number) >= 0) matched += 1;
  }
  return matched;
}

/** Wrong offsets that are asked for first: most of what is looked at is chance, and these show it. */
const firstOffsets = [-27, -11, 14, 41];

/** True where more peaks match than at a few wrong offsets, so that it is worth to hold the two against each other in full. */
export function seemsHeard(source: Timeline, target: Timeline, offset: number, from: number, to: number): boolean {
  const wrong = firstOffsets.map((by) => matchedPeaks(source, target, offset + by, from, to)).sort((a, b) => a - b);
  const usual = ((wrong[1] as number) + (wrong[2] as number)) / 2;
  return matchedPeaks(source, target, offset, from, to) > usual + 2.5 * Math.sqrt(usual + 1);
}

/**
 * Holds a source against a target at one offset.
 * Chance is measured on the two themselves, laid wrongly by up to a second: steady tones, hum and dense noise agree as well
 * there, and so prove nothing.
 * @param offset frame of the source minus frame of the target
 * @param from frame of the source
 * @param to frame of the source, exclusive
 */
export function agreement(source: Timeline, target: Timeline, offset: number, from: number, to: number): Agreement {
  const first = Math.max(0, from, offset);
  const last = Math.min(source.peaks.frames, to, target.peaks.frames + offset);
  if (last <= first) return { peaks: 0, matched: 0, chance: 0, deviation: 1 };
  const peaks = (source.starts[last] as number) - (source.starts[first] as number);
  const matched = matchedPeaks(source, target, offset, first, last);
  const wrong = wrongOffsets.map((by) => matchedPeaks(source, target, offset + by, first, last)).sort((a, b) => a - b);
  const middle = (wrong[wrong.length >> 1] as number) + 1;
  const chance = Math.min(1, middle / Math.max(1, peaks));
  // A quarter of the wrong offsets lie 0.67 deviations below the middle, if they fall normally. Those above are not asked:
  // a beat that repeats agrees with itself at some of them, and is no chance.
  const spread = (middle - (wrong[wrong.length >> 2] as number)) / 0.67;
  return { peaks, matched, chance, deviation: Math.max(Math.sqrt(peaks * chance * (1 - chance)), spread, 1) };
}
