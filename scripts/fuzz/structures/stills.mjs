// Still pictures, as their formats build them.
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { be, hex, joined, latin1, le, lie, noise, numbers, pick, text, told } from './bytes.mjs';
import { chunks, file } from './chunks.mjs';
import { tiff, tiffWith } from './ifds.mjs';
import { iptc, jumbf, payload, resources, xmp } from './payloads.mjs';

const small = pick([0, 1, 2, 16]);
const after = (start, body) => body.map((bytes) => joined(typeof start === 'string' ? latin1(start) : start, bytes));

/** Markers of JPEG, two bytes of length after them; entropy-coded data behind SOS. */
const jpegSegments = chunks({
  names: [0xe0, 0xe1, 0xe2, 0xea, 0xeb, 0xed, 0xfe, 0xdb, 0xc0, 0xc4, 0xdd, 0xda, 0xd0, 0xd8, 0xd9],
  holding: {
    224: after('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', fc.constant(Buffer.alloc(0))),
    225: fc.oneof(
      after('Exif\0\0', tiff),
      after('http://ns.adobe.com/xap/1.0/\0', xmp),
      after(
        `http://ns.adobe.com/xmp/extension/\0${'A'.repeat(32)}`,
        fc.tuple(numbers, numbers, xmp).map(([a, b, c]) => joined(be(4, a), be(4, b), c)),
      ),
    ),
    226: fc.oneof(after('MPF\0', tiffWith(noise)), after('ICC_PROFILE\0\x01\x01', noise)),
    234: after('UNICODE\0', text),
    235: fc.tuple(fc.nat(3), numbers, jumbf).map(([box, piece, body]) => joined(latin1('JP'), be(2, box), be(4, piece), body)),
    237: after('Photoshop 3.0\0', resources),
    192: fc.tuple(small, small).map(([height, width]) => joined(hex('08'), be(2, height), be(2, width), hex('01011100'))),
    218: fc.constant(hex('010100003f00')),
  },
  write: (name, body, length) => {
    if (name === 0xd0 || name === 0xd8 || name === 0xd9) return be(2, 0xff00 + name);
    return joined(be(2, 0xff00 + name), be(2, length + 2), body, name === 0xda ? hex('1234ff00ffd056') : []);
  },
  most: 10,
});

const png = chunks({
  names: ['IHDR', 'tEXt', 'zTXt', 'iTXt', 'eXIf', 'caBX', 'IDAT', 'IEND', 'iCCP', 'tIME', 'acTL', 'fdAT', 'vpAg', 'zxIf'],
  holding: {
    IHDR: fc.tuple(small, small).map(([width, height]) => joined(be(4, width), be(4, height), hex('0802000000'))),
    tEXt: fc
      .tuple(pick(['parameters', 'Software', 'Raw profile type exif', 'Raw profile type iptc', 'XML:com.adobe.xmp', '']), text)
      .map(([key, body]) => joined(latin1(`${key}\0`), body)),
    zTXt: fc
      .tuple(pick(['parameters', 'Raw profile type APP1', 'prompt']), pick([0, 1]), payload)
      .map(([key, how, body]) => joined(latin1(`${key}\0`), be(1, how), body)),
    iTXt: fc
      .tuple(pick(['XML:com.adobe.xmp', 'Comment', 'workflow']), pick([0, 1]), payload)
      .map(([key, how, body]) => joined(latin1(`${key}\0`), be(1, how), hex('000000'), body)),
    eXIf: tiff,
    caBX: jumbf,
  },
  write: (name, body, length) => joined(be(4, length), latin1(name), body, be(4, crc32(joined(latin1(name), body)))),
  most: 9,
});

/** Blocks of at most 255 bytes, closed by an empty one. */
const blocks = (bytes) => {
  const list = [];
  for (let at = 0; at < bytes.length; at += 255) list.push(be(1, Math.min(255, bytes.length - at)), bytes.subarray(at, at + 255));
  return joined(list, hex('00'));
};
const gifPart = fc.oneof(
  fc.constant(hex('21f9040000000000')),
  text.map((body) => joined(hex('21fe'), blocks(body))),
  fc
    .tuple(
      pick(['XMP DataXMP', 'NETSCAPE2.0', 'C2PA_GIF\x01\0\0', 'MGK8BIM0000', 'MGKIPTC0000', 'TC260AIGC1.']),
      payload,
      fc.boolean(),
    )
    .map(([name, body, raw]) => joined(hex('21ff0b'), latin1(name), raw ? joined(body, hex('01fffe00')) : blocks(body))),
  fc
    .tuple(small, small, noise)
    .map(([width, height, body]) => joined(hex('2c00000000'), le(2, width), le(2, height), hex('0002'), blocks(body))),
  fc.constant(hex('3b')),
);

