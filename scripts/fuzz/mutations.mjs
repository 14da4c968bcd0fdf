// Ways in which a file can be broken, as fast-check generates and shrinks them: a few words instead of the bytes themselves, so that
// a failure is told by the file it began with and the fewest changes that still show it.
import fc from 'fast-check';

/** Numbers at the edges of what lengths and offsets can say. */
const edges = [0, 1, 2, 7, 8, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

/** A place in a file: mostly near its beginning, where headers are. A share of the length, so that it means something after others. */
const place = fc.oneof(
  { weight: 3, arbitrary: fc.nat(512).map((at) => ({ at })) },
  { weight: 2, arbitrary: fc.nat(9999).map((share) => ({ share })) },
  { weight: 1, arbitrary: fc.nat(256).map((back) => ({ back })) },
);
const width = fc.constantFrom(1, 2, 4, 8);

const mutation = fc.oneof(
  fc.record({ kind: fc.constant('byte'), place, value: fc.nat(255) }),
  fc.record({ kind: fc.constant('bit'), place, value: fc.nat(7) }),
  fc.record({ kind: fc.constant('number'), place, width, little: fc.boolean(), value: fc.constantFrom(...edges) }),
  fc.record({ kind: fc.constant('count'), place, width, little: fc.boolean(), value: fc.integer({ min: -16, max: 16 }) }),
  fc.record({ kind: fc.constant('cut'), place }),
  fc.record({ kind: fc.constant('remove'), place, length: fc.nat(300) }),
  fc.record({
    kind: fc.constant('repeat'),
    place,
    length: fc.integer({ min: 1, max: 300 }),
    times: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({
    kind: fc.constant('fill'),
    place,
    length: fc.integer({ min: 1, max: 300 }),
    value: fc.constantFrom(0, 0x20, 0x3c, 0xff),
  }),
  fc.record({
    kind: fc.constant('insert'),
    place,
    text: fc.constantFrom(
      ...[
        '<',
        '&',
        '\0',
        '\u001b[2J',
        '{"',
        '<![CDATA[',
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '\ud800',
        'jumb',
        'c2pa',
        'uuid',
        'eXIf',
        'Exif\0\0',
      ],
    ),
  }),
  fc.record({ kind: fc.constant('move'), place, to: place, length: fc.integer({ min: 1, max: 200 }) }),
);

/**
 * Inputs made from some files.
 * @param count of the files
 */
export function broken(count) {
  return fc.record({ seed: fc.nat(count - 1), mutations: fc.array(mutation, { minLength: 1, maxLength: 6 }) });
}

/** Files may grow so far: what hangs on a megabyte hangs on a film. */
const longest = 4 * 1024 * 1024;

function offsetOf(place, length) {
  if ('at' in place) return Math.min(place.at, length);
  if ('share' in place) return Math.floor((place.share / 10_000) * length);
  return Math.max(0, length - place.back);
}

/** Applies changes to bytes, which stay as they are. */
export function mutated(bytes, mutations) {
  return mutations.reduce((current, one) => (current.length > longest ? current : changed(current, one)), Buffer.from(bytes));
}

function changed(bytes, { kind, place, value, width: wide, little, length, times, text, to }) {
  const at = offsetOf(place, bytes.length);
  if (kind === 'byte' && at < bytes.length) bytes[at] = value;
  if (kind === 'bit' && at < bytes.length) bytes[at] ^= 1 << value;
  if ((kind === 'number' || kind === 'count') && at + wide <= bytes.length) {
    const now = kind === 'number' ? 0n : read(bytes, at, wide, little);
    write(bytes, at, wide, little, now + BigInt(value));
  }
  if (kind === 'cut') return bytes.subarray(0, at);
  if (kind === 'remove') return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
  if (kind === 'repeat') {
    const piece = bytes.subarray(at, at + length);
    return Buffer.concat([bytes.subarray(0, at), ...Array.from({ length: times }, () => piece), bytes.subarray(at)]);
  }
  if (kind === 'fill') bytes.fill(value, at, Math.min(at + length, bytes.length));
  if (kind === 'insert') return Buffer.concat([bytes.subarray(0, at), Buffer.from(text), bytes.subarray(at)]);
  if (kind === 'move') bytes.copy(bytes, offsetOf(to, bytes.length), at, at + length);
  return bytes;
}

function read(bytes, at, wide, little) {
  const piece = bytes.subarray(at, at + wide);
  const ordered = little ? Buffer.from(piece).reverse() : piece;
  return BigInt(`0x${ordered.toString('hex')}`);
}

function write(bytes, at, wide, little, value) {
  const piece = Buffer.from(
    BigInt.asUintN(wide * 8, value)
      .toString(16)
      .padStart(wide * 2, '0'),
    'hex',
  );
  if (little) piece.reverse();
  piece.copy(bytes, at);
}
