// Numbers and texts as files hold them, and the lies that a length can tell.
import fc from 'fast-check';
import { texts } from '../texts.mjs';

/** A number in so many bytes; what does not fit is cut, as a writer that counts wrong would. */
export function be(width, value) {
  const bytes = Buffer.alloc(width);
  let left = BigInt.asUintN(width * 8, BigInt(Math.trunc(value)));
  for (let at = width - 1; at >= 0; at--) {
    bytes[at] = Number(left & 255n);
    left >>= 8n;
  }
  return bytes;
}

/** The same with the lowest byte first. */
export const le = (width, value) => be(width, value).reverse();

export const latin1 = (text) => Buffer.from(text, 'latin1');
export const joined = (...parts) => Buffer.concat(parts.flat(Number.POSITIVE_INFINITY));
export const hex = (digits) => Buffer.from(digits, 'hex');
export const pick = (list) => fc.constantFrom(...list);
export const numbers = pick([0, 1, 2, 3, 8, 24, 100, 255, 65_535, 2 ** 31 - 1, 2 ** 32 - 1]);

/** What a length says instead of the true one: mostly the truth. */
const lies = {
  zero: () => 0,
  one: () => 1,
  shorter: (length) => length - 1,
  longer: (length) => length + 1,
  half: (length) => length / 2,
  beyond: (length) => length + 70_000,
  signed: () => 2 ** 31,
  most: () => 2 ** 32 - 1,
  endless: () => 2 ** 53,
};
export const lie = fc.oneof({ weight: 30, arbitrary: fc.constant('true') }, { weight: 1, arbitrary: pick(Object.keys(lies)) });

/** The length that is written where `length` is true. */
export const told = (length, name) => lies[name]?.(length) ?? length;

const utf16be = (text) => Buffer.from(text, 'utf16le').swap16();
const encodings = [
  (text) => Buffer.from(text, 'utf8'),
  latin1,
  (text) => Buffer.from(text, 'utf16le'),
  utf16be,
  (text) => Buffer.from(`\ufeff${text}`, 'utf8'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => utf16be(`\ufeff${text}`),
  (text) => joined(Buffer.from(text, 'utf8'), hex('00')),
  (text) => joined(Buffer.from(text, 'utf8'), hex('c3ff80fe')),
];

/** Words that readers and markers look for, so that what is made says something. */
const telling = pick([
  'AI generated',
  'Adobe Firefly',
  'parameters',
  'Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Model: sd_xl',
  '{"AIGC":{"Label":"1","ContentProducer":"x"}}',
  'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
  '{"prompt":{"1":{"class_type":"KSampler","inputs":{}}}}',
  '2026-11-24T10:00:00+01:00',
]);

/** Texts, some hostile, some telling, in some encoding. */
export const words = fc.oneof({ weight: 2, arbitrary: texts }, { weight: 1, arbitrary: telling });
export const text = fc
  .tuple(words, fc.nat(encodings.length - 1))
  .map(([value, encoding]) => encodings[encoding](value.length > 4000 ? value.slice(0, 4000) : value));

/** Bytes of any kind, short. */
export const noise = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));

/** Bytes of which nothing is known but how many: as many as what pictures and sound take. */
export const filler = fc
  .tuple(pick([0, 1, 7, 64, 300, 5000, 70_000]), pick([0, 0x20, 0xff, 0x47]))
  .map(([length, value]) => Buffer.alloc(length, value));

/** A fixed number of characters, cut or filled, as headers with fields of one length have them. */
export const field = (length, fill = 0) =>
  text.map((bytes) => joined(bytes.subarray(0, length), Buffer.alloc(Math.max(0, length - bytes.length), fill)));
