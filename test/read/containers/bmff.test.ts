import { describe, expect, test } from 'vitest';
import { walkBmff } from '../../../src/read/containers/bmff.ts';
import { runReads } from '../../../src/read/containers/reads.ts';
import { be16, be32, bytesAt, bytesOf, saidBy, walkBytes } from './bytes-of.ts';

type Part = string | number | Uint8Array;
const box = (type: string, ...parts: Part[]) => {
  const payload = bytesOf(...parts);
  return bytesOf(be32(8 + payload.length), type, payload);
};
const full = (type: string, ...parts: Part[]) => box(type, be32(0), ...parts);
const ftyp = box('ftyp', 'isom', be32(0), 'isommp42');
const mdat = box('mdat', Buffer.alloc(100, 7));
const hdlr = (type: string) => full('hdlr', be32(0), type, Buffer.alloc(13));
const mvhd = full('mvhd', be32(3_786_912_000), be32(0), be32(1000), be32(5000), Buffer.alloc(80));
const data = (type: number, text: string) => box('data', be32(type), be32(0), Buffer.from(text, 'utf8'));
const label = '{"AIGC":{"Label":"1","ContentProducer":"kling"}}';
const keys = full('keys', be32(1), be32(12), 'mdta', 'AIGC');
const mdta = (...more: Part[]) =>
  full('meta', hdlr('mdta'), keys, box('ilst', bytesOf(be32(8 + data(1, label).length), be32(1), data(1, label))), ...more);
const movie = (...parts: Part[]) => bytesOf(ftyp, box('moov', mvhd, ...parts), mdat);

test('an AIGC label is found under keys in moov/udta/meta and in moov/meta, at its bytes', () => {
  for (const bytes of [movie(box('udta', mdta())), movie(mdta())]) {
    const walk = walkBytes(walkBmff, bytes);
    expect(walk.complete).toBe(true);
    expect(saidBy(walk)).toEqual([`keys:AIGC=${label}`]);
    expect(bytesAt(walk, bytes, 'keys:AIGC')).toBe(label);
  }
});

test('a QuickTime meta without version and flags is read too', () => {
  const quickTime = box(
    'meta',
    hdlr('mdta'),
    keys,
    box('ilst', bytesOf(be32(8 + data(1, label).length), be32(1), data(1, label))),
  );
  expect(saidBy(walkBytes(walkBmff, movie(quickTime)))).toEqual([`keys:AIGC=${label}`]);
});

test('iTunes comments and free-form items keep their stored names', () => {
  const free = box('----', full('mean', 'com.apple.iTunes'), full('name', 'SUNO_ID'), data(1, 'abc'));
  const ilst = box('ilst', box('\xa9cmt', data(1, 'made with suno; created=2025')), free, box('covr', data(13, '\xff\xd8')));
  const walk = walkBytes(walkBmff, movie(box('udta', full('meta', hdlr('mdir'), ilst))));
  expect(saidBy(walk)).toEqual(['ilst:©cmt=made with suno; created=2025', 'ilst:----:com.apple.iTunes:SUNO_ID=abc']);
});

test('user data: international text, a literal aigc box, JSON in an unknown box', () => {
  const text = Buffer.from('Größe', 'utf8');
  const bytes = movie(
    box(
      'udta',
      box('\xa9too', be16(text.length), be16(0x55c4), text),
      box('aigc', label),
      box('Gen1', be32(0), '{"prompt":"a cat"}'),
      be32(0),
    ),
  );
  const walk = walkBytes(walkBmff, bytes);
  expect(walk.complete).toBe(true);
  expect(saidBy(walk)).toEqual(['udta:©too=Größe', `udta:aigc=${label}`, 'udta:Gen1={"prompt":"a cat"}']);
  expect(bytesAt(walk, bytes, 'udta:aigc')).toBe(label);
});

