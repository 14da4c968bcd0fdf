import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { walkAac } from '../../../src/read/containers/aac.ts';
import { walkAiff } from '../../../src/read/containers/aiff.ts';
import { crc32Forward } from '../../../src/read/containers/crc.ts';
import { walkFlac } from '../../../src/read/containers/flac.ts';
import { walkMp3 } from '../../../src/read/containers/mp3.ts';
import { walkOgg } from '../../../src/read/containers/ogg.ts';
import { be16, be32, bytesAt, bytesOf, le32, saidBy, walkBytes } from './bytes-of.ts';

type Part = string | number | Uint8Array;
const syncsafe = (size: number) => bytesOf((size >> 21) & 127, (size >> 14) & 127, (size >> 7) & 127, size & 127);
const frame = (id: string, ...parts: Part[]) => {
  const payload = bytesOf(...parts);
  return bytesOf(id, be32(payload.length), 0, 0, payload);
};
const id3 = (...frames: Part[]) => {
  const body = bytesOf(...frames);
  return bytesOf('ID3', 3, 0, 0, syncsafe(body.length), body);
};
/** MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes a frame. */
const sound = (frames: number) =>
  Buffer.concat(Array.from({ length: frames }, () => bytesOf(0xff, 0xfb, 0x90, 0, Buffer.alloc(413))));

describe('MP3', () => {
  test('TXXX, COMM and WOAS keep their descriptions, at their bytes', () => {
    const bytes = bytesOf(
      id3(
        frame('TXXX', 0, 'AIGC\0{"Label":"1"}'),
        frame('COMM', 0, 'eng\0made with suno; created=2025'),
        frame('WOAS', 'https://suno.com/song/1'),
      ),
      sound(3),
    );
    const walk = walkBytes(walkMp3, bytes);
    expect(walk.complete).toBe(true);
    expect(saidBy(walk)).toEqual([
      'TXXX:AIGC={"Label":"1"}',
      'COMM=made with suno; created=2025',
      'WOAS=https://suno.com/song/1',
    ]);
    expect(bytesAt(walk, bytes, 'TXXX:AIGC')).toBe('{"Label":"1"}');
  });

  test('UTF-16, compressed frames and unsynchronised tags are undone', () => {
    const wide = Buffer.from('\ufeffprompt\0\ufeffein Höhlenbär', 'utf16le');
    const packed = deflateSync(bytesOf(0, 'packed'));
    const compressed = bytesOf('TIT2', be32(packed.length + 4), 0, 0x80, be32(7), packed);
    expect(saidBy(walkBytes(walkMp3, bytesOf(id3(frame('TXXX', 1, wide), compressed), sound(2))))).toEqual([
      'TXXX:prompt=ein Höhlenbär',
      'TIT2=packed',
    ]);
    const stuffed = bytesOf(frame('TIT2', 0, 'a\xff\xe0b').subarray(0, 12), 0xff, 0, 0xe0, 'b');
    const tag = bytesOf('ID3', 3, 0, 0x80, syncsafe(stuffed.length), stuffed);
    expect(saidBy(walkBytes(walkMp3, bytesOf(tag, sound(2))))).toEqual(['TIT2=aÿàb']);
  });

  test('a C2PA store lies in a GEOB frame', () => {
    const jumbf = bytesOf(be32(20), 'jumb', 'twelve bytes');
    const bytes = bytesOf(
      id3(frame('GEOB', 0, 'application/x-c2pa-manifest-store\0c2pa\0c2pa manifest store\0', jumbf)),
      sound(2),
    );
    expect(walkBytes(walkMp3, bytes).c2paStores).toEqual([{ offset: bytes.indexOf(jumbf), length: 20 }]);
  });

  test('tags at the end: APEv2 before ID3v1', () => {
    const item = bytesOf(le32(6), le32(0), 'Comment\0', 'by Udi');
    const ape = bytesOf(item, 'APETAGEX', le32(2000), le32(item.length + 32), le32(1), le32(0), Buffer.alloc(8));
    const old = bytesOf('TAG', 'A title'.padEnd(30, '\0'), Buffer.alloc(60), '2025', 'a comment'.padEnd(30, '\0'), 12);
    const walk = walkBytes(walkMp3, bytesOf(sound(3), ape, old));
    expect(walk.complete).toBe(true);
    expect(saidBy(walk).sort()).toEqual(['COMM=a comment', 'TIT2=A title', 'TYER=2025', 'tag:Comment=by Udi']);
  });

  test('a cut inside the last frame is seen, unless tags behind the sound are there', () => {
    expect(walkBytes(walkMp3, sound(6)).problems).toEqual([]);
    const cut = sound(6).subarray(0, 6 * 417 - 100);
    expect(walkBytes(walkMp3, cut).problems).toEqual([{ code: 'truncated', params: { at: 0, missing: 100 } }]);
    expect(walkBytes(walkMp3, sound(6).subarray(0, 5 * 417 + 2)).problems).toMatchObject([{ code: 'truncated' }]);
    const old = bytesOf('TAG', 'A title'.padEnd(30, '\0'), Buffer.alloc(60), '2025', 'a comment'.padEnd(30, '\0'), 12);
    expect(walkBytes(walkMp3, bytesOf(cut, old)).complete).toBe(true);
    // Padding is no frame: nothing can be told.
    expect(walkBytes(walkMp3, bytesOf(sound(6), Buffer.alloc(50))).complete).toBe(true);
  });

  test('a cut between two frames is seen by what VBRI and Xing promise, and told where only the tag does', () => {
    const first = (header: Part) =>
      bytesOf(0xff, 0xfb, 0x90, 0, Buffer.alloc(32), header, Buffer.alloc(381 - bytesOf(header).length));
    const vbri = (frames: number) => bytesOf('VBRI', Buffer.alloc(6), be32(417 * frames), be32(frames));
    const info = (frames: number) => bytesOf('Info', be32(3), be32(frames), be32(417 * frames));
    for (const header of [vbri, info]) {
      expect(walkBytes(walkMp3, bytesOf(first(header(9)), sound(8))).problems).toEqual([]);
      expect(walkBytes(walkMp3, bytesOf(first(header(20)), sound(8))).problems).toMatchObject([{ code: 'truncated' }]);
    }
    // 128 kbit/s: 100 frames last 2.6 seconds.
    const tagged = (length: string) => walkBytes(walkMp3, bytesOf(id3(frame('TLEN', 0, length)), sound(100)));
    expect(tagged('2612').problems).toEqual([]);
    expect(tagged('60000')).toMatchObject({ complete: true, problems: [{ params: { detail: 'shorter-than-its-tag-says' } }] });
  });

  test('without frames, and with a frame that leaves its tag, it is broken', () => {
    expect(walkBytes(walkMp3, id3(frame('TIT2', 0, 'x')))).toMatchObject({
      complete: false,
      problems: [{ params: { detail: 'no-mpeg-frame' } }],
    });
    const tag = id3(bytesOf('TIT2', be32(500), 0, 0, 0, 'x'));
    expect(walkBytes(walkMp3, bytesOf(tag, sound(3)))).toMatchObject({
      complete: false,
      problems: [{ params: { detail: 'id3-TIT2' } }],
    });
    expect(walkBytes(walkMp3, id3(frame('TIT2', 0, 'long title')).subarray(0, 20)).complete).toBe(false);
  });
});

