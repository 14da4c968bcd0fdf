/** Chunk and box writers for what no tool at hand writes, or writes in one of several forms only. */
import { crc32, deflateSync } from 'node:zlib';
import { id3Tag, infoList, pngWithText, withChunk } from '../fixtures/containers.mjs';

const latin = (text) => Buffer.from(text, 'latin1');
const be16 = (value) => Buffer.from([(value >> 8) & 255, value & 255]);
const be32 = (value) => Buffer.from([(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
const le16 = (value) => Buffer.from(be16(value)).reverse();
const le32 = (value) => Buffer.from(be32(value)).reverse();
const utf16be = (text) => Buffer.from(text, 'utf16le').swap16();

export { infoList, pngWithText, withChunk };

/** The PNG with chunks `[type, content]` put before the first chunk of type `before`: `IDAT`, `IEND`. PNG 3rd ed., 5.3. */
export function pngWithChunks(png, chunks, before) {
  let at = 8;
  while (png.toString('latin1', at + 4, at + 8) !== before) at += 12 + png.readUInt32BE(at);
  const made = chunks.map(([type, content]) => {
    const body = Buffer.concat([latin(type), content]);
    return Buffer.concat([be32(content.length), body, be32(crc32(body))]);
  });
  return Buffer.concat([png.subarray(0, at), ...made, png.subarray(at)]);
}

/** Contents of the three kinds of PNG text chunk. */
export const pngText = {
  tEXt: (keyword, value) => Buffer.concat([latin(`${keyword}\0`), latin(value)]),
  zTXt: (keyword, value) => Buffer.concat([latin(`${keyword}\0\0`), deflateSync(latin(value))]),
  iTXt: (keyword, value) => Buffer.concat([latin(`${keyword}\0\0\0\0\0`), Buffer.from(value)]),
  packed: (keyword, value) => Buffer.concat([latin(`${keyword}\0\x01\0\0\0`), deflateSync(Buffer.from(value))]),
};

/** The JPEG with a segment after SOI. ITU-T T.81, B.1.1.4. */
export function jpegWithSegment(jpeg, marker, content) {
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, marker]), be16(content.length + 2), content, jpeg.subarray(2)]);
}

/** The GIF with a comment extension before its trailer. GIF89a, 24. */
export function gifWithComment(gif, value) {
  const bytes = Buffer.from(value);
  const blocks = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.subarray(at, at + 255);
    blocks.push(Buffer.from([block.length]), block);
  }
  return Buffer.concat([gif.subarray(0, -1), Buffer.from([0x21, 0xfe]), ...blocks, Buffer.from([0, 0x3b])]);
}

/** Samsung's trailer with named blocks: `SEFH` directory, `SEFT` end (ExifTool, Samsung.pm, ProcessSamsung). */
export function withSamsungTrailer(file, blocks) {
  const types = { PhotoEditor_Re_Edit_Data: 0x0ba1, PEg_Info: 0x0c51 };
  const made = Object.entries(blocks).map(([name, value]) => {
    const type = types[name] ?? 0x0001;
    return { type, bytes: Buffer.concat([le16(0), le16(type), le32(name.length), latin(name), Buffer.from(value)]) };
  });
  const total = made.reduce((sum, { bytes }) => sum + bytes.length, 0);
  let before = total;
  const entries = made.map(({ type, bytes }) => {
    const entry = Buffer.concat([le16(0), le16(type), le32(before), le32(bytes.length)]);
    before -= bytes.length;
    return entry;
  });
  const directory = Buffer.concat([latin('SEFH'), le32(101), le32(entries.length), ...entries]);
  return Buffer.concat([file, ...made.map(({ bytes }) => bytes), directory, le32(directory.length), latin('SEFT')]);
}

const box = (type, ...content) => {
  const body = Buffer.concat(content);
  return Buffer.concat([be32(body.length + 8), latin(type), body]);
};

/** The MP4 or MOV with boxes at the end of `moov/udta`; `moov` must be its last box, so that no offset of samples moves. */
export function withUserData(file, ...boxes) {
  const moov = topBox(file, 'moov');
  if (moov.at + moov.size !== file.length) throw new Error('moov is not the last box');
  const udta = box('udta', ...boxes);
  const whole = Buffer.concat([file, udta]);
  whole.writeUInt32BE(moov.size + udta.length, moov.at);
  return whole;
}

function topBox(file, wanted) {
  for (let at = 0; at + 8 <= file.length; at += file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === wanted) return { at, size: file.readUInt32BE(at) };
  }
  throw new Error(`no ${wanted}`);
}

/** `udta` text as 3GPP and QuickTime never defined it: the bare characters. */
export const plainUserData = (type, value) => box(type, Buffer.from(value));
/** QuickTime's international text: size, language, text. */
export const internationalText = (type, value) => box(type, be16(Buffer.byteLength(value)), be16(0x55c4), Buffer.from(value));