const j2c = fc
  .array(
    fc.tuple(
      pick([0xff51, 0xff52, 0xff5c, 0xff64, 0xff90, 0xff93, 0xffd9, 0xff30]),
      fc.oneof(noise, after(hex('0001'), text)),
      lie,
    ),
    { maxLength: 8 },
  )
  .map((list) =>
    joined(
      list.map(([code, body, how]) =>
        code > 0xff92 || code < 0xff40 ? [be(2, code), body] : [be(2, code), be(2, told(body.length, how) + 2), body],
      ),
    ),
  );
const siz = joined(
  hex('ff4fff51'),
  be(2, 41),
  be(2, 0),
  be(4, 16),
  be(4, 16),
  be(4, 0),
  be(4, 0),
  be(4, 16),
  be(4, 16),
  be(4, 0),
  be(4, 0),
  be(2, 1),
  hex('070101'),
);

const psdLayer = fc.tuple(pick([0, 1, 3]), text, resources, lie).map(([channels, name, extra, how]) => {
  const tail = joined(
    be(4, 0),
    be(4, 0),
    be(1, name.length & 255),
    name.subarray(0, 255),
    latin1('8BIMluni'),
    be(4, name.length + 4),
    be(4, name.length / 2),
    name,
    extra,
  );
  return joined(
    Buffer.alloc(16),
    be(2, channels),
    Array.from({ length: channels }, () => hex('000000000002')),
    latin1('8BIMnorm'),
    hex('ff000000'),
    be(4, told(tail.length, how)),
    tail,
  );
});
const psd = fc
  .record({
    version: pick([1, 1, 2, 3]),
    height: small,
    width: small,
    resources,
    layers: fc.array(psdLayer, { maxLength: 3 }),
    how: lie,
    compression: fc.nat(4),
  })
  .map((made) => {
    const wide = made.version === 2 ? 8 : 4;
    const layers = joined(be(2, made.layers.length), made.layers);
    return joined(
      latin1('8BPS'),
      be(2, made.version),
      Buffer.alloc(6),
      be(2, 3),
      be(4, made.height),
      be(4, made.width),
      be(2, 8),
      be(2, 3),
      be(4, 0),
      be(4, told(made.resources.length, made.how)),
      made.resources,
      be(wide, told(layers.length + wide, made.how)),
      be(wide, layers.length),
      layers,
      be(2, made.compression),
      Buffer.alloc(48),
    );
  });

/** Files by what they are called. */
export const stills = {
  'a.jpg': file(
    hex('ffd8'),
    jpegSegments,
    pick([hex('ffda0008010100003f0012ff0034ffd9'), hex('ffd9'), hex('')]),
    fc.oneof({ weight: 5, arbitrary: fc.constant(hex('')) }, { weight: 1, arbitrary: after(hex('ffd8'), jpegSegments) }),
  ),
  'a.png': file(
    hex('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489'),
    png,
    pick([hex('0000000049454e44ae426082'), hex('')]),
  ),
  'a.gif': file(
    latin1('GIF89a'),
    small.map((size) => joined(le(2, size), le(2, size), hex('000000'))),
    fc.array(gifPart, { maxLength: 8 }).map(joined),
    pick([hex('3b'), hex('')]),
  ),
  'a.tif': file(tiffWith(payload)),
  'a.dng': file(tiffWith(payload)),
  'a.nef': file(tiffWith(payload)),
  'a.orf': file(tiffWith(payload, latin1('RO'))),
  'a.j2c': file(siz, j2c),
  'a.psd': file(psd),
  'a.iptc.jpg': file(
    hex('ffd8'),
    iptc.map((bytes) =>
      joined(
        hex('ffed'),
        be(2, bytes.length + 28),
        latin1('Photoshop 3.0\x008BIM'),
        be(2, 1028),
        be(2, 0),
        be(4, bytes.length),
        bytes,
      ),
    ),
    hex('ffd9'),
  ),
};
