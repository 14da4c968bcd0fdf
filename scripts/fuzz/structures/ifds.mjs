// TIFF directories: entries whose values and further directories are placed by offsets, which may point anywhere, into each other and back.
import fc from 'fast-check';
import { be, hex, joined, le, lie, noise, pick, text, told } from './bytes.mjs';

/** Tags: sizes, strips, texts, XMP, IPTC, Photoshop, EXIF, GPS and further directories, C2PA, DNG, maker notes. */
const tags = [
  256, 257, 258, 259, 270, 271, 272, 273, 279, 282, 305, 306, 315, 324, 325, 330, 513, 514, 700, 33432, 33723, 34377, 34665,
  34853, 36867, 37500, 37510, 40091, 40965, 50706, 50740, 52545, 42112,
];
const directoryTags = new Set([330, 34665, 34853, 40965, 50740]);
const widths = [1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

const entry = fc.record({
  tag: pick(tags),
  type: fc.oneof({ weight: 6, arbitrary: pick([1, 2, 3, 4, 5, 7, 13]) }, { weight: 1, arbitrary: fc.nat(255) }),
  body: fc.oneof(text, noise),
  /** Where a pointer goes: to one of the directories, by number, the first among them. */
  to: fc.nat(4),
  how: lie,
});

/** @param marker of the header, where a camera has its own */
export function tiffOf(entries = entry, marker = undefined) {
  return fc
    .record({
      little: fc.boolean(),
      big: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
      directories: fc.array(
        fc.record({ entries: fc.array(entries, { maxLength: 6 }), next: fc.option(fc.nat(4), { freq: 3 }), how: lie }),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map((made) => written(made, marker));
}

function written({ little, big, directories }, marker) {
  const number = little ? le : be;
  const wide = big ? 8 : 4;
  const head = big ? 16 : 8;
  const sizeOf = ({ entries }) => (big ? 8 : 2) + entries.length * (big ? 20 : 12) + wide;
  const places = [];
  let at = head;
  for (const directory of directories) {
    places.push(at);
    at += sizeOf(directory);
  }
  const place = (index) => places[index % (places.length + 1)] ?? 0xfffffff0;
  const bodies = [];
  const parts = directories.map(({ entries, next, how }) => [
    number(big ? 8 : 2, told(entries.length, how)),
    entries.map((one) => {
      const isPointer = directoryTags.has(one.tag);
      const count = isPointer ? 1 : Math.floor(one.body.length / (widths[one.type] || 1));
      let value;
      if (isPointer) value = number(wide, place(one.to));
      else if (one.body.length <= wide) value = joined(one.body, Buffer.alloc(wide - one.body.length));
      else {
        value = number(wide, at);
        bodies.push(one.body);
        at += one.body.length;
      }
      return [number(2, one.tag), number(2, isPointer ? 4 : one.type), number(wide, told(count, one.how)), value];
    }),
    number(wide, next === null ? 0 : place(next)),
  ]);
  const start = marker ?? number(2, big ? 43 : 42);
  const first = big ? joined(number(2, 8), number(2, 0), number(8, 16)) : number(4, 8);
  return joined(hex(little ? '4949' : '4d4d'), start, first, parts, bodies);
}

export const tiff = tiffOf();

/** A TIFF whose entries hold what the other structures make. */
export const tiffWith = (body, marker) =>
  tiffOf(
    entry.chain((one) => body.map((bytes) => ({ ...one, body: bytes }))),
    marker,
  );
