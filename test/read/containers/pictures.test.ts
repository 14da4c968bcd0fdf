import { describe, expect, test } from 'vitest';
import { avWalkers } from '../../../src/read/containers/av.ts';
import type { Walk, Walker } from '../../../src/read/containers/reads.ts';
import { stillWalkers } from '../../../src/read/containers/stills.ts';
import { be16, be32, bytesOf, le32, saidBy, walkBytes } from './bytes-of.ts';

const segment = (code: number, data: Uint8Array): Buffer => bytesOf(255, code, be16(data.length + 2), data);
const box = (type: string, ...content: (string | Uint8Array)[]): Buffer => {
  const body = bytesOf(...content);
  return bytesOf(be32(8 + body.length), type, body);
};
const type = 'c2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71';
const store = box('jumb', box('jumd', `${type}\x03c2pa\0`));
/** A picture with a statement and a credential. */
const cover = bytesOf(
  '\xff\xd8',
  segment(0xfe, Buffer.from('made by a model')),
  segment(0xeb, bytesOf('JP', be16(1), be32(1), store)),
  segment(0xc0, bytesOf(8, be16(8), be16(8), 1, 1, 0x11, 0)),
  segment(0xda, bytesOf(1, 1, 0, 0, 63, 0)),
  bytesOf(0x12, 0x34, '\xff\xd9'),
);
const said = ['picture:image/jpeg', 'picture/Comment'];
const block = bytesOf(be32(3), be32(10), 'image/jpeg', be32(2), 'ab', Buffer.alloc(16), be32(cover.length), cover);
const comments = (...texts: string[]): Buffer =>
  bytesOf(le32(4), 'test', le32(texts.length), ...texts.flatMap((text) => [le32(text.length), text]));

const frameOf = (id: string, ...content: (string | number | Uint8Array)[]): Buffer => {
  const body = bytesOf(...content);
  return bytesOf(id, be32(body.length), 0, 0, body);
};
const syncsafe = (value: number): Buffer =>
  Buffer.from([(value >> 21) & 127, (value >> 14) & 127, (value >> 7) & 127, value & 127]);
/** Two frames of silence: MPEG 1 layer 3, 128 kbit/s, 44.1 kHz. */
const silence = Buffer.concat(Array.from({ length: 4 }, () => bytesOf('\xff\xfb\x90\x00', Buffer.alloc(413))));
const mp3 = (flags: number, ...frames: Uint8Array[]): Buffer => {
  const body = bytesOf(...frames);
  return bytesOf('ID3', 3, 0, flags, syncsafe(body.length), body, silence);
};
const flacInfo = bytesOf(be16(4096), be16(4096), Buffer.alloc(6), Buffer.from([0x0a, 0xc4, 0x42, 0xf0]), Buffer.alloc(20));
const flac = (kind: number, content: Uint8Array): Buffer =>
  bytesOf('fLaC', be32(34), flacInfo, be32((0x80 + kind) * 0x1000000 + content.length), content, '\xff\xf8', Buffer.alloc(20));
const element = (id: number[], ...content: (string | Uint8Array)[]): Buffer => {
  const body = bytesOf(...content);
  return bytesOf(Buffer.from(id), 0x40 | (body.length >> 8), body.length & 255, body);
};
const mkv = bytesOf(
  element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], 'matroska')),
  element(
    [0x18, 0x53, 0x80, 0x67],
    element(
      [0x19, 0x41, 0xa4, 0x69],
      element(
        [0x61, 0xa7],
        element([0x46, 0x6e], 'cover.jpg'),
        element([0x46, 0x60], 'image/jpeg'),
        element([0x46, 0x5c], cover),
      ),
    ),
  ),
);
const m4a = bytesOf(
  box('ftyp', 'M4A ', be32(0), 'M4A '),
  box(
    'moov',
    box('mvhd', Buffer.alloc(100)),
    box(
      'udta',
      box(
        'meta',
        be32(0),
        box('hdlr', Buffer.alloc(8), 'mdirappl', Buffer.alloc(9)),
        box('ilst', box('covr', box('data', be32(13), be32(0), cover))),
      ),
    ),
  ),
  box('mdat', 'samples'),
);
const resources = bytesOf(
  '8BIM',
  be16(0x040c),
  0,
  0,
  be32(28 + cover.length),
  Buffer.alloc(28),
  cover,
  ...(cover.length % 2 ? [0] : []),
);
const psd = bytesOf(
  '8BPS',
  be16(1),
  Buffer.alloc(6),
  be16(1),
  be32(1),
  be32(1),
  be16(8),
  be16(1),
  be32(0),
  be32(resources.length),
  resources,
  be32(0),
  be16(0),
  0,
);
const long = (tag: number, value: number): Buffer => bytesOf(Buffer.from([tag & 255, tag >> 8, 4, 0, 1, 0, 0, 0]), le32(value));
const tiff = bytesOf('II*\0', le32(8), Buffer.from([2, 0]), long(0x0201, 38), long(0x0202, cover.length), le32(0), cover);
const picture = ['\0image/jpeg\0\x03front\0', cover] as const;