test('a label in a box of its own counts at the top level and in the moov', () => {
  expect(saidBy(walkBytes(walkBmff, movie(box('AIGC', label))))).toEqual([`udta:AIGC=${label}`]);
  expect(saidBy(walkBytes(walkBmff, bytesOf(movie(), box('AIGC', label))))).toEqual([`udta:AIGC=${label}`]);
});

test('the user data of a track counts', () => {
  const walk = walkBytes(walkBmff, movie(box('trak', box('udta', box('\xa9swr', be16(6), be16(0x55c4), 'Runway')))));
  expect(saidBy(walk)).toEqual(['udta:©swr=Runway']);
});

test('a C2PA store is located at its JUMBF box; merkle boxes are none', () => {
  const uuid = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex');
  const jumbf = box('jumb', 'content');
  const store = box('uuid', uuid, be32(0), 'manifest\0', be32(0), be32(0), jumbf);
  const bytes = bytesOf(ftyp, store, box('uuid', uuid, be32(0), 'merkle\0', Buffer.alloc(8)), box('moov', mvhd), mdat);
  const walk = walkBytes(walkBmff, bytes);
  expect(walk.complete).toBe(true);
  expect(walk.c2paStores).toEqual([{ offset: bytes.indexOf(jumbf), length: jumbf.length }]);
});

test('a C2PA box without a store is broken, not silent', () => {
  const uuid = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex');
  const walk = walkBytes(
    walkBmff,
    bytesOf(ftyp, box('uuid', uuid, be32(0), 'manifest\0', Buffer.alloc(40)), box('moov', mvhd), mdat),
  );
  expect(walk.complete).toBe(false);
  expect(walk.problems[0]?.params?.detail).toBe('c2pa-box');
});

test('duration and creation time come from the movie header', () => {
  expect(walkBytes(walkBmff, movie()).about).toEqual({ duration: 5, created: '2024-01-01T00:00:00Z' });
});

test('SEI user data of the first picture: identifier and text', () => {
  const sei = bytesOf(6, 5, 16 + 9, Buffer.from('91ca60614aee385486142d5f73f4ae2e', 'hex'), 'kling-ai\0', 0x80);
  const sample = bytesOf(be32(sei.length), sei, be32(4), 0x65, 1, 2, 3);
  const visual = (at: number) =>
    box(
      'stbl',
      full('stsd', be32(1), box('avc1', Buffer.alloc(78), box('avcC', 1, 100, 0, 40, 0xff, 0xe0))),
      full('stts', be32(1), be32(1), be32(1001)),
      full('stsc', be32(1), be32(1), be32(1), be32(1)),
      full('stsz', be32(0), be32(1), be32(sample.length)),
      full('stco', be32(1), be32(at)),
    );
  const mdhd = full('mdhd', be32(0), be32(0), be32(24000), be32(0), be32(0));
  const moov = (at: number) => box('moov', mvhd, box('trak', box('mdia', mdhd, hdlr('vide'), box('minf', visual(at)))));
  const at = ftyp.length + moov(0).length + 8;
  const walk = walkBytes(walkBmff, bytesOf(ftyp, moov(at), box('mdat', sample)));
  expect(saidBy(walk)).toEqual(['sei:91ca60614aee385486142d5f73f4ae2e=kling-ai']);
  expect(walk.about?.frameRate).toBe('24000/1001');
});

test('SEI user data of a fragmented film is found in its first fragment', () => {
  const sei = bytesOf(6, 5, 16 + 9, Buffer.from('91ca60614aee385486142d5f73f4ae2e', 'hex'), 'kling-ai\0', 0x80);
  const entry = box('avc1', Buffer.alloc(78), box('avcC', 1, 100, 0, 40, 0xff, 0xe0));
  const empty = ['stts', 'stsc', 'stco'].map((type) => full(type, be32(0)));
  const stbl = box('stbl', full('stsd', be32(1), entry), ...empty, full('stsz', be32(0), be32(0)));
  const moov = box('moov', mvhd, box('trak', box('mdia', hdlr('vide'), box('minf', stbl))), box('mvex'));
  const fragment = bytesOf(box('moof', full('mfhd', be32(1))), box('mdat', be32(sei.length), sei, be32(4), 0x65, 1, 2, 3));
  const walk = walkBytes(walkBmff, bytesOf(ftyp, moov, fragment, fragment));
  expect(walk.complete).toBe(true);
  expect(saidBy(walk)).toEqual(['sei:91ca60614aee385486142d5f73f4ae2e=kling-ai']);
});

