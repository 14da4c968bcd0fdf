import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { avWalkers } from '../../../src/read/containers/av.ts';
import type { Walk, Walker } from '../../../src/read/containers/reads.ts';
import { stillWalkers } from '../../../src/read/containers/stills.ts';
import { be16, be32, bytesOf, le32, saidBy, walkBytes } from './bytes-of.ts';

const ai = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const packet = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" e:DigitalSourceType="${ai}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
const said = `Iptc4xmpExt:DigitalSourceType=${ai}`;

const pngChunk = (type: string, data: Uint8Array): Buffer => {
  const body = bytesOf(type, data);
  return bytesOf(be32(data.length), body, be32(crc32(body)));
};
const png = bytesOf(
  '\x89PNG\r\n\x1a\n',
  pngChunk('IHDR', bytesOf(be32(1), be32(1), 8, 0, 0, 0, 0)),
  pngChunk('IDAT', deflateSync(Buffer.from([0, 0]))),
  pngChunk('IEND', Buffer.alloc(0)),
);
const segment = (code: number, data: Uint8Array): Buffer => bytesOf(255, code, be16(data.length + 2), data);
const jpegWith = (...segments: Uint8Array[]): Buffer =>
  bytesOf(
    '\xff\xd8',
    ...segments,
    segment(0xc0, bytesOf(8, be16(8), be16(8), 1, 1, 0x11, 0)),
    segment(0xda, bytesOf(1, 1, 0, 0, 63, 0)),
    bytesOf(0x12, 0x34, '\xff\xd9'),
  );
const jpeg = jpegWith();
const box = (type: string, ...content: (string | Uint8Array)[]): Buffer => {
  const body = bytesOf(...content);
  return bytesOf(be32(8 + body.length), type, body);
};
const film = (...boxes: Uint8Array[]): Buffer =>
  bytesOf(box('ftyp', 'isom', be32(0), 'isom'), box('moov', box('mvhd', Buffer.alloc(100))), ...boxes, box('mdat', 'samples'));
const gif = bytesOf(
  'GIF89a',
  Buffer.from([1, 0, 1, 0, 0, 0, 0]),
  ',',
  Buffer.from([0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0]),
  ';',
);
const webp = bytesOf('RIFF', le32(4 + 8 + 10), 'WEBP', 'VP8 ', le32(10), Buffer.from([0, 0, 0, 0x9d, 1, 0x2a, 1, 0, 1, 0]));
/** One directory with one SHORT. */
const tiff = bytesOf('II*\0', le32(8), Buffer.from([1, 0, 0, 1, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0]), le32(0));

const hosts: readonly (readonly [string, Walker | undefined, Buffer])[] = [
  ['PNG', stillWalkers['image/png'], png],
  ['JPEG', stillWalkers['image/jpeg'], jpeg],
  ['GIF', stillWalkers['image/gif'], gif],
  ['WebP', avWalkers['image/webp'], webp],
  ['TIFF', stillWalkers['image/tiff'], tiff],
  ['MP4', avWalkers['video/mp4'], film()],
];
const walk = (walker: Walker | undefined, bytes: Uint8Array): Walk => {
  if (walker === undefined) throw new Error('no walk');
  return walkBytes(walker, bytes);
};
/** Bytes without structure that begin no box and no chunk. */
const noise = Buffer.alloc(300, 0xb7);
const type = 'c2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71';
const store = box('jumb', box('jumd', `${type}\x03c2pa\0`));

// False reassurance: whatever stood behind the end of a picture was passed over, and the picture called read in full.
describe.each(hosts)('behind the end of a %s', (_, walker, host) => {
  test('an XMP packet, at its place', () => {
    const bytes = bytesOf(host, noise, packet);
    const found = walk(walker, bytes);
    expect(saidBy(found)).toContain(said);
    const fact = found.facts.find(({ name }) => name === 'Iptc4xmpExt:DigitalSourceType');
    expect(fact?.where).toMatch(/behind/);
    const { offset = 0, length = 0 } = fact?.at ?? {};
    expect(bytes.subarray(offset, offset + length).toString()).toContain(ai);
    expect(found.complete).toBe(true);
  });

  test('whole files, one behind another', () => {
    const inner = jpegWith(segment(0xfe, Buffer.from('first')));
    const found = walk(
      walker,
      bytesOf(host, noise, inner, png.subarray(0, 33), pngChunk('tEXt', bytesOf('parameters\0a cat')), png.subarray(33)),
    );
    expect(saidBy(found)).toEqual(
      expect.arrayContaining(['Comment=first', 'parameters=a cat', `loose:image/jpeg=${inner.length} bytes`]),
    );
    expect(found.complete).toBe(true);
  });

  test('the credential of a picture there, and a store that lies loose', () => {
    const inner = jpegWith(segment(0xeb, bytesOf('JP', be16(1), be32(1), store)));
    const from = host.length + noise.length;
    const stores = walk(walker, bytesOf(host, noise, inner, noise, store)).c2paStores;
    expect(stores.map((found) => found.inner)).toEqual([
      { offset: from, length: expect.any(Number), mime: 'image/jpeg' },
      { offset: from + inner.length + noise.length, length: store.length, mime: 'application/c2pa' },
    ]);
  });

  test('zeros are nothing; other bytes are told, and do not make it unread', () => {
    expect(walk(walker, bytesOf(host, Buffer.alloc(4096))).problems).toEqual([]);
    const found = walk(walker, bytesOf(host, noise));
    expect(found.problems).toEqual([
      { code: 'reader-warning', params: { reader: 'walk', at: host.length, detail: 'trailing-data' } },
    ]);
    expect(found.complete).toBe(true);
  });
});

test('chunks behind IEND are read like those before it', () => {
  const found = walk(stillWalkers['image/png'], bytesOf(png, pngChunk('tEXt', bytesOf('parameters\0a cat'))));
  expect(saidBy(found)).toEqual(['parameters=a cat']);
  expect(found.facts[0]?.where).toMatch(/^behind IEND/);
});

test('tags of sound behind a film', () => {
  const item = bytesOf(le32(5), le32(0), 'Comment\0', 'a cat');
  const ape = bytesOf(item, 'APETAGEX', le32(2000), le32(item.length + 32), le32(1), le32(0), Buffer.alloc(8));
  expect(saidBy(walk(avWalkers['video/mp4'], bytesOf(film(), noise, ape)))).toContain('tag:Comment=a cat');
});

test('a packet in room that a film keeps free, or that a tool took out of its tree', () => {
  for (const bytes of [film(box('free', Buffer.alloc(9), packet)), film(box('skip', Buffer.alloc(9), packet))])
    expect(saidBy(walk(avWalkers['video/mp4'], bytes))).toContain(said);
});

test('a find in the midst of a long stretch, and across the pieces in which it is searched', () => {
  const far = Buffer.alloc(1024 * 1024 - 100, 0xb7);
  expect(saidBy(walk(stillWalkers['image/png'], bytesOf(png, far, packet, noise)))).toContain(said);
});