const dataBox = (value) => box('data', be32(1), be32(0), Buffer.from(value));

/** A `meta` box of iTunes items; names are `©cmt` or `----:mean:name`. */
export function itunesMeta(items) {
  const handler = box('hdlr', be32(0), be32(0), latin('mdirappl'), Buffer.alloc(9));
  const entries = Object.entries(items).map(([name, value]) => {
    const [, mean, key] = /^----:([^:]+):(.+)$/.exec(name) ?? [];
    if (mean === undefined) return box(name, dataBox(value));
    return box('----', box('mean', be32(0), latin(mean)), box('name', be32(0), latin(key)), dataBox(value));
  });
  return box('meta', be32(0), handler, box('ilst', ...entries));
}

/** An ID3 frame's text in one of its four encodings. ID3v2.4, 4. */
const encodings = [
  { name: 'Latin-1', bytes: latin, end: Buffer.alloc(1) },
  {
    name: 'UTF-16',
    bytes: (text) => Buffer.concat([Buffer.from([255, 254]), Buffer.from(text, 'utf16le')]),
    end: Buffer.alloc(2),
  },
  { name: 'UTF-16BE', bytes: utf16be, end: Buffer.alloc(2) },
  { name: 'UTF-8', bytes: (text) => Buffer.from(text), end: Buffer.alloc(1) },
];

/** An ID3v2 tag of version 3 or 4 with one frame: `TXXX:description`, `COMM:description`, `GEOB:description`, `PRIV:owner`, `W…`, `T…`. */
export function id3With(name, value, { version = 4, encoding = 3 } = {}) {
  const [id, description = ''] = name.split(/:(.*)/s);
  const { bytes, end } = encodings[encoding];
  const content = {
    TXXX: () => Buffer.concat([Buffer.from([encoding]), bytes(description), end, bytes(value)]),
    COMM: () => Buffer.concat([Buffer.from([encoding]), latin('eng'), bytes(description), end, bytes(value)]),
    GEOB: () => Buffer.concat([Buffer.from([encoding]), latin('text/plain\0'), end, bytes(description), end, Buffer.from(value)]),
    PRIV: () => Buffer.concat([latin(`${description}\0`), Buffer.from(value)]),
  };
  const write =
    content[id] ?? (id.startsWith('W') ? () => latin(value) : () => Buffer.concat([Buffer.from([encoding]), bytes(value)]));
  const body = write();
  const sized = (length) => (version === 4 ? syncsafe(length) : be32(length));
  const frame = Buffer.concat([latin(id), sized(body.length), Buffer.alloc(2), body]);
  return Buffer.concat([latin('ID3'), Buffer.from([version, 0, 0]), syncsafe(frame.length), frame]);
}

const syncsafe = (length) => Buffer.from([21, 14, 7, 0].map((shift) => (length >> shift) & 127));

/** The FLAC with a VORBIS_COMMENT block of its own behind STREAMINFO. RFC 9639, 8.6. */
export function flacWithComment(flac, key, value) {
  const comment = Buffer.from(`${key}=${value}`);
  const content = Buffer.concat([le32(0), le32(1), le32(comment.length), comment]);
  const streamInfo = 4 + 4 + 34;
  const head = Buffer.from(flac.subarray(0, streamInfo));
  const rest = flac.subarray(streamInfo);
  if (head[4] & 0x80) throw new Error('STREAMINFO is the only block');
  return Buffer.concat([head, Buffer.from([4]), be32(content.length).subarray(1), content, withoutComments(rest)]);
}

/** ffmpeg always writes a comment block; two of them would be no valid FLAC, so its own becomes padding. */
function withoutComments(blocks) {
  const bytes = Buffer.from(blocks);
  for (let at = 0; ; ) {
    if ((bytes[at] & 127) === 4) bytes[at] = (bytes[at] & 128) | 1;
    if (bytes[at] & 128) return bytes;
    at += 4 + bytes.readUIntBE(at + 1, 3);
  }
}

/** A broadcast wave's `bext` chunk with a description. EBU Tech 3285. */
export function bext(description) {
  const content = Buffer.alloc(602);
  content.write(description.slice(0, 256), 0, 'utf8');
  return content;
}

