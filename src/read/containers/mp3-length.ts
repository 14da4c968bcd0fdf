import { latin1, startsWith, u32 } from './bytes.ts';
import { constantSeconds, endsAtRate, frameTime, sideInformation } from './mpeg-audio.ts';
import { type Reads, read } from './reads.ts';
import type { WalkNotes } from './walk-notes.ts';

/** What the first frame says of the sound behind it. */
export interface Promised {
  /** Frames, without this one. */
  readonly frames?: number;
  /** Bytes, with this one or without: writers differ. */
  readonly bytes?: number;
  /** The encoder's own words, and how far behind the frame's start they stand. */
  readonly encoder?: { readonly text: string; readonly at: number };
}

/** What a Xing, Info or VBRI header in the frame at `frame` promises; undefined where it has none. */
export function promisedBy(bytes: Uint8Array, frame: number): Promised | undefined {
  // http://www.codeproject.com/Articles/8295/MPEG-Audio-Frame-Header, 2.3: Fraunhofer's stands always at the same place.
  if (startsWith(bytes, 'VBRI', frame + 36)) return { bytes: u32(bytes, frame + 46), frames: u32(bytes, frame + 50) };
  for (const offset of [36, 21, 13]) {
    const at = frame + offset;
    if (!startsWith(bytes, 'Xing', at) && !startsWith(bytes, 'Info', at)) continue;
    const flags = u32(bytes, at + 4);
    const hasFrames = (flags & 1) !== 0;
    // Behind the side information, whose length version and channels tell; elsewhere players take the frame for sound.
    const isInPlace = offset === 4 + sideInformation(bytes, frame);
    const own =
      offset +
      8 +
      (hasFrames ? 4 : 0) +
      ((flags & 2) !== 0 ? 4 : 0) +
      ((flags & 4) !== 0 ? 100 : 0) +
      ((flags & 8) !== 0 ? 4 : 0);
    // http://gabriel.mp3-tech.org/mp3infotag.html: nine characters.
    const text = /^[A-Za-z][ -~]{3,8}/.exec(latin1(bytes, frame + own, frame + own + 9))?.[0];
    return {
      ...(hasFrames && isInPlace && { frames: u32(bytes, at + 8) }),
      ...((flags & 2) !== 0 && { bytes: u32(bytes, at + (hasFrames ? 12 : 8)) }),
      ...(text !== undefined && { encoder: { text, at: own } }),
    };
  }
  return undefined;
}

/** Bytes of the tail whose frames are held against the first ones. */
const tailLimit = 32 * 1024;
/** A share by which the bytes of a header may differ from those that are there: what more was joined or cut off it does not count. */
const bytesTolerance = 1 / 16;

/**
 * How long the sound lasts, where its first frame says how many follow, or where all frames at both ends have one bit rate.
 * @param bytes from the start of the file at `from`; the first frame stands at `first` in them
 * @param end of the sound, bytes from the start of the file
 */
export function* tellLength(notes: WalkNotes, bytes: Uint8Array, from: number, first: number, end: number): Reads<void> {
  const promised = promisedBy(bytes, first);
  const length = end - from - first;
  if (promised?.encoder !== undefined) {
    const { text, at } = promised.encoder;
    notes.fact('container', 'tag:encoder', text, notes.place('first MPEG frame', from + first + at, text.length));
  }
  if (promised !== undefined) {
    const { samples, rate } = frameTime(bytes, first);
    const holds = promised.bytes === undefined || Math.abs(promised.bytes - length) <= length * bytesTolerance;
    if (holds && promised.frames && rate > 0) notes.tell({ duration: (promised.frames * samples) / rate });
    return;
  }
  const seconds = constantSeconds(bytes, first, length);
  if (seconds === undefined) return;
  const tail = yield* read(Math.max(from + first, end - tailLimit), Math.min(tailLimit, length));
  if (endsAtRate(tail, (bytes[first + 2] ?? 0) >> 4)) notes.tell({ duration: seconds });
}
