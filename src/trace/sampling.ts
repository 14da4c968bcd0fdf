import { type FrameEngine, type FrameRequest, firstOf, type VideoFrame } from '../tools/ffmpeg-frames.ts';
import { addsNothing, differ, glanceAt } from './glance.ts';
import {
  farEvery,
  interrupted,
  isSingle,
  joined,
  lastSampleOf,
  rounding,
  type Same,
  type Seen,
  type Stretch,
  StretchPlanner,
  singleAt,
} from './stretches.ts';

/** In which form the coarse frames are wanted. */
export type CoarseOptions = Pick<FrameRequest, 'width' | 'colour' | 'threads'> & {
  /** Told before the second pass: seconds of the key frames with which a shot begins, as far as the encoder tells. */
  readonly onCuts?: (seconds: readonly number[]) => void;
  /** Told of each frame that is not given because it adds nothing to one that was. */
  readonly onSame?: (seconds: number, given: number) => void;
};

/** A frame of the coarse pass. */
export interface CoarseFrame extends VideoFrame {
  /** True where it is decoded without any other: to decode it again costs little. */
  readonly alone: boolean;
}

/** Seconds between the frames of the first pass where each frame can be decoded alone. */
const aloneEvery = 0.5;

/**
 * Frames enough to meet every shot of a video that lasts half a second, or a second between dissolves: key frames first (of
 * codecs in which each frame stands alone, two a second), then samples of the stretches between in which a shot could hide.
 * Frames come in the order of time within each pass; none comes twice, and of those that follow each other without a change
 * only the first comes.
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
  const { onCuts, onSame, ...form } = options;
  const planner = new StretchPlanner();
  let broken: unknown = null;
  let given: Seen | null = null;
  const same: Same[] = [];
  try {
    for await (const frame of engine.frames(path, { ...form, every: intraOnly ? aloneEvery : 'key' }, signal)) {
      const own = { seconds: frame.seconds, glance: glanceAt(frame) };
      planner.saw(own.seconds, own.glance);
      // Of a camera that stands still, one frame tells what all do.
      if (given !== null && addsNothing(given.glance, own.glance)) {
        same.push({ seconds: own.seconds, given: given.seconds });
        continue;
      }
      const isSoon = given !== null && own.seconds - given.seconds < farEvery - rounding;
      if (intraOnly && given !== null && isSoon && !differ(given.glance, own.glance)) continue;
      given = own;
      yield { ...frame, alone: true };
    }
  } catch (error) {
    signal?.throwIfAborted();
    broken = error;
  }
  // Decoding whole groups of pictures would cost as much as all the rest: the sizes of packets tell where shots change.
  const packets = intraOnly ? [] : await engine.packets(path, signal).catch(() => []);
  signal?.throwIfAborted();
  const stretches = joined(planner.stretches(packets));
  onCuts?.(planner.cuts);
  const { again, still } = interrupted(same, stretches);
  for (const { seconds, given: as } of still) onSame?.(seconds, as);
  const sampled = (stretch: Stretch, threads: number | undefined): AsyncIterable<VideoFrame> => {
    const to = lastSampleOf(stretch);
    const { every, from } = stretch;
    return engine.frames(
      path,
      { ...form, every, from, ...(to !== null && { to }), rough: true, ...(threads && { threads }) },
      signal,
    );
  };
  for (let at = 0; at < stretches.length; ) {
    // Single frames come from several decoders at a time: most of what each takes is to start.
    const singles = singlesFrom(stretches, at).slice(0, decodersAtOnce);
    const batch = singles.length > 1 ? await Promise.all(singles.map((one) => firstOf(sampled(one, 1)))) : [];
    signal?.throwIfAborted();
    try {
      const frames = singles.length > 1 ? batch.filter((one) => one !== null) : sampled(stretches[at] as Stretch, form.threads);
      for await (const frame of frames) {
        if (planner.isNew(frame.seconds, () => glanceAt(frame))) yield { ...frame, alone: intraOnly };
      }
    } catch (error) {
      signal?.throwIfAborted();
      broken ??= error;
    }
    at += Math.max(1, singles.length);
  }
  for (let at = 0; at < again.length; at += decodersAtOnce) {
    const asked = again.slice(at, at + decodersAtOnce).map((second) => firstOf(sampled(singleAt(second), 1)));
    for (const frame of await Promise.all(asked)) if (frame !== null) yield { ...frame, alone: true };
    signal?.throwIfAborted();
  }
  if (broken !== null) throw broken;
}

/** Decoders that run at a time for single frames. */
const decodersAtOnce = 3;

/** The stretches from one on that ask for a single frame each. */
function singlesFrom(stretches: readonly Stretch[], at: number): readonly Stretch[] {
  const end = stretches.findIndex((stretch, number) => number >= at && !isSingle(stretch));
  return stretches.slice(at, end < 0 ? stretches.length : end);
}