test('AAC: frames must follow one another', () => {
  const adts = bytesOf(0xff, 0xf1, 0x50, 0x80, 2, 0x1f, 0xfc, Buffer.alloc(9));
  expect(walkBytes(walkAac, bytesOf(id3(frame('TSSE', 0, 'x')), adts, adts))).toMatchObject({
    complete: true,
    facts: [{ name: 'TSSE' }],
  });
  expect(walkBytes(walkAac, bytesOf(adts, 'something else')).complete).toBe(false);
  // Whatever the cut, only one exactly between two frames leaves no trace.
  const many = Buffer.concat(Array.from({ length: 20 }, () => adts));
  expect(walkBytes(walkAac, many).problems).toEqual([]);
  for (const missing of [1, adts.length - 1])
    expect(walkBytes(walkAac, many.subarray(0, many.length - missing)).problems).toMatchObject([{ code: 'truncated' }]);
});

/** Vendor and comments, as FLAC and Ogg share them. */
const comments = (...texts: string[]) =>
  bytesOf(le32(4), 'Lavf', le32(texts.length), ...texts.map((text) => bytesOf(le32(Buffer.byteLength(text)), Buffer.from(text))));

describe('FLAC', () => {
  const streamInfo = bytesOf(
    0,
    0,
    0,
    34,
    be16(4096),
    be16(4096),
    Buffer.alloc(6),
    Buffer.from('0ac442f00000ac44', 'hex'),
    Buffer.alloc(16),
  );
  const block = (type: number, body: Uint8Array) => bytesOf(be32(type * 16777216 + body.length), body);
  const flac = (...parts: Part[]) => bytesOf('fLaC', streamInfo, ...parts, 0xff, 0xf8, Buffer.alloc(50));

  test('Vorbis comments and the duration are read, a store in ID3 before it is found', () => {
    const jumbf = bytesOf(be32(20), 'jumb', 'twelve bytes');
    const bytes = bytesOf(
      id3(frame('GEOB', 0, 'application/c2pa\0\0\0', jumbf)),
      flac(block(0x84, comments('prompt={"class_type"}', 'ÄRA=ü'))),
    );
    const walk = walkBytes(walkFlac, bytes);
    expect(walk).toMatchObject({ complete: true, about: { duration: 1 } });
    expect(saidBy(walk)).toEqual(['vorbis:vendor=Lavf', 'vorbis:prompt={"class_type"}', 'vorbis:ÄRA=ü']);
    expect(bytesAt(walk, bytes, 'vorbis:ÄRA')).toBe('ü');
    expect(walk.c2paStores).toHaveLength(1);
  });

  test('blocks that leave the file, comments that leave their block, missing frames', () => {
    expect(walkBytes(walkFlac, flac(block(0x84, comments('A=b'))).subarray(0, 50)).complete).toBe(false);
    expect(walkBytes(walkFlac, flac(block(0x84, comments('A=b').subarray(0, -1)))).problems[0]?.params?.detail).toBe(
      'vorbis-comment',
    );
    expect(walkBytes(walkFlac, bytesOf('fLaC', streamInfo, block(0x81, Buffer.alloc(4)))).complete).toBe(false);
  });
});

