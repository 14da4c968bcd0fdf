import type { Encoding } from '../../model/index.ts';
import { unpackedLimit } from '../containers/inflate.ts';
import { characterEncodings, escapes, oneBlank, unpackers } from './decoders.ts';

/** Packings on top of one another that are undone: a profile in hexadecimal digits in deflate, with base64 in it. */
const depthLimit = 3;
/** Bytes over all ways that are tried for one place. */
const workLimit = 64 << 20;
/** Characters of a value that are looked for: reports cut longer ones. */
const wantedLimit = 1900;

/**
 * How bytes have to be read so that a value stands in them: by trying, so that whoever does the same finds it. Empty where it
 * stands there in plain UTF-8; undefined where no way was found.
 */
export function encodingOf(bytes: Buffer, value: string): readonly Encoding[] | undefined {
  const wanted = value.slice(0, wantedLimit).trim();
  if (wanted === '' || bytes.includes(wanted)) return [];
  const budget = { left: workLimit };
  let level: readonly { readonly chain: readonly Encoding[]; readonly bytes: Buffer }[] = [{ chain: [], bytes }];
  for (let depth = 0; depth <= depthLimit; depth++) {
    for (const { chain, bytes: held } of level) {
      const text = writtenAs(held, wanted, budget);
      if (text !== undefined) return [...chain, ...text];
    }
    if (depth < depthLimit) level = level.flatMap(({ chain, bytes: held }) => unpacked(held, chain, budget));
  }
  return numberIn(bytes, wanted) ? ['binary'] : undefined;
}

function unpacked(bytes: Buffer, chain: readonly Encoding[], budget: { left: number }) {
  return unpackers.flatMap(([encoding, decode]) => {
    budget.left -= bytes.length;
    if (budget.left < 0 || bytes.length > unpackedLimit || chain.at(-1) === encoding) return [];
    return decode(bytes).map((plain) => ({ chain: [...chain, encoding], bytes: plain }));
  });
}

/** The way of writing in which a value stands in bytes that are not packed. */
function writtenAs(bytes: Buffer, wanted: string, budget: { left: number }): readonly Encoding[] | undefined {
  if (bytes.includes(wanted)) return [];
  budget.left -= bytes.length;
  if (budget.left < 0 || bytes.length > unpackedLimit) return undefined;
  const inUtf8 = escapedAs(bytes, wanted);
  if (inUtf8 !== undefined) return inUtf8;
  const texts = characterEncodings.flatMap(([encoding, decode]) => decode(bytes).map((text) => ({ encoding, text })));
  for (const { encoding, text } of texts) if (text.includes(wanted)) return [encoding];
  const [pdf] = escapes.filter(([encoding]) => encoding === 'pdf-string').flatMap(([, decode]) => decode(bytes));
  for (const [encoding, decode] of characterEncodings) {
    if (pdf !== undefined && decode(pdf).some((text) => text.includes(wanted))) return ['pdf-string', encoding];
  }
  for (const { encoding, text } of texts) {
    const escaped = escapedAs(text, wanted);
    if (escaped !== undefined) return [encoding, ...escaped];
  }
  return isInPieces(bytes, Buffer.from(wanted)) ? ['pieces'] : undefined;
}

function escapedAs(bytes: Buffer, wanted: string): readonly Encoding[] | undefined {
  for (const [encoding, decode] of escapes) {
    const text = decode(bytes)[0]?.toString('utf8') ?? '';
    if (encoding === 'xml' ? text.includes(oneBlank(wanted)) : text.includes(wanted)) return [encoding];
  }
  return undefined;
}

/** Bytes of a container that may stand inside a value: an Ogg page's header has up to 282. */
const gapLimit = 300;
/** Bytes of a value that must follow one another for a piece: fewer are found anywhere. */
const pieceLimit = 8;

/** True where a value stands in the bytes in order, with bytes of the container between its pieces. */
function isInPieces(bytes: Buffer, wanted: Buffer): boolean {
  if (wanted.length < 2 * pieceLimit) return isInTwo(bytes, wanted);
  for (let at = bytes.indexOf(wanted.subarray(0, pieceLimit)); at >= 0; ) {
    if (followsFrom(bytes, wanted, at)) return true;
    at = bytes.indexOf(wanted.subarray(0, pieceLimit), at + 1);
  }
  return false;
}

function followsFrom(bytes: Buffer, wanted: Buffer, from: number): boolean {
  let at = from;
  let done = 0;
  while (done < wanted.length) {
    let same = 0;
    while (done + same < wanted.length && bytes[at + same] === wanted[done + same]) same++;
    done += same;
    at += same;
    if (done === wanted.length) return true;
    const next = wanted.subarray(done, done + pieceLimit);
    const found = bytes.subarray(at, at + gapLimit + pieceLimit).indexOf(next);
    if (same === 0 || found < 0) return false;
    at += found;
  }
  return true;
}

/** A short value with one gap in it. */
function isInTwo(bytes: Buffer, wanted: Buffer): boolean {
  for (let cut = 1; cut < wanted.length; cut++) {
    const at = bytes.indexOf(wanted.subarray(0, cut));
    if (at < 0) return false;
    // One byte: the length of a GIF's sub-block.
    if (bytes.subarray(at + cut + 1, at + wanted.length + 1).equals(wanted.subarray(cut))) return true;
  }
  return false;
}

/** True where few bytes hold a number in either byte order. */
function numberIn(bytes: Buffer, wanted: string): boolean {
  if (!/^\d{1,9}$/.test(wanted) || bytes.length > 64) return false;
  const number = Number(wanted);
  const forms = [Buffer.from([number & 255]), Buffer.alloc(2), Buffer.alloc(2), Buffer.alloc(4), Buffer.alloc(4)] as const;
  forms[1].writeUInt16BE(number & 65535);
  forms[2].writeUInt16LE(number & 65535);
  forms[3].writeUInt32BE(number);
  forms[4].writeUInt32LE(number);
  return forms.some((form, index) => (index > 2 || number < (index === 0 ? 256 : 65536)) && bytes.includes(form));
}
