import type { FrameEngine, FrameRequest, VideoFrame } from '../tools/ffmpeg-frames.ts';
import { differ, type Glance, glanceAt } from './glance.ts';

/** In which form the coarse frames are wanted. */
export type CoarseOptions = Pick<FrameRequest, 'width' | 'colour' | 'threads'>;

/** A frame of the coarse pass. */
export interface CoarseFrame extends VideoFrame {
  /** True where it is decoded without any other: to decode it again costs little. */
  readonly alone: boolean;
}

/** A part of a video that is decoded and sampled. */
export interface Stretch {
  /** Seconds from the first frame; that frame itself is known already. */
  readonly from: number;
  /** Seconds, exclusive; null: to the end of the video. */
  readonly to: number | null;
  /** Seconds between samples. */
  readonly every: number;
}

/** Seconds between the frames of the first pass where each frame can be decoded alone. */
const aloneEvery = 1;

/** Seconds between two frames of the first pass up to which no shot can hide that is long enough to be looked for. */
const shortGap = 0.5;

/** Seconds between two frames of the first pass above which what lies between is looked at in any case. */
const longGap = 2;

/** Seconds between samples: in long gaps, and where the picture changes within a shorter one. */
const sampledEvery = { long: 0.5, changing: 0.4 } as const;

/** Part of the distance between samples below which one before the known frame at the end is left out. */
const nearEnd = 0.2;

/** Seconds within which the frame of a sample comes at the rates of film and television. */
const longestFrame = 0.05;

/** Rounding of times, seconds. */
const rounding = 0.002;

/**
 * Frames enough to meet every shot of a video that lasts half a second: key frames first (of codecs in which each frame stands
 * alone, one a second), then samples of the stretches between in which a shot could hide. Frames come in the order of time
 * within each pass; none comes twice.
 * @param path of the video
 * @throws Error where the video breaks off or cannot be decoded, after the frames that could be
 */
export async function* coarseFrames(
  engine: FrameEngine,
  path: string,
  options: CoarseOptions,
  signal?: AbortSignal,
): AsyncGenerator<CoarseFrame, void> {
  const { intraOnly } = await engine.look(path, signal);
  const planner = new StretchPlanner();
  let broken: unknown = null;
  try {
    for await (const frame of engine.frames(path, { ...options, every: intraOnly ? aloneEvery : 'key' }, signal)) {
      planner.saw(frame.seconds, glanceAt(frame));
      yield { ...frame, alone: true };
    }
  } catch (error) {
    signal?.throwIfAborted();
    broken = error;
  }
  for (const stretch of joined(planner.stretches())) {
    const to = lastSampleOf(stretch);
    const request = { ...options, every: stretch.every, from: stretch.from, ...(to !== null && { to }), rough: true };
    try {
      for await (const frame of engine.frames(path, request, signal)) {
        if (!planner.knows(frame.seconds)) yield { ...frame, alone: intraOnly };
      }
    } catch (error) {
      signal?.throwIfAborted();
      broken ??= error;
    }
  }
  if (broken !== null) throw broken;
}

/** Decides from the frames of the first pass where a second one must look. */
export class StretchPlanner {
  private readonly found: Stretch[] = [];
  private readonly known = new Set<number>();
  private last: { readonly seconds: number; readonly glance: Glance } | null = null;

  /** Takes the next frame of the first pass. */
  saw(seconds: number, glance: Glance): void {
    this.known.add(milliseconds(seconds));
    const { last } = this;
    this.last = { seconds, glance };
    if (last === null) {
      // Files that were cut without coding anew begin within a group of pictures.
      if (seconds > rounding) this.found.push({ from: 0, to: seconds, every: sampledEvery.changing });
      return;
    }
    const every = sampling(seconds - last.seconds, () => differ(last.glance, glance));
    if (every !== null) this.found.push({ from: last.seconds, to: seconds, every });
  }

  /** Whether the first pass gave the frame at a time. */
  knows(seconds: number): boolean {
    const at = milliseconds(seconds);
    return this.known.has(at) || this.known.has(at - 1) || this.known.has(at + 1);
  }

  /** All stretches to look at, in order: to the very end, since nothing tells where after the last key frame that is. */
  stretches(): Stretch[] {
    return [...this.found, { from: this.last?.seconds ?? 0, to: null, every: sampledEvery.changing }];
  }
}

const milliseconds = (seconds: number): number => Math.round(seconds * 1000);

/** Seconds between samples of a gap; null where it is not looked at. */
function sampling(gap: number, changes: () => boolean): number | null {
  if (gap > longGap + rounding) return sampledEvery.long;
  return gap > shortGap + rounding && changes() ? sampledEvery.changing : null;
}

/**
 * Where decoding can end: after the last sample that is not too near to the frame at the end of the stretch, which is known.
 * Of a gap of 2 s that saves a fifth.
 */
export function lastSampleOf({ from, to, every }: Stretch): number | null {
  if (to === null) return null;
  const samples = Math.ceil((to - from) / every - nearEnd) - 1;
  return Math.min(to, from + Math.max(1, samples) * every + longestFrame);
}

/** Makes one of stretches that follow each other, so that ffmpeg runs once for them. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const runs: Stretch[] = [];
  for (const stretch of stretches) {
    const before = runs.at(-1);
    if (before?.to != null && Math.abs(before.to - stretch.from) < rounding) {
      runs[runs.length - 1] = { from: before.from, to: stretch.to, every: Math.min(before.every, stretch.every) };
    } else runs.push(stretch);
  }
  return runs;
}
