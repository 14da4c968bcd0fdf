import { peakAt } from './agreement.ts';
import { framesPerSecond } from './frames.ts';
import type { Timeline } from './timeline.ts';

/** How a source and a target go together peak by peak: from where they were found to agree, both ways. */
export interface Course {
  /** First peak of the source that is told of; the others follow it. */
  readonly first: number;
  /** For each, the peak of the target that agrees with it, or -1. */
  readonly matches: Int32Array;
  /** For each, the frame of the target in which it would be heard. */
  readonly frames: Int32Array;
}

/** Frames over which the offset is taken to be the same. */
const blockFrames = Math.round(2 * framesPerSecond);

/** Frames without agreement after which a walk ends: a source that comes back later is found there by its own landmarks. */
const patience = Math.round(12 * framesPerSecond);

/** One of the neighbouring offsets is taken where it has so many more matches: clocks differ by 0.1 % (23.976 for 24 frames a second). */
const clearly = 1.25;

/**
 * Walks along a source from where it agrees with a target, following an offset that drifts.
 * @param offset frame of the source minus frame of the target
 * @param from frame of the source at which the agreement was found
 * @param chance share of peaks that match by chance
 */
export function follow(source: Timeline, target: Timeline, offset: number, from: number, chance: number): Course {
  const blocks = [...walk(source, target, offset, from, chance, -1).reverse(), ...walk(source, target, offset, from, chance, 1)];
  const first = blocks[0]?.from ?? 0;
  const length = (blocks.at(-1)?.to ?? first) - first;
  const matches = new Int32Array(length);
  const frames = new Int32Array(length);
  for (const { from: low, to: high, offset: at } of blocks) {
    for (let peak = low; peak < high; peak++) {
      const frame = (source.peaks.frame[peak] as number) - at;
      frames[peak - first] = frame;
      matches[peak - first] = peakAt(target, frame, source.peaks.pitch[peak] as number);
    }
  }
  return { first, matches, frames };
}

/** Peaks of the source, `to` exclusive, that share one offset. */
interface Block {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

function walk(source: Timeline, target: Timeline, offset: number, from: number, chance: number, step: 1 | -1): Block[] {
  const { frames } = source.peaks;
  const blocks: Block[] = [];
  let at = offset;
  let since = 0;
  let edge = Math.max(0, Math.min(frames, from));
  while (since < patience && (step > 0 ? edge < frames : edge > 0)) {
    const next = Math.max(0, Math.min(frames, edge + step * blockFrames));
    const [low, high] = step > 0 ? [edge, next] : [next, edge];
    if (high - at < 0 || low - at >= target.peaks.frames) break;
    const peaks = [source.starts[low] as number, source.starts[high] as number] as const;
    const { best, matched } = bestOffset(source, target, at, peaks);
    at = best;
    blocks.push({ from: peaks[0], to: peaks[1], offset: at });
    since = matched > 2 * chance * (peaks[1] - peaks[0]) + 3 ? 0 : since + blockFrames;
    edge = next;
  }
  return blocks;
}

type PeakRange = readonly [from: number, to: number];

function bestOffset(source: Timeline, target: Timeline, offset: number, peaks: PeakRange): { best: number; matched: number } {
  const count = (at: number): number => {
    let matched = 0;
    for (let peak = peaks[0]; peak < peaks[1]; peak++) {
      if (peakAt(target, (source.peaks.frame[peak] as number) - at, source.peaks.pitch[peak] as number) >= 0) matched += 1;
    }
    return matched;
  };
  let best = offset;
  let matched = count(offset);
  for (const near of [offset - 1, offset + 1]) {
    const there = count(near);
    if (there > matched * clearly + 4) {
      best = near;
      matched = there;
    }
  }
  return { best, matched };
}
