// Still pictures whose headers have fixed places, or directories at their end.
import fc from 'fast-check';
import { be, field, filler, hex, joined, latin1, le, lie, noise, numbers, pick, text, told } from './bytes.mjs';
import { chunks, file } from './chunks.mjs';
import { tiff, tiffWith } from './ifds.mjs';
import { payload, xmp } from './payloads.mjs';

const small = pick([0, 1, 2, 16]);
const exrAttribute = fc
  .record({
    name: pick(['software', 'comments', 'dataWindow', 'compression', 'chunkCount', 'type', 'xmp', 'chromaticities', '']),
    type: pick(['string', 'stringvector', 'box2i', 'compression', 'int', 'float']),
    body: fc.oneof(
      text,
      noise,
      xmp,
      pick([hex('00000000000000000f0000000f000000'), hex('03'), hex('01000000'), hex('ffffff7fffffff7f0000008000000080')]),
    ),
    how: lie,
  })
  .map(({ name, type, body, how }) => joined(latin1(`${name}\0${type}\0`), le(4, told(body.length, how)), body));
const exr = fc
  .tuple(
    pick([2, 2, 0x202, 0x1002, 0x802, 3]),
    fc.array(fc.array(exrAttribute, { maxLength: 6 }), { minLength: 1, maxLength: 3 }),
    filler,
  )
  .map(([flags, parts, behind]) =>
    joined(
      hex('762f3101'),
      le(4, flags),
      parts.map((one) => [one, hex('00')]),
      hex('00'),
      behind,
    ),
  );

const dpx = fc
  .tuple(
    pick([1, 0, 9]),
    small,
    small,
    field(100, 0xff),
    field(100),
    field(200),
    pick([10, 8, 32, 3]),
    numbers,
    filler,
    fc.boolean(),
  )
  .map(([count, width, height, name, creator, project, bits, user, behind, little]) => {
    const number = little ? le : be;
    const head = Buffer.alloc(2048);
    const put = (at, bytes) => bytes.copy(head, at);
    put(0, latin1(little ? 'XPDS' : 'SDPX'));
    for (const [at, wide, value] of [
      [4, 4, 2048],
      [32, 4, user],
      [770, 2, count],
      [772, 4, width],
      [776, 4, height],
      [808, 4, 2048],
    ])
      put(at, number(wide, value));
    head[800] = 50;
    head[803] = bits;
    put(36, name);
    put(160, creator);
    put(260, project);
    return joined(head, behind);
  });

const tgaExtension = fc
  .tuple(field(41), field(324), field(41), field(41), numbers)
  .map(([author, comments, job, software, at]) =>
    joined(le(2, 495), author, comments, Buffer.alloc(12), job, Buffer.alloc(6), software, Buffer.alloc(28), le(4, at)),
  );
const tga = fc
  .tuple(
    fc.constantFrom(0, 5),
    pick([1, 2, 3, 9, 10, 11]),
    small,
    small,
    pick([8, 16, 24, 32]),
    text,
    filler,
    fc.option(tgaExtension),
    lie,
  )
  .map(([id, type, width, height, depth, name, pixels, extension, how]) => {
    const body = joined(
      be(1, id),
      be(1, type % 8 === 1 ? 1 : 0),
      be(1, type),
      hex('0000'),
      le(2, type % 8 === 1 ? 4 : 0),
      be(1, 24),
      hex('00000000'),
      le(2, width),
      le(2, height),
      be(1, depth),
      hex('00'),
      name.subarray(0, id),
      Buffer.alloc(12),
      pixels,
    );
    return extension === null
      ? body
      : joined(body, extension, le(4, told(body.length, how)), le(4, 0), latin1('TRUEVISION-XFILE.\0'));
  });

const picture = (name) =>
  fc
    .tuple(small, small, payload)
    .map(([width, height, body]) =>
      joined(latin1(name), le(4, 40), le(4, width), le(4, height), le(2, 1), le(2, 24), Buffer.alloc(24), body),
    );
const bmp = fc
  .tuple(lie, pick([54, 0, 14, 9999]))
  .chain(([how, at]) =>
    picture('').map((body) => joined(latin1('BM'), le(4, told(body.length + 14, how)), le(4, 0), le(4, at), body)),
  );
