// Gives a file of any format bytes of its own, in a place where the format allows them, so that no two files of a tree are alike.
import { crc32 } from 'node:zlib';

const text = (number) => `own ${String(number).padStart(10, '0')}`;

function length(size, bytes = 4) {
  const field = Buffer.alloc(bytes);
  field.writeUIntBE(size, 0, bytes);
  return field;
}

/** A comment behind the start of the picture. */
function inJpeg(bytes, number) {
  const comment = Buffer.from(text(number), 'latin1');
  return Buffer.concat([
    bytes.subarray(0, 2),
    Buffer.from([0xff, 0xfe]),
    length(comment.length + 2, 2),
    comment,
    bytes.subarray(2),
  ]);
}

/** A text chunk before the last one. */
function inPng(bytes, number) {
  const chunk = Buffer.from(`tEXtComment\0${text(number)}`, 'latin1');
  return Buffer.concat([bytes.subarray(0, -12), length(chunk.length - 4), chunk, length(crc32(chunk)), bytes.subarray(-12)]);
}

/** A comment extension before the trailer. */
function inGif(bytes, number) {
  const comment = Buffer.from(text(number), 'latin1');
  return Buffer.concat([bytes.subarray(0, -1), Buffer.from([0x21, 0xfe, comment.length]), comment, Buffer.from([0, 0x3b])]);
}

/** A box of free space at the end. */
function inBoxes(bytes, number) {
  const own = Buffer.from(`free${text(number)}`, 'latin1');
  return Buffer.concat([bytes, length(own.length + 4), own]);
}

/** A padding chunk at the end, which the length of the whole covers. */
const inChunks = (bigEndian) => (bytes, number) => {
  const own = Buffer.from(text(number), 'latin1');
  const size = Buffer.alloc(4);
  bigEndian ? size.writeUInt32BE(own.length) : size.writeUInt32LE(own.length);
  const all = Buffer.concat([bytes, Buffer.from('JUNK'), size, own]);
  bigEndian ? all.writeUInt32BE(all.length - 8, 4) : all.writeUInt32LE(all.length - 8, 4);
  return all;
};

/** The EBML element for nothing, at the end. */
const inElements = (bytes, number) =>
  Buffer.concat([bytes, Buffer.from([0xec, 0x80 | text(number).length]), Buffer.from(text(number), 'latin1')]);

/** A padding block behind the first one, which is never the last where tags follow. */
const inBlocks = (bytes, number) => {
  const own = Buffer.from(text(number), 'latin1');
  return Buffer.concat([bytes.subarray(0, 42), Buffer.from([1]), length(own.length, 3), own, bytes.subarray(42)]);
};

/** A comment inside the packet. */
const inPacket = (bytes, number) =>
  Buffer.from(bytes.toString('utf8').replace('</x:xmpmeta>', `<!-- ${text(number)} --></x:xmpmeta>`));

/** Text written over what lies at a place that says nothing: the name of the file itself, the last sound or pixels. */
const over = (place) => (bytes, number) => {
  const all = Buffer.from(bytes);
  const own = Buffer.from(text(number), 'latin1');
  own.copy(all, place < 0 ? all.length + place * own.length : place);
  return all;
};

const behind = (between) => (bytes, number) => Buffer.concat([bytes, Buffer.from(`${between}${text(number)}\n`, 'latin1')]);

const boxes = ['mp4', 'mov', 'm4a', 'avif', 'heic', 'jp2'].map((ending) => [ending, inBoxes]);
const chunks = ['wav', 'avi', 'webp'].map((ending) => [ending, inChunks(false)]);
const places = new Map([
  ...boxes,
  ...chunks,
  ['jpg', inJpeg],
  ['png', inPng],
  ['gif', inGif],
  ['aiff', inChunks(true)],
  ['mkv', inElements],
  ['dpx', over(36)],
  ['pdf', behind('\n%')],
  ['tif', behind('')],
  ['xmp', inPacket],
  ['flac', inBlocks],
]);

/**
 * The bytes with a number of their own; formats without a place for it (PSD, EXR, MP3, BMP) have it in their last pixels
 * or sound.
 * @param ending of the file's name
 */
export const withOwnBytes = (ending, bytes, number) => (places.get(ending) ?? over(-1))(bytes, number);
