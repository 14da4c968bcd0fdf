import { constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { Encoding } from '../../model/index.ts';
import { unbrotlied, unpackedLimit } from '../containers/inflate.ts';

/** Undoes one encoding; each result is one way in which the bytes can be meant, none where they cannot. */
export type Decoder = (bytes: Buffer) => readonly Buffer[];

/** Bytes in front of packed data: the type and names of a chunk, the header of a frame or of a dictionary. */
const headLimit = 1024;
/** Streams that are tried in one stretch: of many starts that look right, one is. */
const tryLimit = 4;

/** Packings: what they give may be packed or encoded again. */
export const unpackers: readonly (readonly [Encoding, Decoder])[] = [
  ['deflate', inflated],
  ['brotli', (bytes) => starts(bytes, [0, 4, 8, 12], (packed) => bytesOf(unbrotlied(packed)))],
  ['gzip', (bytes) => starts(bytes, [bytes.indexOf('\x1f\x8b\x08', 0, 'latin1')], (packed) => gunzipSync(packed, most))],
  ['unsynchronised', withoutStuffing],
  ['hex', fromHex],
  ['base64', fromBase64],
];

/** Character encodings: what they give is text, as UTF-8. */
export const characterEncodings: readonly (readonly [Encoding, Decoder])[] = [
  ['utf-16le', (bytes) => wide(bytes, 2, 'utf-16le')],
  ['utf-16be', (bytes) => wide(bytes, 2, 'utf-16be')],
  ['utf-32le', (bytes) => fourWide(bytes, true)],
  ['utf-32be', (bytes) => fourWide(bytes, false)],
  ['latin-1', (bytes) => (bytes.some((byte) => byte > 127) ? [Buffer.from(bytes.toString('latin1'))] : [])],
];

/** Ways of writing a text in a text. */
export const escapes: readonly (readonly [Encoding, Decoder])[] = [
  ['xml', (bytes) => [Buffer.from(oneBlank(withoutReferences(bytes.toString('utf8'))))]],
  [
    'json',
    (bytes) => [
      Buffer.from(bytes.toString('utf8').replace(/\\(u[0-9a-fA-F]{4}|["\\/bfnrt])/g, (_, code: string) => unescaped(code))),
    ],
  ],
  ['pdf-string', (bytes) => [withoutPdfEscapes(bytes)]],
];

const most = { maxOutputLength: unpackedLimit };

function inflated(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  const flush = { ...most, finishFlush: constants.Z_SYNC_FLUSH };
  for (let at = 0; at < Math.min(bytes.length - 2, headLimit) && found.length < tryLimit; at++) {
    // CMF says deflate with a window of 32 KiB at most, and CMF and FLG together are a multiple of 31 (RFC 1950, 2.2).
    if (((bytes[at] ?? 0) & 0x8f) !== 8 || bytes.readUInt16BE(at) % 31 !== 0) continue;
    found.push(...starts(bytes, [at], (packed) => inflateSync(packed, flush)));
  }
  return found.length > 0 ? found : starts(bytes, [0], (packed) => inflateRawSync(packed, most));
}

function starts(bytes: Buffer, places: readonly number[], unpack: (packed: Buffer) => Buffer | undefined): Buffer[] {
  return places.flatMap((at) => {
    if (at < 0 || at >= bytes.length) return [];
    try {
      const plain = unpack(bytes.subarray(at));
      return plain === undefined || plain.length === 0 ? [] : [plain];
    } catch {
      // Not the beginning of packed data.
      return [];
    }
  });
}

function bytesOf(unpacked: ReturnType<typeof unbrotlied>): Buffer | undefined {
  return 'bytes' in unpacked ? Buffer.from(unpacked.bytes) : undefined;
}

function withoutStuffing(bytes: Buffer): Buffer[] {
  if (!bytes.includes('\xff\0', 0, 'latin1')) return [];
  return [Buffer.from(bytes.filter((byte, at) => byte !== 0 || bytes[at - 1] !== 255))];
}

/** Digits behind name and length, as ImageMagick writes them; between angle brackets, as PDF does; or nothing but digits. */
function fromHex(bytes: Buffer): Buffer[] {
  const text = bytes.toString('latin1');
  const profile = /^\s*[^\r\n]{1,100}[\r\n]\s*\d{1,10}\s+([0-9a-fA-F\s]+)$/.exec(text.replace(/\0+$/, ''))?.[1];
  const bracketed = /<([0-9a-fA-F\s]{2,})>/.exec(text)?.[1];
  const whole = /^[0-9a-fA-F\s]{2,}$/.test(text) ? text : undefined;
  return [profile, bracketed, whole].flatMap((digits) =>
    digits === undefined ? [] : [Buffer.from(digits.replace(/\s+/g, ''), 'hex')],
  );
}

function fromBase64(bytes: Buffer): Buffer[] {
  const found = bytes.toString('latin1').match(/[A-Za-z0-9+/][A-Za-z0-9+/\r\n\t ]{14,}={0,2}/g) ?? [];
  const longest = [...found].sort((a, b) => b.length - a.length);
  return longest.slice(0, tryLimit).map((text) => Buffer.from(text.replace(/\s+/g, ''), 'base64'));
}

/** Both ways of pairing bytes: a stretch may begin with a header of odd length. */
function wide(bytes: Buffer, width: number, label: 'utf-16le' | 'utf-16be'): Buffer[] {
  const decoder = new TextDecoder(label);
  return [0, 1].map((from) => {
    const end = bytes.length - ((bytes.length - from) % width);
    return Buffer.from(decoder.decode(bytes.subarray(from, Math.max(from, end))));
  });
}

function fourWide(bytes: Buffer, little: boolean): Buffer[] {
  // A character of UTF-32 has a byte that is 0; text without one is none.
  if (!bytes.includes(0)) return [];
  return [0, 1, 2, 3].map((from) => {
    let text = '';
    for (let at = from; at + 4 <= bytes.length; at += 4) {
      const code = little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
      text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    }
    return Buffer.from(text);
  });
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function withoutReferences(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return (Object.hasOwn(entities, name) ? entities[name] : undefined) ?? whole;
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** A text with one blank for every run of blanks: XML makes spaces of the line ends in attributes. */
export function oneBlank(text: string): string {
  return text.replace(/\s+/g, ' ');
}

const shortEscapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function unescaped(code: string): string {
  return code.length === 5 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (shortEscapes[code] ?? code);
}

/** Works on bytes: a literal string may be UTF-16 whose bytes are escaped. */
function withoutPdfEscapes(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1').replace(/\\(\r\n|[0-7]{1,3}|[\s\S])/g, (_, code: string) => {
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 255);
    return /^[\r\n]/.test(code) ? '' : (shortEscapes[code] ?? code);
  });
  return Buffer.from(text, 'latin1');
}
