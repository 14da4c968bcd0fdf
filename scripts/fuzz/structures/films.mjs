// Films and sound, as their formats build them: chunks of RIFF and IFF, boxes, elements of EBML, KLV of MXF, pages of Ogg, tags and blocks.
import fc from 'fast-check';
import { be, field, filler, hex, joined, latin1, le, noise, numbers, pick, text } from './bytes.mjs';
import { chunks, file } from './chunks.mjs';
import { tiff } from './ifds.mjs';
import { id3, jumbf, payload, vorbis, xmp } from './payloads.mjs';

const empty = Buffer.alloc(0);

/** Chunks of four characters, a length and a body padded to two bytes. */
const iff = (number, names, nests, holding) =>
  chunks({
    names,
    nests,
    holding,
    write: (name, body, length) => joined(latin1(name), number(4, length), body, Buffer.alloc(body.length % 2)),
  });
const list = (number, kinds, names, holding) => (depth) =>
  depth <= 0
    ? payload
    : fc
        .tuple(
          pick(kinds),
          chunks({ names, holding, write: (name, body, length) => joined(latin1(name), number(4, length), body) }),
        )
        .map(([kind, body]) => joined(latin1(kind), body));
const info = list(
  le,
  ['INFO', 'adtl', 'hdrl', 'strl', 'exif', 'movi'],
  ['ISFT', 'ICMT', 'avih', 'strh', 'strf', 'note', 'LIST', '00dc'],
  {},
);
const bext = fc
  .tuple(field(256), field(32), field(32), field(18), numbers, text)
  .map((parts) => joined(parts.slice(0, 4), le(8, parts[4]), le(2, 2), Buffer.alloc(254), parts[5]));
const riffNames = [
  'fmt ',
  'data',
  'LIST',
  'bext',
  'iXML',
  'axml',
  'id3 ',
  'ID3 ',
  'cart',
  'ds64',
  'C2PA',
  'EXIF',
  'XMP ',
  'VP8X',
  'VP8 ',
  'ANMF',
  'idx1',
  'JUNK',
  '_PMX',
  'fact',
  'RIFF',
  'umid',
];
const riff = iff(le, riffNames, ['ANMF'], {
  LIST: info,
  bext,
  iXML: text,
  axml: xmp,
  _PMX: xmp,
  'XMP ': xmp,
  EXIF: tiff,
  C2PA: jumbf,
  'id3 ': id3,
  'ID3 ': id3,
  ds64: fc.tuple(numbers, numbers).map(([a, b]) => joined(le(8, a), le(8, b), le(8, 0), le(4, 0))),
});
const riffFile = (kind, form = 'RIFF') =>
  file(riff.map((body) => joined(latin1(form), le(4, form === 'RIFF' ? body.length + 4 : 2 ** 32 - 1), latin1(kind), body)));

const aiff = iff(be, ['COMM', 'SSND', 'NAME', 'AUTH', '(c) ', 'ANNO', 'COMT', 'ID3 ', 'APPL', 'MARK', 'XMP ', 'FVER'], [], {
  'ID3 ': id3,
  COMM: fc.constant(hex('00010000000000080400e4c4400000000000')),
});

/** Elements of EBML, some of unknown length. */
const ebmlIds = [
  0x1549a966, 0x1654ae6b, 0xae, 0xe0, 0x1941a469, 0x61a7, 0x1043a770, 0x45b9, 0xb6, 0x80, 0x1254c367, 0x7373, 0x67c8, 0x1f43b675,
  0x114d9b74, 0x4dbb,
];
const ebml = chunks({
  names: [
    ...ebmlIds,
    0x7ba9,
    0x4d80,
    0x5741,
    0x536e,
    0x466e,
    0x4660,
    0x465c,
    0x45a3,
    0x4487,
    0x4485,
    0x53ac,
    0x4489,
    0x2ad7b1,
    0xec,
    0xa3,
    0xb0,
  ],
  nests: ebmlIds,
  write: (id, body, length) =>
    joined(
      hex(id.toString(16)),
      length === 0 && body.length > 0 ? hex('01ffffffffffffff') : be(8, Math.min(length, 2 ** 52) + 2 ** 56),
      body,
    ),
});
const matroska = (type) =>
  file(
    hex('1a45dfa3'),
    be(1, 128 + 3 + type.length),
    hex('4282'),
    be(1, 128 + type.length),
    latin1(type),
    ebml.map((body) => joined(hex('18538067'), be(8, body.length + 2 ** 56), body)),
  );

/** KLV packets of MXF behind a header partition. */
const tagged = fc
  .array(
    fc.tuple(pick([0x3c01, 0x3c02, 0x4402, 0x1501, 0x1502, 0x4b01, 0x5001, 0x5003, 0x8001, 0x3c06]), fc.oneof(text, noise)),
    { maxLength: 5 },
  )
  .map((all) => joined(all.map(([tag, body]) => [be(2, tag), be(2, body.length), body])));
