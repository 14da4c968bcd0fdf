import { framesPerSecond } from './frames.ts';
import type { Timeline } from './timeline.ts';

/** Frames by which an end is moved at most beyond the first or last peak that is heard. */
const farthest = Math.round(0.1 * framesPerSecond);

/** Frames before the first heard peak in which the cut is looked for: the longest time between two notes. */
const longestNote = Math.round(0.8 * framesPerSecond);

/** Peaks of the source that may go unheard after the cut; more of them say that the source was not there yet. */
const mostUnheard = 4;

/** Peaks that must begin together for a cut to be seen, and the frames within which they do. */
const fewestTogether = 4;
const together = 2;
const samePitch = 6;

/**
 * The frame of the source at which it begins to be heard. A source that is cut in amid a note has no peak there, but the
 * target has: all partials of the note begin in it at once. Where that is not seen, the beginning lies between the first peak
 * that is heard and the one before it.
 * @param first number of the first peak that is heard
 * @param offset frame of the source minus frame of the target
 */
export function beginning(source: Timeline, target: Timeline, first: number, offset: number): number {
  const { frame } = source.peaks;
  const heard = frame[first] as number;
  const silent = first > 0 ? (frame[first - 1] as number) : heard;
  let best = heard - Math.min(farthest, (heard - silent) >> 1);
  let most = fewestTogether - 1;
  const earliest = Math.max(frame[first - mostUnheard - 1] ?? 0, heard - longestNote);
  for (let at = heard - together; at > earliest; at--) {
    const count = partialsAt(source, target, at, offset);
    if (count > most) {
      most = count;
      best = at;
    }
  }
  return best;
}

/** The frame of the source at which it ends to be heard, exclusive: halfway to the next peak, where that is near. */
export function ending(source: Timeline, last: number): number {
  const { frame, count, frames } = source.peaks;
  const heard = (frame[last] as number) + 1;
  const silent = last + 1 < count ? (frame[last + 1] as number) : frames;
  return heard + Math.max(0, Math.min(farthest, (silent - heard) >> 1));
}

/** Peaks of the target around a frame that lie at the pitch of a note that the source sounds there. */
function partialsAt(source: Timeline, target: Timeline, frame: number, offset: number): number {
  const from = Math.max(0, frame - offset - together);
  const to = Math.min(target.peaks.frames, frame - offset + together + 1);
  const sounding = source.peaks.pitch.subarray(
    source.starts[Math.max(0, frame - longestNote)] as number,
    source.starts[Math.min(source.peaks.frames, frame)] as number,
  );
  let count = 0;
  for (let at = target.starts[Math.min(from, to)] as number; at < (target.starts[Math.max(0, to)] as number); at++) {
    const pitch = target.peaks.pitch[at] as number;
    if (sounding.some((each) => Math.abs(each - pitch) <= samePitch)) count += 1;
  }
  return count;
}
