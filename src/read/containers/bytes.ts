/** Numbers and texts in bytes that may end too early: past the end every number is 0 and every text is cut. */

/** Unsigned 16 bit; `little` is the byte order. */
export function u16(bytes: Uint8Array, at: number, little = false): number {
  const first = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  return little ? second * 256 + first : first * 256 + second;
}

/** Unsigned 32 bit; `little` is the byte order. */
export function u32(bytes: Uint8Array, at: number, little = false): number {
  return little ? u16(bytes, at + 2, true) * 65536 + u16(bytes, at, true) : u16(bytes, at) * 65536 + u16(bytes, at + 2);
}

/** Unsigned 64 bit as a number: exact to 2^53, and past that still larger than any file. */
export function u64(bytes: Uint8Array, at: number, little = false): number {
  return little ? u32(bytes, at + 4, true) * 4294967296 + u32(bytes, at, true) : u32(bytes, at) * 4294967296 + u32(bytes, at + 4);
}

/** Signed 32 bit; `little` is the byte order. */
export function i32(bytes: Uint8Array, at: number, little = false): number {
  return u32(bytes, at, little) | 0;
}

/** Bytes as characters of the same number: for signatures, keywords and four-character codes. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1', Math.max(0, start), Math.max(0, end));
}

/** True where the characters of `text` (each below 256) stand at `at`. */
export function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
  if (at < 0 || at + text.length > bytes.length) return false;
  for (let index = 0; index < text.length; index++) if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
}

/** Bytes up to the first NUL at or after `start`, or to the end. */
export function untilNul(bytes: Uint8Array, start = 0): Uint8Array {
  const nul = bytes.indexOf(0, start);
  return bytes.subarray(start, nul < 0 ? bytes.length : nul);
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Text of an undeclared encoding: UTF-16 where it looks so, UTF-8 where it is valid, else Latin-1. What writers really put into
 * fields that specifications call ASCII or Latin-1.
 */
export function textOf(bytes: Uint8Array): string {
  const order = wideOrder(bytes);
  if (order !== undefined) return utf16Of(bytes, order === 'little');
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return latin1(bytes);
  }
}

/** Bytes whose every second is 0 are a text in UTF-16 from this many on; names of two letters with padding are not. */
const wideLeast = 8;

/**
 * The byte order of what is UTF-16, by its byte order mark or because every second byte of its beginning is 0: the text of a
 * prompt begins with ASCII. Undefined for anything else.
 */
export function wideOrder(bytes: Uint8Array): 'little' | 'big' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe && bytes.length > 2) return 'little';
  if (bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length > 2) return 'big';
  if (bytes.length < wideLeast) return undefined;
  const zeros = [0, 0];
  for (let at = 0; at < wideLeast; at++) if (bytes[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  if (zeros[0] === 0 && zeros[1] === wideLeast / 2) return 'little';
  return zeros[1] === 0 && zeros[0] === wideLeast / 2 ? 'big' : undefined;
}

/** UTF-16 without its byte order mark; an odd last byte is dropped. */
export function utf16Of(bytes: Uint8Array, little: boolean): string {
  return new TextDecoder(little ? 'utf-16le' : 'utf-16be').decode(bytes.subarray(0, bytes.length & ~1));
}

/**
 * The byte order of UTF-16 text that does not say it: by its mark, else by where the zero bytes of Latin letters stand,
 * else by which reading gives fewer characters that are neither letters nor digits nor punctuation; `fallback` where all of that is even.
 */
export function utf16IsLittle(bytes: Uint8Array, fallback: boolean): boolean {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return true;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return false;
  let even = 0;
  let odd = 0;
  for (let at = 0; at + 1 < Math.min(bytes.length, 4096); at += 2) {
    if (bytes[at] === 0 && bytes[at + 1] !== 0) even++;
    if (bytes[at] !== 0 && bytes[at + 1] === 0) odd++;
  }
  if (even !== odd) return odd > even;
  const sample = bytes.subarray(0, 4096);
  const oddness = (little: boolean) => (utf16Of(sample, little).match(/[^\p{L}\p{N}\p{P}\p{M}\s]/gu) ?? []).length;
  const asLittle = oddness(true);
  const asBig = oddness(false);
  return asLittle === asBig ? fallback : asLittle < asBig;
}