const walk = (walker: Walker | undefined, bytes: Uint8Array): Walk => {
  if (walker === undefined) throw new Error('no walk');
  return walkBytes(walker, bytes);
};
const [mp3Walk, flacWalk, matroskaWalk, m4aWalk] = (['audio/mpeg', 'audio/flac', 'video/x-matroska', 'audio/mp4'] as const).map(
  (mime) => avWalkers[mime],
);

// A cover says something about itself: silence would hide it, and crediting it to the sound would accuse the sound.
describe.each([
  ['ID3 APIC', mp3Walk, mp3(0, frameOf('APIC', ...picture))],
  ['FLAC PICTURE', flacWalk, flac(6, block)],
  ['MP4 covr', m4aWalk, m4a],
  ['a Matroska attachment', matroskaWalk, mkv],
  ['a thumbnail of a PSD', stillWalkers['image/vnd.adobe.photoshop'], psd],
  ['a thumbnail of a TIFF', stillWalkers['image/tiff'], tiff],
] as const)('%s', (_, walker, bytes) => {
  test('is told with its place; its statements and its credential stay its own', () => {
    const found = walk(walker, bytes);
    const names = found.facts.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(said));
    expect(names).not.toContain('Comment');
    const at = found.facts.find(({ name }) => name === 'picture:image/jpeg')?.at;
    expect(bytes.subarray(at?.offset, (at?.offset ?? 0) + (at?.length ?? 0)).equals(cover)).toBe(true);
    expect(found.c2paStores.map(({ inner }) => inner)).toEqual([
      { offset: at?.offset, length: cover.length, mime: 'image/jpeg' },
    ]);
  });
});

describe('a picture that lies packed', () => {
  const stuffed = Buffer.from(
    mp3(0, frameOf('APIC', ...picture))
      .toString('latin1')
      .replaceAll('\xff', '\xff\0'),
    'latin1',
  );
  const tag = stuffed.subarray(
    10,
    stuffed.length - Buffer.from(silence.toString('latin1').replaceAll('\xff', '\xff\0'), 'latin1').length,
  );
  test.each([
    ['METADATA_BLOCK_PICTURE', flacWalk, flac(4, comments(`METADATA_BLOCK_PICTURE=${block.toString('base64')}`))],
    ['COVERART', flacWalk, flac(4, comments(`COVERART=${cover.toString('base64')}`))],
    ['an unsynchronised ID3 tag', mp3Walk, bytesOf('ID3', 3, 0, 0x80, syncsafe(tag.length), tag, silence)],
  ] as const)('%s is told all the same, inside its file', (_, walker, bytes) => {
    const found = walk(walker, bytes);
    expect(found.facts.map(({ name }) => name)).toEqual(expect.arrayContaining([...said, 'picture/c2pa:store']));
    for (const { at } of found.facts) expect((at?.offset ?? 0) + (at?.length ?? 0)).toBeLessThanOrEqual(bytes.length);
    expect(found.c2paStores).toEqual([]);
  });
});

test('damage in a cover is told and leaves the sound read in full', () => {
  const found = walk(mp3Walk, mp3(0, frameOf('APIC', '\0image/jpeg\0\x03\0', cover.subarray(0, -2))));
  expect(saidBy(found)).toContain('picture/Comment=made by a model');
  expect(found.problems.map(({ code, params }) => [code, params?.detail])).toEqual([['reader-warning', 'picture']]);
  expect(found.complete).toBe(true);
});
