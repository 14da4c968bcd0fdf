import { u16 } from './bytes.ts';

/** Block sizes by their code (RFC 9639, section 9.1.1); 6 and 7 stand at the end of the header. */
const blockSizes: Readonly<Record<number, number>> = { 1: 192, 2: 576, 3: 1152, 4: 2304, 5: 4608 };

/**
 * What is missing at the end of a FLAC stream (RFC 9639, section 9): `frames` where its last frame is not the one that the
 * stream promises, `bytes` where that frame is cut. Undefined where nothing is, or nothing can be told.
 * @param tail bytes up to the end of the sound, at least as many as the largest frame has
 * @param total samples that STREAMINFO promises; 0 where it does not say
 * @param blockSize samples of all frames but the last, where they are alike; 0 where they are not
 */
export function missingAtEnd(tail: Uint8Array, total: number, blockSize: number): 'frames' | 'bytes' | undefined {
  // A frame holds no header of another, save by chance, and only a whole frame ends with its checksum: so the last header whose
  // frame is whole, or else the last header, is that of the last frame.
  let last: number | undefined;
  for (let at = tail.length - 6; at >= 0; at--) {
    if (tail[at] !== 0xff || ((tail[at + 1] ?? 0) & 0xfe) !== 0xf8) continue;
    const samples = samplesAfter(tail, at, blockSize);
    if (samples === undefined) continue;
    last ??= samples;
    if (endsHere(tail.subarray(at))) return total > 0 && samples < total ? 'frames' : undefined;
  }
  return last === undefined ? undefined : 'bytes';
}

/** Samples to the end of the frame whose header stands at `at`; undefined where no header does. */
function samplesAfter(bytes: Uint8Array, at: number, blockSize: number): number | undefined {
  const sizeCode = (bytes[at + 2] ?? 0) >> 4;
  const rateCode = (bytes[at + 2] ?? 0) & 15;
  const number = codedNumber(bytes, at + 4);
  if (sizeCode === 0 || rateCode === 15 || number === undefined) return undefined;
  const sizeLength = sizeCode === 6 ? 1 : sizeCode === 7 ? 2 : 0;
  const rateLength = rateCode === 12 ? 1 : rateCode === 13 || rateCode === 14 ? 2 : 0;
  const end = number.next + sizeLength + rateLength;
  if (end >= bytes.length || crc8(bytes.subarray(at, end)) !== bytes[end]) return undefined;
  const stored = sizeLength === 1 ? (bytes[number.next] ?? 0) + 1 : u16(bytes, number.next) + 1;
  const size = sizeLength > 0 ? stored : (blockSizes[sizeCode] ?? 256 << (sizeCode - 8));
  // Streams of variable block size count samples, others frames; the last frame may be shorter than those before.
  const isVariable = ((bytes[at + 1] ?? 0) & 1) === 1;
  return (isVariable ? number.value : number.value * (blockSize || size)) + size;
}

/** A number in the extended UTF-8 of FLAC, up to 36 bits. */
function codedNumber(bytes: Uint8Array, at: number): { value: number; next: number } | undefined {
  const first = bytes[at] ?? 0xff;
  const more = first < 0x80 ? 0 : Math.clz32(~(first << 24)) - 1;
  if (more < 0 || more > 6 || (first & 0xc0) === 0x80) return undefined;
  let value = more === 0 ? first : first & ((1 << (6 - more)) - 1);
  for (let index = 1; index <= more; index++) {
    const next = bytes[at + index] ?? 0;
    if ((next & 0xc0) !== 0x80) return undefined;
    value = value * 64 + (next & 0x3f);
  }
  return { value, next: at + 1 + more };
}

/** The checksum of a frame stands in its last two bytes, so that of the whole is nought; zeros may pad the file behind it. */
function endsHere(frame: Uint8Array): boolean {
  let end = frame.length;
  while (end > 2 && frame[end - 1] === 0) end--;
  return [frame.length, end, end + 1, end + 2].some((length) => length <= frame.length && crc16(frame.subarray(0, length)) === 0);
}

function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : (crc << 1) & 0xff;
  }
  return crc;
}

function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x8005) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}