test('what does not hold is said: cut, without moov, compressed, nested, a child past its parent', () => {
  const cases: [Uint8Array, string, string?][] = [
    [movie(box('udta', mdta())).subarray(0, -1), 'truncated'],
    [bytesOf(ftyp, mdat), 'broken-structure', 'no-moov'],
    [bytesOf(ftyp, box('moov', mvhd)), 'broken-structure', 'no-mdat'],
    [movie(box('cmov', Buffer.alloc(40))), 'limit-reached'],
    [movie(bytesOf(be32(400), 'udta', Buffer.alloc(8))), 'broken-structure', 'udta-past-moov'],
    [bytesOf('no media at all, just text'), 'broken-structure', 'box'],
    [new Uint8Array(0), 'broken-structure', 'no-moov'],
  ];
  for (const [bytes, code, detail] of cases) {
    const walk = walkBytes(walkBmff, bytes);
    expect(walk.complete).toBe(false);
    expect(walk.problems[0]?.code).toBe(code);
    if (detail) expect(walk.problems[0]?.params?.detail).toBe(detail);
  }
});

test('rubbish behind a sound structure is not broken', () => {
  expect(walkBytes(walkBmff, bytesOf(movie(), '\x01\x02\x03\x04\x05\x06\x07\x08\x09 rubbish')).complete).toBe(true);
});

test('HEIF: Exif items in the file and XMP items in idat', () => {
  const tiff = bytesOf('MM', 0, 42, be32(8), be16(1), be16(0x131), be16(2), be32(6), be32(26), be32(0), 'Canva\0');
  const exif = bytesOf(be32(6), 'Exif\0\0', tiff);
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Firefly"/></rdf:RDF></x:xmpmeta>`;
  const infe = (id: number, ...rest: Part[]) => box('infe', 2, 0, 0, 0, be16(id), be16(0), ...rest);
  const heif = (at: number) => {
    const item = (id: number, method: number, offset: number, length: number) =>
      bytesOf(be16(id), be16(method), be16(0), be16(1), be32(offset), be32(length));
    const iloc = box('iloc', 1, 0, 0, 0, be16(0x4400), be16(2), item(1, 0, at, exif.length), item(2, 1, 0, xmp.length));
    return bytesOf(
      box('ftyp', 'heic', be32(0), 'mif1heic'),
      full(
        'meta',
        hdlr('pict'),
        full('iinf', be16(2), infe(1, 'Exif\0'), infe(2, 'mime\0application/rdf+xml\0\0')),
        iloc,
        box('idat', xmp),
      ),
    );
  };
  const bytes = bytesOf(heif(heif(0).length + 8), box('mdat', exif));
  const walk = walkBytes(walkBmff, bytes);
  expect(walk.problems).toEqual([]);
  expect(saidBy(walk)).toContain('Software=Canva');
  expect(saidBy(walk)).toContain('xmp:CreatorTool=Firefly');
  expect(bytesAt(walk, bytes, 'Software')).toContain('Canva');
});

