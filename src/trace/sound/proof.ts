import type { Course } from './course.ts';
import type { HeardStretch } from './stretches.ts';
import type { Timeline } from './timeline.ts';
import { levelsIn, verdictsOnPeaks } from './verdicts.ts';

/** What speaks for a stretch, and against it. */
export interface Proof {
  /** Peaks of the source in the stretch, and those that the target has, too. */
  readonly peaks: number;
  readonly matched: number;
  /** Of the matched, the share whose level differs from the source's by what it differs by around them, within 2 dB. */
  readonly level: number;
  /**
   * Of the peaks that nothing louder covers, the share that should be heard and is not. Mixing only adds: where the target is
   * quiet, the source is not in it. Another piece in the same key and tempo shares peaks and fails here.
   */
  readonly contradicted: number;
}

/** Counts what the peaks of a stretch say. */
export function prove(source: Timeline, target: Timeline, course: Course, stretch: HeardStretch): Proof {
  const counts = [0, 0, 0, 0];
  const verdicts = verdictsOnPeaks(source, target, course, stretch, levelsIn(source, target, course, stretch), true);
  for (const verdict of verdicts) counts[verdict + 1] = (counts[verdict + 1] as number) + 1;
  const [missing, , other, agreed] = counts as [number, number, number, number];
  const matched = course.matches.subarray(stretch.from, stretch.to).reduce((sum, match) => sum + (match >= 0 ? 1 : 0), 0);
  const heard = other + agreed;
  return {
    peaks: verdicts.length,
    matched,
    level: heard === 0 ? 0 : agreed / heard,
    contradicted: heard === 0 ? 1 : missing / (missing + heard),
  };
}