const klvs = chunks({
  names: [
    '060e2b34025301010d01010101013000',
    '060e2b34025301010d01010101011400',
    '060e2b34025301010d01010101013f00',
    '060e2b34020501010d01020101050100',
    '060e2b34020501010d01020101110100',
    '060e2b34010201010d01030115010500',
    '060e2b34020501010d01020101040400',
  ],
  holding: Object.fromEntries(['30', '14', '3f'].map((kind) => [`060e2b34025301010d0101010101${kind}00`, tagged])),
  write: (key, body, length) => joined(hex(key), hex('87'), be(7, Math.min(length, 2 ** 52)), body),
});
const mxf = file(
  fc
    .tuple(numbers, numbers, klvs)
    .map(([footer, header, body]) =>
      joined(
        hex('060e2b34020501010d0102010102040083'),
        be(3, 88),
        hex('00010003'),
        be(4, 1),
        be(8, 0),
        be(8, 0),
        be(8, footer),
        be(8, header === 1 ? body.length : header),
        Buffer.alloc(48),
        body,
      ),
    ),
);

const flac = file(
  latin1('fLaC'),
  hex('00000022'),
  Buffer.alloc(34, 1),
  chunks({
    names: [0, 1, 2, 4, 5, 6, 0x84, 0x81, 9],
    holding: { 4: vorbis, 132: vorbis },
    write: (name, body, length) => joined(be(1, name), be(3, length), body),
  }),
  pick([hex('fff8c918'), empty]),
);
const page = fc
  .tuple(
    pick([0, 1, 2, 4]),
    numbers,
    fc.nat(2),
    fc.oneof(
      vorbis.map((body) => joined(latin1('\x03vorbis'), body)),
      vorbis.map((body) => joined(latin1('OpusTags'), body)),
      fc.constant(joined(latin1('OpusHead'), hex('0102000080bb0000000000'))),
      payload,
    ),
  )
  .map(([kind, position, serial, made]) => {
    const body = made.subarray(0, 255 * 254);
    const lacing = joined(Buffer.alloc(Math.floor(body.length / 255), 255), be(1, body.length % 255));
    return joined(
      latin1('OggS'),
      be(1, 0),
      be(1, kind),
      le(8, position),
      le(4, serial),
      le(4, 0),
      le(4, 0),
      be(1, lacing.length),
      lacing,
      body,
    );
  });
const frames = pick([joined(hex('fffb9000'), Buffer.alloc(413), hex('fffb9000'), Buffer.alloc(413)), hex('fffb9000'), empty]);
const ape = chunks({
  names: ['Title', 'Comment', 'Cover Art (Front)', ''],
  write: (name, body, length) => joined(le(4, length), le(4, 0), latin1(`${name}\0`), body),
}).map((body) => joined(body, latin1('APETAGEX'), le(4, 2000), le(4, body.length + 32), le(4, 2), Buffer.alloc(12)));
const caf = file(
  latin1('caff'),
  hex('00010000'),
  latin1('desc'),
  be(8, 32),
  Buffer.alloc(32),
  chunks({
    names: ['info', 'data', 'uuid', 'free', 'midi', 'umid', 'strg', 'pakt'],
    write: (name, body, length) => joined(latin1(name), be(8, length), body),
  }),
);
const asf = file(
  chunks({
    names: [
      '3326b2758e66cf11a6d900aa0062ce6c',
      '40a4d0d207e3d21197f000a0c95ea850',
      'a1dcab8c47a9cf118ee400c00c205365',
      'ea cbf8c5af5b77488467aa8c44fa4cca'.replace(' ', ''),
      'b503bf5f2ea9cf118ee300c00c205365',
    ],
    write: (id, body, length) => joined(hex(id), le(8, length + 24), body),
  }).map((body) =>
    joined(
      hex('3026b2758e66cf11a6d900aa0062ce6c'),
      le(8, body.length + 30),
      le(4, 1),
      hex('0102'),
      body,
      hex('3626b2758e66cf11a6d900aa0062ce6c'),
      le(8, 50),
      Buffer.alloc(26),
    ),
  ),
);
const flv = file(
  latin1('FLV\x01\x05'),
  be(4, 9),
  be(4, 0),
  chunks({
    names: [8, 9, 18, 0],
    write: (name, body, length) => joined(be(1, name), be(3, length), Buffer.alloc(7), body, be(4, length + 11)),
  }),
);
const nal = fc
  .array(
    fc.tuple(
      pick(['000001', '00000001']),
      pick(['67640028', '6805', '0605', '4e01', '65', '4001', '41']),
      fc.oneof(payload, filler),
    ),
    { maxLength: 8 },
  )
  .map((all) => joined(all.map(([start, unit, body]) => [hex(start), hex(unit), body])));

/** Files by what they are called. */
export const films = {
  'a.wav': riffFile('WAVE'),
  'b.wav': riffFile('WAVE', 'RF64'),
  'a.webp': riffFile('WEBP'),
  'a.avi': riffFile('AVI '),
  'a.aiff': file(aiff.map((body) => joined(latin1('FORM'), be(4, body.length + 4), latin1('AIFF'), body))),
  'a.mkv': matroska('matroska'),
  'a.webm': matroska('webm'),
  'a.mxf': mxf,
  'a.flac': flac,
  'a.ogg': file(fc.array(page, { maxLength: 6 }).map(joined)),
  'a.mp3': file(
    id3,
    frames,
    fc.oneof(
      fc.constant(empty),
      ape,
      field(125).map((body) => joined(latin1('TAG'), body)),
    ),
  ),
  'a.caf': caf,
  'a.wmv': asf,
  'a.flv': flv,
  'a.h264': file(hex('0000000109100000000167640028'), nal),
  'a.h265': file(hex('000000014601500000000142010101'), nal),
};