const ico = fc
  .tuple(fc.array(fc.tuple(fc.oneof(picture(''), payload), lie), { minLength: 1, maxLength: 3 }), lie)
  .map(([list, how]) => {
    let at = 6 + 16 * list.length;
    const entries = list.map(([body, one]) => {
      const entry = joined(hex('1010000001002000').fill(0, 3, 4), le(4, told(body.length, one)), le(4, at));
      at += body.length;
      return entry;
    });
    return joined(
      hex('00000100'),
      le(2, told(list.length, how)),
      entries,
      list.map(([body]) => body),
    );
  });
const hdr = fc
  .tuple(
    fc.array(fc.tuple(pick(['SOFTWARE=', '# ', 'EXPOSURE=', 'FORMAT=32-bit_rle_rgbe', '']), text), { maxLength: 4 }),
    pick(['-Y 2 +X 2\n', '-Y 0 +X 0\n', '+X 99999 -Y 99999\n', '\n', '']),
    filler,
  )
  .map(([lines, size, behind]) =>
    joined(
      latin1('#?RADIANCE\n'),
      lines.map(([name, body]) => [latin1(name), body, latin1('\n')]),
      latin1('\n'),
      latin1(size),
      behind,
    ),
  );

const cameraBlocks = chunks({
  names: ['\0TTW', '\0PRD', '\0WBG', '\0RIF', 'XTTW'],
  holding: { '\0TTW': tiff },
  write: (name, body, length) => joined(latin1(name), be(4, length), body),
});
const raf = fc.tuple(fc.array(fc.tuple(payload, lie), { minLength: 3, maxLength: 3 })).map(([list]) => {
  let at = 108;
  const places = list.map(([body, how]) => {
    const place = joined(be(4, told(at, how)), be(4, told(body.length, how)));
    at += body.length;
    return place;
  });
  return joined(
    latin1('FUJIFILMCCD-RAW 0201FF383501'.padEnd(84, '\0')),
    places,
    list.map(([body]) => body),
  );
});
const x3f = fc
  .tuple(
    fc.array(
      fc.tuple(
        pick(['PROP', 'IMA2', 'CAMF']),
        fc.oneof(
          payload,
          noise.map((bytes) => joined(latin1('SECp'), Buffer.alloc(4), le(4, 1), Buffer.alloc(12), le(4, 0), le(4, 2), bytes)),
        ),
        lie,
      ),
      { maxLength: 3 },
    ),
    lie,
  )
  .map(([list, how]) => {
    let at = 40;
    const entries = list.map(([name, body, one]) => {
      const entry = joined(le(4, at), le(4, told(body.length, one)), latin1(name));
      at += body.length;
      return entry;
    });
    return joined(
      latin1('FOVb'),
      Buffer.alloc(36),
      list.map(([, body]) => body),
      latin1('SECd'),
      le(4, 0x20000),
      le(4, told(list.length, how)),
      entries,
      le(4, told(at, how)),
    );
  });
/** CIFF: a directory at the end of its block, whose records may be directories. */
const ciff = (depth) =>
  fc
    .array(
      fc.tuple(pick([0x0805, 0x080a, 0x0810, 0x1835, 0x2005, 0x2007]), depth > 0 ? fc.oneof(text, ciff(depth - 1)) : text, lie),
      { maxLength: 4 },
    )
    .map((list) => {
      let at = 0;
      const entries = list.map(([tag, body, how]) => {
        const entry = joined(
          le(2, tag + (how === 'one' ? 0x2000 : 0x2000 * (body.length % 2))),
          le(4, told(body.length, how)),
          le(4, at),
        );
        at += body.length;
        return entry;
      });
      return joined(
        list.map(([, body]) => body),
        le(2, list.length),
        entries,
        le(4, at),
      );
    });

/** Files by what they are called. */
export const pictureHeaders = {
  'a.jxr': file(tiffWith(payload, hex('bc01'))),
  'a.mrw': file(cameraBlocks.map((body) => joined(latin1('\0MRM'), be(4, body.length), body))),
  'a.raf': file(raf),
  'a.x3f': file(x3f),
  'a.crw': file(joined(latin1('II'), le(4, 26), latin1('HEAPCCDR'), Buffer.alloc(12)), ciff(2)),
  'a.exr': file(exr),
  'a.dpx': file(dpx),
  'a.cin': file(dpx.map((bytes) => joined(hex('802a5fd7'), bytes.subarray(4)))),
  'a.bmp': file(bmp),
  'a.ico': file(ico),
  'a.tga': file(tga),
  'a.hdr': file(hdr),
};