/** An iXML document with one element of this name. */
export const ixml = (name, value) =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><BWFXML><${name}>${escaped(value)}</${name}></BWFXML>`);

export const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The OpenEXR with a string attribute before the end of its header. */
export function exrWithText(exr, name, value) {
  const text = Buffer.from(value);
  const attribute = Buffer.concat([latin(`${name}\0string\0`), le32(text.length), text]);
  const whole = Buffer.concat([exr.subarray(0, 8), attribute, exr.subarray(8)]);
  return shiftedOffsets(whole, attribute.length);
}

/** The scan line offsets behind the header count from the start of the file and move with the header. */
function shiftedOffsets(exr, by) {
  let at = 8;
  let lines = 0;
  while (exr[at] !== 0) {
    const nameEnd = exr.indexOf(0, at);
    const typeEnd = exr.indexOf(0, nameEnd + 1);
    const size = exr.readUInt32LE(typeEnd + 1);
    if (exr.toString('latin1', at, nameEnd) === 'dataWindow') lines = exr.readInt32LE(typeEnd + 5 + 12) + 1;
    at = typeEnd + 5 + size;
  }
  for (let line = 0; line < lines; line += 1) {
    const entry = at + 1 + line * 8;
    exr.writeBigUInt64LE(exr.readBigUInt64LE(entry) + BigInt(by), entry);
  }
  return exr;
}

/** The DPX with a text in its file header: `creator` (100 bytes) or `project` (200), or as user data. SMPTE ST 268-1. */
export function dpxWithText(dpx, field, value) {
  if (field === 'userData') return dpxWithUserData(dpx, Buffer.from(value));
  const [at, size] = { creator: [160, 100], project: [260, 200] }[field];
  const whole = Buffer.from(dpx);
  whole.fill(0, at, at + size);
  whole.write(value.slice(0, size - 1), at, 'utf8');
  return whole;
}

/** User data stand between the headers and the picture: 32 bytes of the owner's name, then what the owner likes. */
function dpxWithUserData(dpx, text) {
  const head = Buffer.from(dpx.subarray(0, 2048));
  const data = Buffer.concat([Buffer.alloc(32), text, Buffer.alloc((4 - (text.length % 4)) % 4)]);
  data.write('MATRIX', 0, 'latin1');
  head.writeUInt32BE(2048 + data.length, 4);
  head.writeUInt32BE(dpx.length + data.length, 16);
  head.writeUInt32BE(data.length, 32);
  head.writeUInt32BE(2048 + data.length, 808);
  return Buffer.concat([head, data, dpx.subarray(2048)]);
}

/** The SVG with an XMP packet in its metadata, or with a comment. */
export function svgWith(svg, content) {
  return Buffer.from(svg.toString('utf8').replace('<rect', `${content}<rect`));
}

/** The FLV with a script tag `name` in front of the first tag. Adobe FLV specification, E.4.4. */
export function flvWithScript(flv, name, key, value) {
  const text = (word) => Buffer.concat([be16(Buffer.byteLength(word)), Buffer.from(word)]);
  const long = Buffer.concat([Buffer.from([12]), be32(Buffer.byteLength(value)), Buffer.from(value)]);
  const body = Buffer.concat([Buffer.from([2]), text(name), Buffer.from([8]), be32(1), text(key), long, Buffer.from([0, 0, 9])]);
  const tag = Buffer.concat([Buffer.from([18]), be32(body.length).subarray(1), Buffer.alloc(7), body]);
  return Buffer.concat([flv.subarray(0, 13), tag, be32(tag.length), flv.subarray(13)]);
}

/** The ASF with an object behind its data: XMP stands at the top level (XMP specification part 3, 2.1). */
export function withAsfObject(asf, guid, content) {
  return Buffer.concat([asf, Buffer.from(guid, 'hex'), le32(content.length + 24), le32(0), content]);
}

/** A file whose SEI text is right but whose identifier an old ffmpeg parsed wrongly (fixed in 4.2), with the right one. */
export function withSeiIdentifier(file, uuid, text) {
  const at = file.indexOf(text.trim());
  if (at < 16) throw new Error('ffmpeg wrote no SEI message');
  const whole = Buffer.from(file);
  whole.set(Buffer.from(uuid.replaceAll('-', ''), 'hex'), at - 16);
  return whole;
}

/** GUID of the XMP object of ASF, as it lies in the file. XMP specification part 3, 2.1 (BE7ACFCB-97A9-42E8-9C71-999491E3AFAC). */
export const asfXmp = 'cbcf7abea997e8429c71999491e3afac';

/** The MPEG program stream with user data before its first group of pictures, in the same packet. ISO/IEC 13818-2, 6.2.2.2. */
export function mpegWithUserData(mpg, text) {
  const at = mpg.indexOf(Buffer.from([0, 0, 1, 0xb8]));
  const packet = mpg.lastIndexOf(Buffer.from([0, 0, 1, 0xe0]), at);
  if (at < 0 || packet < 0) throw new Error('no group of pictures');
  const data = Buffer.concat([Buffer.from([0, 0, 1, 0xb2]), Buffer.from(text)]);
  const whole = Buffer.concat([mpg.subarray(0, at), data, mpg.subarray(at)]);
  whole.writeUInt16BE(mpg.readUInt16BE(packet + 4) + data.length, packet + 4);
  return whole;
}

/** AIFF's application chunk with XMP, as Adobe's toolkit writes it. */
export const aiffXmp = (packet) => Buffer.concat([latin('XMP '), Buffer.from(packet)]);

export { id3Tag };
