// Files of boxes: films of ISO base media and QuickTime, pictures of HEIF, JPEG 2000 and JPEG XL.
import fc from 'fast-check';
import { be, hex, joined, latin1, noise, numbers, pick, text } from './bytes.mjs';
import { chunks, file } from './chunks.mjs';
import { tiff } from './ifds.mjs';
import { jumbf, payload, xmp } from './payloads.mjs';

const empty = Buffer.alloc(0);

/** Boxes; of the type `uuid` with an identifier, some with 64 bits of length. */
const containers = [
  'moov',
  'trak',
  'mdia',
  'minf',
  'stbl',
  'udta',
  'meta',
  'moof',
  'traf',
  'iprp',
  'ipco',
  'dinf',
  'edts',
  'jp2h',
  'uinf',
  'asoc',
  'ilst',
  'iinf',
  'jumb',
];
const leaves = [
  'ftyp',
  'mdat',
  'free',
  'uuid',
  'mvhd',
  'tkhd',
  'mdhd',
  'hdlr',
  'stsd',
  'stco',
  'co64',
  'stsz',
  'stsc',
  'stts',
  'keys',
  'data',
  'iloc',
  'infe',
  'pitm',
  'iref',
  'idat',
  'ispe',
  'XMP_',
  '\u00a9swr',
  '\u00a9too',
  '----',
  'mean',
  'name',
  'ihdr',
  'jp2c',
  'jxlc',
  'jxlp',
  'Exif',
  'xml ',
  'brob',
  'jumd',
  'Xtra',
  'cmov',
];
const full = (body) => joined(be(4, 0), body);
const words32 = fc.array(numbers, { maxLength: 8 }).map((values) => joined(values.map((value) => be(4, value))));
const item = fc
  .tuple(pick([0, 1, 2]), fc.array(fc.tuple(fc.nat(3), fc.nat(2), numbers, numbers), { maxLength: 4 }))
  .map(([version, items]) =>
    joined(
      be(1, version),
      hex('000000'),
      hex('4400'),
      be(version < 2 ? 2 : 4, items.length),
      items.map(([id, method, offset, length]) => [
        be(version < 2 ? 2 : 4, id),
        version === 0 ? empty : be(2, method),
        be(2, 0),
        be(2, 1),
        be(4, offset),
        be(4, length),
      ]),
    ),
  );
const uuids = [
  'be7acfcb97a942e89c71999491e3afac',
  'd8fec3d61b0e483c92975828877ec481',
  '05376a3c2e564dd1a1b8a49d3b7a91c4',
  '4a706754694666656372446972000000',
];
const boxes = chunks({
  names: [...containers, ...leaves],
  nests: containers,
  holding: {
    uuid: fc.tuple(pick(uuids), fc.oneof(xmp, jumbf, tiff, payload)).map(([id, body]) => joined(hex(id), body)),
    hdlr: fc
      .tuple(pick(['vide', 'mdir', 'pict', 'mdta', 'tmcd']), text)
      .map(([kind, name]) => full(joined(be(4, 0), latin1(kind), Buffer.alloc(12), name))),
    infe: fc
      .tuple(fc.nat(3), pick(['Exif', 'mime', 'hvc1']), pick(['application/rdf+xml\0', 'text/plain\0deflate\0', '']))
      .map(([id, kind, type]) => joined(hex('02000000'), be(2, id), be(2, 0), latin1(`${kind}\0${type}`))),
    iloc: item,
    stsd: fc
      .tuple(pick(['avc1', 'hvc1', 'tmcd', 'mp4a']), noise)
      .map(([codec, body]) =>
        joined(
          be(4, 0),
          be(4, 1),
          be(4, 94),
          latin1(codec),
          Buffer.alloc(78),
          body,
          be(4, 15),
          latin1('avcC'),
          hex('01640028ff0000'),
        ),
      ),
    ...Object.fromEntries(
      ['stco', 'co64', 'stsz', 'stsc', 'stts', 'mvhd', 'mdhd', 'tkhd', 'keys'].map((name) => [name, words32.map(full)]),
    ),
    data: text.map((body) => joined(be(4, 1), be(4, 0), body)),
    XMP_: xmp,
    'xml ': xmp.map(full),
    Exif: tiff.map(full),
    brob: payload.map((body) => joined(latin1('xml '), body)),
    jumb: jumbf.map((bytes) => bytes.subarray(8)),
    ihdr: fc.constant(hex('0000001000000010000107070000')),
  },
  write: (name, body, length) => {
    const own = name === 'meta' || name === 'iinf' ? joined(be(name === 'meta' ? 4 : 6, 0), body) : body;
    const size = length + own.length - body.length;
    return size > 60_000 ? joined(be(4, 1), latin1(name), be(8, size + 16), own) : joined(be(4, size + 8), latin1(name), own);
  },
  most: 5,
});
const brand = (name) =>
  file(
    joined(be(4, 16), latin1('ftyp'), latin1(name), be(4, 0)),
    fc.oneof(
      {
        weight: 3,
        arbitrary: boxes.map((body) =>
          joined(
            be(4, body.length + 116),
            latin1('moov'),
            be(4, 108),
            latin1('mvhd'),
            Buffer.alloc(100),
            body,
            hex('000000086d646174'),
          ),
        ),
      },
      { weight: 1, arbitrary: boxes },
    ),
  );

/** Files by what they are called. */
export const boxFiles = {
  'a.mp4': brand('isom'),
  'a.mov': brand('qt  '),
  'a.heic': brand('heic'),
  'a.avif': brand('avif'),
  'a.cr3': brand('crx '),
  'a.m4a': brand('M4A '),
  'a.jp2': file(hex('0000000c6a5020200d0a870a'), hex('00000010667479706a70322000000000'), boxes),
  'a.jxl': file(hex('0000000c4a584c200d0a870a'), hex('00000010667479706a786c2000000000'), boxes),
};