test('a film of 200 GB costs less than 4 MiB of reads', async () => {
  const size = 200e9;
  const moov = box('moov', mvhd, box('udta', mdta()));
  const large = Buffer.alloc(16);
  large.writeUInt32BE(1, 0);
  large.write('mdat', 4, 'latin1');
  large.writeBigUInt64BE(BigInt(size - ftyp.length - moov.length), 8);
  const start = bytesOf(ftyp, large);
  let cost = 0;
  const readAt = async (offset: number, length: number) => {
    const bytes = Buffer.alloc(Math.min(length, size - offset));
    cost += bytes.length;
    for (const [at, piece] of [
      [0, start],
      [size - moov.length, moov],
    ] as const) {
      const from = Math.max(offset, at);
      const to = Math.min(offset + bytes.length, at + piece.length);
      if (from < to) piece.copy(bytes, from - offset, from - at, to - at);
    }
    return bytes;
  };
  const walk = await runReads(walkBmff({ path: 'a.mov', size }), readAt, size);
  expect(walk.complete).toBe(true);
  expect(saidBy(walk)).toEqual([`keys:AIGC=${label}`]);
  expect(cost).toBeLessThan(4 * 1024 * 1024);
});

describe('a track', () => {
  const packet =
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:format="video/mp4"/></rdf:RDF></x:xmpmeta>';
  const xmpUuid = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');
  const media = (inMedia: Part, inInformation: Part = '', inTable: Part = '') =>
    box('mdia', hdlr('soun'), box('minf', box('stbl', inTable), inInformation), inMedia);

  test.each([
    ['trak/meta', box('trak', media(''), mdta())],
    ['trak/udta/meta', box('trak', media(''), box('udta', mdta()))],
    ['trak/mdia/meta', box('trak', media(mdta()))],
    ['trak/mdia/udta/meta', box('trak', media(box('udta', mdta())))],
    ['trak/mdia/minf/meta', box('trak', media('', mdta()))],
    ['trak/mdia/minf/stbl/udta/meta', box('trak', media('', '', box('udta', mdta())))],
    ['meco/meta', box('meco', mdta())],
  ])('keys in %s are read, at their bytes', (_, holder) => {
    const bytes = movie(holder);
    const walk = walkBytes(walkBmff, bytes);
    expect(walk.complete).toBe(true);
    expect(saidBy(walk)).toEqual([`keys:AIGC=${label}`]);
    expect(bytesAt(walk, bytes, 'keys:AIGC')).toBe(label);
  });

  test.each([
    ['trak/uuid', box('trak', box('uuid', xmpUuid, packet), media(''))],
    ['trak/udta/XMP_', box('trak', media(''), box('udta', box('XMP_', packet)))],
    ['trak/mdia/uuid', box('trak', media(box('uuid', xmpUuid, packet)))],
    ['trak/meta/uuid', box('trak', media(''), full('meta', hdlr('mdir'), box('uuid', xmpUuid, packet)))],
    ['moov/uuid', box('uuid', xmpUuid, packet)],
  ])('XMP in %s is read', (_, holder) => {
    expect(saidBy(walkBytes(walkBmff, movie(holder)))).toEqual(['dc:format=video/mp4']);
  });

  test('texts in boxes and identifiers that nobody knows are kept, those of structure are not', () => {
    const unknown = box('uuid', Buffer.alloc(16, 0xab), '{"AIGC":{"Label":"1"}}');
    const walk = walkBytes(
      walkBmff,
      movie(box('trak', box('aigc', label), media(box('Gen1', 'prompt: a cat'), box('dinf', 'alis of a file')), unknown)),
    );
    expect(saidBy(walk).sort()).toEqual([
      `udta:Gen1=prompt: a cat`,
      `udta:aigc=${label}`,
      `uuid:${'ab'.repeat(16)}={"AIGC":{"Label":"1"}}`,
    ]);
    expect(walk.complete).toBe(true);
  });

  test('keys in the track of a fragment are read', () => {
    const bytes = bytesOf(ftyp, box('moov', mvhd, box('mvex')), box('moof', box('traf', mdta())), mdat);
    expect(saidBy(walkBytes(walkBmff, bytes))).toEqual([`keys:AIGC=${label}`]);
  });
});
