import { frameRateText } from './timecode.ts';
import type { WalkNotes } from './walk-notes.ts';

/** DateUTC counts nanoseconds from the start of 2001. */
export function dateUtc(notes: WalkNotes, bytes: Uint8Array): void {
  const nanoseconds = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigInt64(0);
  const time = Date.UTC(2001, 0, 1) + Number(nanoseconds / 1_000_000n);
  if (Math.abs(time) < 8e15) notes.tell({ created: new Date(time).toISOString().replace(/\.\d+/, '') });
}

/** The rate that the duration of a frame tells, rounded to nanoseconds as it is. */
export function frameDuration(notes: WalkNotes, nanoseconds: number): void {
  if (nanoseconds < 1_000_000) return;
  const rate = 1e9 / nanoseconds;
  for (const denominator of [1, 1001]) {
    const numerator = denominator === 1 ? Math.round(rate) : Math.round((rate * 1001) / 1000) * 1000;
    if (Math.abs(numerator / denominator - rate) < 0.001) {
      notes.tell({ frameRate: frameRateText(numerator, denominator) });
      return;
    }
  }
}
