import type { VideoPacket } from '../tools/ffmpeg-frames.ts';
import { addsNothing, differ, type Glance } from './glance.ts';
import { gapsBetween } from './hidden-shots.ts';

/** A part of a video that is decoded and sampled. */
export interface Stretch {
  /** Seconds from the first frame; that frame itself is known already. */
  readonly from: number;
  /** Seconds, exclusive; null: to the end of the video. */
  readonly to: number | null;
  /** Seconds between samples. */
  readonly every: number;
}

/** Seconds between two frames of the first pass up to which no shot can hide that is long enough to be looked for. */
const shortGap = 0.5;

/** Seconds between two frames of the first pass above which what lies between is looked at in any case. */
const longGap = 2;

/** Seconds between samples: in long gaps, and where nothing tells what lies in a shorter one in which the picture changes. */
const sampledEvery = { long: 0.5, changing: 0.4 } as const;

/** Seconds between two frames of one shot that are looked at where key frames are far apart. */
export const farEvery = 1;

/** Part of the distance between samples below which one before the known frame at the end is left out. */
const nearEnd = 0.2;

/** Seconds within which the frame of a sample comes at the rates of film and television. */
const longestFrame = 0.05;

/** Rounding of times, seconds. */
export const rounding = 0.002;

/** A frame that was looked at. */
export interface Seen {
  readonly seconds: number;
  readonly glance: Glance;
}

/** Decides from the frames of the first pass where a second one must look, and which of its frames show anything new. */
export class StretchPlanner {
  /** Frames of the first pass, in the order of time. */
  private readonly known: Seen[] = [];
  /** The last frame of the second pass that showed something new. */
  private latest: Seen | null = null;
  /** Seconds of the key frames with which a shot begins, as far as the encoder tells: known once stretches are. */
  readonly cuts: number[] = [];

  /** Whether packets told where to look. */
  private isPointed = false;

  /** Takes the next frame of the first pass. */
  saw(seconds: number, glance: Glance): void {
    this.known.push({ seconds, glance });
  }

  /**
   * Whether a frame of the second pass must be looked at: not where the first pass gave it, nor where it goes on with the shot of
   * a frame next to it. Between frames far apart, one a second must be as well.
   */
  isNew(seconds: number, glance: () => Glance): boolean {
    const next = this.known[this.firstAfter(seconds - rounding)];
    if (next !== undefined && Math.abs(next.seconds - seconds) <= rounding) return false;
    const before = this.known[this.firstAfter(seconds) - 1];
    const own = { seconds, glance: glance() };
    const isFar = before === undefined || next === undefined || next.seconds - before.seconds > longGap + rounding;
    const latest = this.latest !== null && this.latest.seconds > (before?.seconds ?? -1) ? this.latest : before;
    // What packets point at may be a small picture in a shot that goes on.
    const goesOnFrom = (other: Seen | undefined): boolean =>
      other !== undefined && (this.isPointed ? addsNothing(other.glance, own.glance) : !differ(other.glance, own.glance));
    const isSoon = latest !== undefined && seconds - latest.seconds < farEvery - rounding;
    if (isFar ? isSoon && goesOnFrom(latest) : [latest, next].some(goesOnFrom)) return false;
    this.latest = own;
    return true;
  }

  /** The number of the first known frame that comes after a time. */
  private firstAfter(seconds: number): number {
    let [low, high] = [0, this.known.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.known[middle] as Seen).seconds > seconds) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /**
   * All stretches to look at, in order: to the very end, since nothing tells where after the last key frame that is.
   * @param packets of the video, in the order of time; none where they are not known
   */
  stretches(packets: readonly VideoPacket[]): Stretch[] {
    const { changing, long } = sampledEvery;
    this.isPointed = packets.length > 0;
    const unexplained: number[] = [];
    let explained = 0;
    const first = this.known[0]?.seconds ?? 0;
    const found: Stretch[] = [];
    // Files that were cut without coding anew begin within a group of pictures.
    if (first > rounding) found.push({ from: 0, to: first, every: changing });
    const gapAfter = gapsBetween(
      packets,
      this.known.map(({ seconds }) => seconds),
      longGap + rounding,
    );
    for (const [at, next] of this.known.slice(1).entries()) {
      const last = this.known[at] as Seen;
      const [from, to] = [last.seconds, next.seconds];
      const changes = (): boolean => differ(last.glance, next.glance);
      if (to - from > longGap + rounding) found.push({ from, to, every: long });
      else if (packets.length === 0) {
        if (to - from > shortGap + rounding && changes()) found.push({ from, to, every: changing });
      } else {
        const gap = gapAfter(at, changes);
        if (gap.endsWithCut) this.cuts.push(to);
        if (gap.endsWithCut || gap.hidden.length > 0) explained += 1;
        if (gap.unexplained !== null) unexplained.push(gap.unexplained);
        if (to - from > shortGap + rounding) found.push(...gap.hidden.map(singleAt));
      }
    }
    // Of an encoder whose packets tell of few of the changes, the others may hide shots.
    if (unexplained.length > explained) found.push(...unexplained.map(singleAt));
    found.sort((one, other) => one.from - other.from);
    return [...found, { from: this.known.at(-1)?.seconds ?? 0, to: null, every: changing }];
  }
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

/** A frame that adds nothing to one that was given. */
export interface Same {
  readonly seconds: number;
  readonly given: number;
}

/**
 * Which frames must be given although they add nothing: those behind a stretch in which another shot may lie, a cutaway. They
 * stand for those that follow them.
 */
export function interrupted(same: readonly Same[], stretches: readonly Stretch[]) {
  const again: number[] = [];
  const still: Same[] = [];
  let [standing, latest, as]: (number | null)[] = [null, null, null];
  for (const { seconds, given } of same) {
    if (given !== standing) [standing, latest, as] = [given, given, given];
    const [from, to] = [latest as number, seconds];
    if (stretches.some((stretch) => stretch.from < to - rounding && (stretch.to ?? Number.POSITIVE_INFINITY) > from + rounding)) {
      again.push(seconds);
      as = seconds;
    } else still.push({ seconds, given: as as number });
    latest = seconds;
  }
  return { again, still };
}

/** A stretch that asks for a single frame. */
export const singleAt = (second: number): Stretch => ({ from: second, to: second + longestFrame, every: sampledEvery.long });

/** True where a stretch asks for a single frame. */
export const isSingle = ({ from, to }: Stretch): boolean => to !== null && to - from <= longestFrame + rounding;