describe('Ogg', () => {
  const page = (flags: number, serial: number, data: Uint8Array, ends = true) => {
    const whole = Math.floor(data.length / 255);
    const lacing = bytesOf(Buffer.alloc(whole, 255), ...(ends ? [data.length % 255] : []));
    const bytes = bytesOf('OggS', 0, flags, Buffer.alloc(8), le32(serial), le32(0), le32(0), lacing.length, lacing, data);
    bytes.writeUInt32LE(crc32Forward(bytes), 22);
    return bytes;
  };
  const head = page(2, 7, bytesOf('OpusHead', Buffer.alloc(11)));
  const packet = bytesOf('OpusTags', comments('ENCODER=Lavc', `comment=${'made with suno '.repeat(80)}`));

  test('a comment header over several pages is put together', () => {
    const bytes = bytesOf(
      head,
      page(0, 7, packet.subarray(0, 510), false),
      page(1, 7, packet.subarray(510)),
      page(4, 7, Buffer.alloc(90, 3)),
    );
    const walk = walkBytes(walkOgg, bytes);
    expect(walk.complete).toBe(true);
    expect(saidBy(walk)[1]).toBe('vorbis:ENCODER=Lavc');
    expect(saidBy(walk)[2]).toContain('made with suno made with suno');
  });

  test('a second stream chained behind the first is read too', () => {
    const second = [
      page(2, 8, bytesOf('OpusHead', Buffer.alloc(11))),
      page(0, 8, bytesOf('OpusTags', comments('comment=AI'))),
      page(4, 8, Buffer.alloc(9)),
    ];
    const walk = walkBytes(walkOgg, bytesOf(head, page(0, 7, packet), page(4, 7, Buffer.alloc(90, 3)), ...second));
    expect(walk.complete).toBe(true);
    expect(saidBy(walk)).toContain('vorbis:comment=AI');
  });

  test('a cut between two pages is seen by the end that no page announces', () => {
    const bytes = bytesOf(head, page(0, 7, packet), page(0, 7, Buffer.alloc(90, 3)), page(4, 7, Buffer.alloc(9)));
    expect(walkBytes(walkOgg, bytes).problems).toEqual([]);
    const cut = bytes.subarray(0, bytes.length - page(4, 7, Buffer.alloc(9)).length);
    expect(walkBytes(walkOgg, cut).problems).toMatchObject([{ code: 'truncated' }]);
  });

  test('damage in a page of comments is broken, in the last page of sound only told', () => {
    const bytes = bytesOf(head, page(0, 7, packet), page(4, 7, Buffer.alloc(90, 3)));
    const damaged = (at: number) => {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return walkBytes(walkOgg, copy);
    };
    expect(damaged(head.length + 200)).toMatchObject({ complete: false, problems: [{ params: { detail: 'ogg-crc' } }] });
    const sound = damaged(bytes.length - 1);
    expect(sound).toMatchObject({ complete: true, problems: [{ code: 'reader-warning', params: { detail: 'ogg-crc' } }] });
    // The check value of this CRC over "123456789", as published for CRC-32/MPEG-2 without its start value.
    expect(crc32Forward(Buffer.from('123456789'))).toBe(0x89a1897f);
  });

  test('cut in a page it is truncated, cut before the comments it is broken', () => {
    const bytes = bytesOf(head, page(0, 7, packet), page(4, 7, Buffer.alloc(90, 3)));
    expect(walkBytes(walkOgg, bytes.subarray(0, -5)).problems[0]?.code).toBe('truncated');
    expect(walkBytes(walkOgg, head).complete).toBe(false);
  });
});

test('AIFF: text chunks and ID3 behind the samples; a cut is seen', () => {
  const chunk = (id: string, body: Uint8Array) => bytesOf(id, be32(body.length), body, Buffer.alloc(body.length % 2));
  const comm = chunk('COMM', bytesOf(be16(1), be32(44100), be16(16), Buffer.from('400eac44000000000000', 'hex')));
  const body = bytesOf(
    'AIFF',
    comm,
    chunk('SSND', Buffer.alloc(33)),
    chunk('ANNO', bytesOf('by Suno')),
    chunk('ID3 ', id3(frame('TIT2', 0, 'x'))),
  );
  const bytes = bytesOf('FORM', be32(body.length), body);
  const walk = walkBytes(walkAiff, bytes);
  expect(walk).toMatchObject({ complete: true, about: { duration: 1 } });
  expect(saidBy(walk)).toEqual(['riff:ANNO=by Suno', 'TIT2=x']);
  expect(walkBytes(walkAiff, bytes.subarray(0, -9)).problems[0]?.code).toBe('truncated');
});
