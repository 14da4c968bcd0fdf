import type { Peaks } from './peaks.ts';

/** Peaks, and for each frame the number of its first peak, with one more entry at the end. */
export interface Timeline {
  readonly peaks: Peaks;
  readonly starts: Uint32Array;
}

/** Finds where the peaks of each frame begin. */
export function timeline(peaks: Peaks): Timeline {
  const { frames, frame, count } = peaks;
  const starts = new Uint32Array(frames + 1);
  for (let at = 0; at < count; at++) starts[(frame[at] as number) + 1] = (starts[(frame[at] as number) + 1] as number) + 1;
  for (let at = 0; at < frames; at++) starts[at + 1] = (starts[at + 1] as number) + (starts[at] as number);
  return { peaks, starts };
}
