import { tickFrames } from './frames.ts';
import { landmarkNumbers, sourceLandmarks } from './landmarks.ts';
import type { Peaks } from './peaks.ts';
import { type Timeline, timeline } from './timeline.ts';

/** One source of an index. */
export interface IndexedSource extends Timeline {
  /** The source's first tick on the index's one timeline, on which all sources lie one behind the other. */
  readonly base: number;
}

/** An inverted index: for each landmark, the ticks on the one timeline where a source has it. */
export interface LandmarkIndex {
  readonly sources: readonly IndexedSource[];
  /** Ticks of the timeline. */
  readonly ticks: number;
  /** Where the places of a landmark begin in `places`; those of the next landmark follow. */
  readonly first: Uint32Array;
  readonly places: Uint32Array;
}

/** Ticks left free between two sources, so that no stretch of a target touches both at one offset. */
export const gapTicks = 512;

/** Lays sources one behind the other and indexes their landmarks. */
export function landmarkIndex(peaksOfSources: readonly Peaks[]): LandmarkIndex {
  let ticks = gapTicks;
  const sources = peaksOfSources.map((peaks) => {
    const base = ticks;
    ticks += Math.ceil(peaks.frames / tickFrames) + gapTicks;
    return { ...timeline(peaks), base };
  });
  const first = new Uint32Array(landmarkNumbers + 1);
  for (const { peaks } of sources) {
    sourceLandmarks(peaks, (number) => {
      first[number + 1] = (first[number + 1] as number) + 1;
    });
  }
  for (let number = 0; number < landmarkNumbers; number++) {
    first[number + 1] = (first[number + 1] as number) + (first[number] as number);
  }
  const places = new Uint32Array(first[landmarkNumbers] as number);
  const next = first.slice(0, landmarkNumbers);
  for (const { peaks, base } of sources) {
    sourceLandmarks(peaks, (number, tick) => {
      const at = next[number] as number;
      places[at] = base + tick;
      next[number] = at + 1;
    });
  }
  return { sources, ticks, first, places };
}

/** The source that holds a tick of the timeline, or whose free ticks follow or precede it most nearly. */
export function sourceAt({ sources }: LandmarkIndex, tick: number): number {
  let low = 0;
  let high = sources.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sources[middle] as IndexedSource).base - gapTicks / 2 <= tick) low = middle;
    else high = middle - 1;
  }
  return low;
}
