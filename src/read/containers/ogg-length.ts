import { startsWith, u16, u32 } from './bytes.ts';
import { type Reads, read } from './reads.ts';

/** How the positions of one logical stream count (RFC 3533, section 6: what a granule is, is the codec's own). */
export interface Clock {
  /** Positions a second. */
  readonly rate: number;
  /** Positions that are not played, at the beginning. */
  readonly skipped: number;
  /** Positions that one packet takes at most. */
  readonly longest: number;
}

/** Samples of the longest packet of Opus, 120 ms at 48 kHz (RFC 6716, section 2.1.4). */
const opusPacket = 5760;

/** The clock of a sound stream by its first packet; undefined for pictures, and for codecs that begin before 0 or are not known. */
export function clockOf(codec: string, packet: Uint8Array): Clock | undefined {
  const clock = { skipped: 0, longest: 0, rate: 0 };
  if (codec === 'vorbis') return sounding({ ...clock, rate: u32(packet, 12, true), longest: 1 << ((packet[28] ?? 0) >> 4) });
  if (codec === 'opus') return { rate: 48_000, skipped: u16(packet, 10, true), longest: opusPacket };
  // The mapping's own header has 13 bytes, then the stream's metadata block with STREAMINFO (https://xiph.org/flac/ogg_mapping.html).
  if (codec === 'flac') return sounding({ ...clock, rate: u32(packet, 27) >>> 12, longest: 65_535 });
  return undefined;
}

function sounding(clock: Clock): Clock | undefined {
  return clock.rate > 0 ? clock : undefined;
}

/** Position at the end of the last packet that ends on a page; undefined where none does. */
export function granuleOf(head: Uint8Array, at: number): number | undefined {
  const [low, high] = [u32(head, at + 6, true), u32(head, at + 10, true)];
  return high >= 0x80000000 ? undefined : high * 4294967296 + low;
}

/** Pages that are passed in search of the first that holds sound. */
const pagesLimit = 16;

/**
 * Seconds that a stream lasts; undefined where it does not begin at 0, as what was recorded off a broadcast, so that its last
 * position tells no length.
 * @param from where its headers end, bytes from the start of the file
 * @param last position of its last page
 */
export function* secondsOf(clock: Clock, serial: number, from: number, last: number): Reads<number | undefined> {
  let at = from;
  for (let pages = 0; pages < pagesLimit; pages++) {
    const head = yield* read(at, 282);
    if (!startsWith(head, 'OggS') || head.length < 27) return undefined;
    const lacing = head.subarray(27, 27 + (head[26] ?? 0));
    const packets = lacing.filter((value) => value < 255).length;
    const granule = granuleOf(head, 0);
    if (u32(head, 14, true) === serial && granule !== undefined && packets > 0) {
      if (granule > packets * clock.longest) return undefined;
      return last > clock.skipped ? (last - clock.skipped) / clock.rate : undefined;
    }
    at += 27 + lacing.length + lacing.reduce((sum, value) => sum + value, 0);
  }
  return undefined;
}
