import { latin1, startsWith, u16, u32 } from './bytes.ts';
import { frameRateText } from './timecode.ts';
import type { WalkNotes } from './walk-notes.ts';

/** What header chunks have said of sound and pictures so far. */
export interface MediaNotes {
  bytesPerSecond: number;
  /** True where that holds for every second: samples as they are, and the two laws of telephony. */
  isPlain: boolean;
  /** Samples a channel, where a `fact` chunk tells them. */
  samples: number;
  /** Samples a second; 0 where it is not known. */
  sampleRate: number;
  /** Seconds of the longest stream of an AVI. */
  streamSeconds: number;
}

/** Before the first of them. */
export const nothingOfMedia = { bytesPerSecond: 0, isPlain: false, samples: 0, sampleRate: 0, streamSeconds: 0 };

/** Format tags of sound whose samples all take the same bytes: PCM, float, A-law and mu-law. */
const plainSound = new Set([1, 3, 6, 7]);
/** The tag proper stands at the end of the chunk, as the beginning of an identifier. */
const extensible = 0xfffe;

/**
 * Tells what a header chunk says of the media.
 * @param little byte order of the file
 */
export function mediaHeader(notes: WalkNotes, seen: MediaNotes, id: string, bytes: Uint8Array, little: boolean): void {
  if (id === 'fact') seen.samples = u32(bytes, 0, little);
  else if (id === 'fmt ') {
    const tag = u16(bytes, 0, little);
    seen.isPlain = plainSound.has(tag === extensible ? u16(bytes, 24, little) : tag);
    seen.sampleRate = u32(bytes, 4, little);
    seen.bytesPerSecond = u32(bytes, 8, little);
  } else if (id === 'avih') {
    const [width, height] = [u32(bytes, 32, true), u32(bytes, 36, true)];
    if (width > 0 && height > 0) notes.tell({ width, height });
  } else if (id === 'strh' && /^(vids|auds)$/.test(latin1(bytes, 0, 4))) {
    // The main header counts microseconds, which do not hold over an hour, and the pictures of its first RIFF chunk only.
    const [scale, rate, length] = [u32(bytes, 20, true), u32(bytes, 24, true), u32(bytes, 32, true)];
    if (scale === 0 || rate === 0) return;
    seen.streamSeconds = Math.max(seen.streamSeconds, (length * scale) / rate);
    if (startsWith(bytes, 'vids')) notes.tell({ frameRate: frameRateText(rate, scale) });
  } else if (id === 'VP8X') {
    const three = (at: number) => (u32(bytes, at, true) & 0xffffff) + 1;
    notes.tell({ width: three(4), height: three(7) });
  } else if (id === 'VP8 ' && (bytes[3] ?? 0) === 0x9d) {
    notes.tell({ width: u32(bytes, 6, true) & 0x3fff, height: u32(bytes, 8, true) & 0x3fff });
  } else if (id === 'VP8L' && bytes[0] === 0x2f) {
    const bits = u32(bytes, 1, true);
    notes.tell({ width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 });
  }
}

/** Of coded sound the rate of bytes is an average, and often wrong: the number of samples counts. */
export function tellSeconds(notes: WalkNotes, seen: MediaNotes, length: number): void {
  const { isPlain, bytesPerSecond, samples, sampleRate } = seen;
  if (isPlain && bytesPerSecond > 0) notes.tell({ duration: length / bytesPerSecond });
  else if (!isPlain && samples > 0 && sampleRate > 0) notes.tell({ duration: samples / sampleRate });
}

/** What chunks tell together: where a broadcast wave begins (EBU Tech 3285), and how long an AVI is. */
export function tellTimes(notes: WalkNotes, { sampleRate, streamSeconds }: MediaNotes): void {
  const reference = Number(notes.facts.find(({ name }) => name === 'bext:TimeReference')?.value ?? 0);
  if (reference > 0 && sampleRate > 0) notes.tell({ startSeconds: reference / sampleRate });
  if (streamSeconds > 0) notes.tell({ duration: streamSeconds });
}
