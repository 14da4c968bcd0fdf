import { tickFrames, ticksPerSecond } from './frames.ts';
import { targetLandmarks } from './landmarks.ts';
import { gapTicks, type LandmarkIndex, sourceAt } from './sound-index.ts';
import type { Timeline } from './timeline.ts';

/** A stretch of a target that may be a source's. */
export interface Candidate {
  /** Number of the source in the index. */
  readonly source: number;
  /** Frame of the source minus frame of the target; right to within a few frames. */
  readonly offset: number;
  /** Frames of the target. */
  readonly from: number;
  readonly to: number;
  /** Landmarks that the two share. */
  readonly count: number;
}

/** Ticks of one stretch (8 s), and from one to the next: a use of 8 s fills three quarters of one of them. */
const stretchTicks = Math.round(8 * ticksPerSecond);
const stretchStep = stretchTicks >> 1;

/** Candidates of one stretch at most: the offsets with most landmarks. */
const mostCandidates = 32;

/** Fewer landmarks than this are no reason to look closer. */
const fewest = 5;

/**
 * Searches a target stretch by stretch. The histogram is made once for an index, since it is as long as all sources.
 * `once`: stretches do not overlap, which is half of the work; a use of 8 s may then lie half in one and half in the next.
 */
export function candidateSearch(index: LandmarkIndex): (target: Timeline, once: boolean) => Generator<Candidate[]> {
  // One cell for each offset: tick of the timeline minus tick of the stretch, and the stretch's length so that none is negative.
  const cells = new Uint16Array(index.ticks + gapTicks);
  return function* search(target, once) {
    const ticks = Math.ceil(target.peaks.frames / tickFrames);
    for (let tick = 0; tick < ticks; tick += once ? stretchTicks : stretchStep) {
      cells.fill(0);
      yield stretchCandidates(index, cells, target, tick, Math.min(ticks, tick + stretchTicks));
    }
  };
}

function stretchCandidates(index: LandmarkIndex, cells: Uint16Array, target: Timeline, tick: number, end: number): Candidate[] {
  const { first, places } = index;
  const from = tick * tickFrames;
  const to = Math.min(target.peaks.frames, end * tickFrames);
  let coincidences = 0;
  const often: number[] = [];
  targetLandmarks(target.peaks, target.starts[from] as number, target.starts[to] as number, (number, at) => {
    const last = first[number + 1] as number;
    const shift = stretchTicks - (at - tick);
    for (let place = first[number] as number; place < last; place++) {
      const cell = (places[place] as number) + shift;
      const count = (cells[cell] as number) + 1;
      cells[cell] = count;
      if (count === fewest) often.push(cell);
    }
    coincidences += last - (first[number] as number);
  });
  const least = Math.max(fewest, chanceCount(coincidences / index.ticks, index.ticks));
  const counts = often.filter((cell) => (cells[cell] as number) >= least);
  // A landmark is off by a tick where the frames of the two lie apart, so the neighbours count half.
  const weigh = (cell: number): number =>
    (cells[cell] as number) + ((cells[cell - 1] as number) + (cells[cell + 1] as number)) / 2;
  return counts
    .filter((cell) => weigh(cell) >= weigh(cell - 1) && weigh(cell) > weigh(cell + 1))
    .map((cell) => {
      const source = sourceAt(index, cell - stretchTicks + ((end - tick) >> 1));
      const base = index.sources[source]?.base as number;
      return { source, offset: (cell - stretchTicks - tick - base) * tickFrames, from, to, count: weigh(cell) };
    })
    .sort((a, b) => b.count - a.count || a.source - b.source || a.offset - b.offset)
    .slice(0, mostCandidates);
}

/** The count that chance gives to less than one cell of all, if coincidences fall evenly (Poisson). */
function chanceCount(mean: number, cells: number): number {
  let term = Math.exp(-mean);
  let beyond = 1 - term;
  let count = 1;
  while (beyond * cells > 1 && count < 1000) {
    term *= mean / count;
    beyond -= term;
    count += 1;
  }
  return count;
}
