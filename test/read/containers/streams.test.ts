import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { identify } from '../../../src/discover/identify.ts';
import type { Mime } from '../../../src/model/index.ts';
import { walkAu } from '../../../src/read/containers/au.ts';
import { avWalkers } from '../../../src/read/containers/av.ts';
import { crc32Forward } from '../../../src/read/containers/crc.ts';
import { walkH264, walkH265 } from '../../../src/read/containers/h26x.ts';
import { walkNut } from '../../../src/read/containers/nut.ts';
import { walkTta } from '../../../src/read/containers/tta.ts';
import { walkY4m } from '../../../src/read/containers/y4m.ts';
import { be32, bytesOf, saidBy, walkBytes } from './bytes-of.ts';

const fixtures = fileURLToPath(new URL('../../../fixtures/', import.meta.url));
const fixture = (path: string): Buffer => readFileSync(`${fixtures}${path}`);
const truth = JSON.parse(fixture('read-truth.json').toString()) as Record<string, { name: string; value: string }>;
const walkFile = (path: string) => {
  const bytes = fixture(path);
  const mime = identify(bytes.subarray(0, 4096), path)?.mime as Mime;
  const walker = avWalkers[mime];
  if (walker === undefined) throw new Error(`no walk for ${path}, ${mime}`);
  return { mime, bytes, walk: walkBytes(walker, bytes) };
};

const files: readonly (readonly [string, Mime])[] = [
  ['clip.h264', 'video/h264'],
  ['clip.h265', 'video/h265'],
  ['clip.nut', 'video/x-nut'],
  ['clip.y4m', 'video/x-yuv4mpeg'],
  ['sound.au', 'audio/basic'],
  ['sound.tta', 'audio/x-tta'],
];

describe('files of real writers', () => {
  test.each(files)('%s: what it says is a fact at its own bytes', (name, mime) => {
    const says = truth[`marked/${name}`];
    const { walk, bytes, mime: seen } = walkFile(`read/marked/${name}`);
    expect(seen).toBe(mime);
    expect(walk.complete).toBe(true);
    const fact = walk.facts.find((one) => one.name === says?.name);
    expect(fact?.value).toBe(says?.value);
    const { offset = 0, length = 0 } = fact?.at ?? {};
    expect(bytes.subarray(offset, offset + length).toString('utf8')).toContain(says?.value);
  });

  test.each(files)('%s is known by its bytes, whatever its name is', (name, mime) => {
    expect(identify(fixture(`read/plain/${name}`).subarray(0, 4096), 'reel')?.mime).toBe(mime);
  });

  test.each(files)('%s: one that says nothing is read in full and states nothing of the kind', (name) => {
    const { walk } = walkFile(`read/plain/${name}`);
    expect(walk.complete).toBe(true);
    expect(walk.problems).toEqual([]);
    expect(walk.facts.map((fact) => fact.name)).not.toContain(truth[`marked/${name}`]?.name);
  });

  test.each([
    'cut-before-pictures.h264',
    'cut-before-pictures.h265',
    'cut-in-frames.nut',
    'cut-in-frame.y4m',
    'cut-in-sound.au',
    'cut-in-tag.tta',
  ])('%s is not read in full', (name) => {
    const { walk } = walkFile(`broken/${name}`);
    expect(walk.complete).toBe(false);
    expect(walk.problems.map(({ code }) => code).join()).toMatch(/truncated|broken-structure/);
  });
});

describe('raw streams of H.264 and H.265', () => {
  const code = Uint8Array.of(0, 0, 0, 1);
  const sei = (head: readonly number[], text: string) =>
    bytesOf(code, Uint8Array.from(head), 5, 16 + text.length, Buffer.from('91ca60614aee385486142d5f73f4ae2e', 'hex'), text, 0x80);
  const [parameters, picture] = [bytesOf(code, 0x67, 66, 0, 30, 0x80), bytesOf(code, 0x65, 0x88, Buffer.alloc(100, 7))];

  test('a message that comes megabytes after the first picture, across the border of two steps, is found', () => {
    const many = Buffer.concat(Array.from({ length: 39_568 }, () => picture));
    const before = bytesOf(parameters, many);
    expect(before.length).toBeLessThan(4 * 1024 * 1024);
    expect(before.length).toBeGreaterThan(4 * 1024 * 1024 - picture.length);
    const filler = bytesOf(code, 0x65, Buffer.alloc(4 * 1024 * 1024 - before.length - 5 - 10, 7));
    const bytes = bytesOf(before, filler, sei([6], 'late'), picture);
    const walk = walkBytes(walkH264, bytes);
    expect(saidBy(walk)).toEqual(['sei:91ca60614aee385486142d5f73f4ae2e=late']);
    expect(walk.complete).toBe(true);
  });

  test('a message at the very end counts, and so does one behind a picture', () => {
    expect(saidBy(walkBytes(walkH264, bytesOf(parameters, picture, sei([6], 'last'))))).toHaveLength(1);
    const suffix = bytesOf(code, 0x42, 1, 1, 1, code, 0x26, 1, 9, 9, sei([0x50, 1], 'suffix'));
    expect(saidBy(walkBytes(walkH265, suffix))).toHaveLength(1);
  });

  test('what has no parameter set or no start code is no stream', () => {
    expect(walkBytes(walkH264, picture).complete).toBe(false);
    expect(walkBytes(walkH264, bytesOf('xx', parameters, picture)).complete).toBe(false);
    expect(walkBytes(walkH264, bytesOf(parameters, picture, code, 0xff, 1)).complete).toBe(false);
  });

  test.each([
    ['an icon', Uint8Array.of(0, 0, 1, 0, 1, 0, 16, 16, 0, 0)],
    ['zeros', new Uint8Array(64)],
    ['a start code before a slice of nothing known', bytesOf(code, 0x01, 0, 0, 0)],
    ['a parameter set of a profile that there is not', bytesOf(code, 0x67, 3, 0, 30)],
  ])('%s is not taken for one', (_, bytes) => {
    expect(identify(bytes, 'data.bin')?.mime ?? '').not.toMatch(/h26/);
  });
});

describe('Sun audio', () => {
  const au = (annotation: string, size: number, sound: Buffer) =>
    bytesOf('.snd', be32(24 + annotation.length), be32(size), be32(3), be32(8000), be32(1), annotation, sound);

  test('lines of key and value are tags, any other text is a comment', () => {
    const walk = walkBytes(walkAu, au('Title=Dusk\nAIGC={"Label":"1"}\0\0\0', 100, Buffer.alloc(100)));
    expect(saidBy(walk)).toEqual(['tag:Title=Dusk', 'tag:AIGC={"Label":"1"}']);
    expect(saidBy(walkBytes(walkAu, au('a note\0\0', 100, Buffer.alloc(100))))).toEqual(['tag:comment=a note']);
  });

  test('an open size goes to the end of the file; a header beyond the end is a cut', () => {
    expect(walkBytes(walkAu, au('\0\0\0\0', 0xffffffff, Buffer.alloc(100)))).toMatchObject({ complete: true, problems: [] });
    expect(walkBytes(walkAu, au('\0\0\0\0', 100, Buffer.alloc(100)).subarray(0, 26)).complete).toBe(false);
    expect(walkBytes(walkAu, au('\0\0\0\0', 100, Buffer.alloc(100)).subarray(0, 20)).complete).toBe(false);
  });
});

describe('YUV4MPEG2', () => {
  const frame = (size: number, parameters = '') => bytesOf(`FRAME${parameters}\n`, Buffer.alloc(size));

  test('frames of every layout lead to the end, and their own comments are read', () => {
    for (const [space, size] of [
      ['', 6],
      [' C420jpeg', 6],
      [' C422', 8],
      [' C444', 12],
      [' C444alpha', 16],
      [' Cmono', 4],
      [' C420p10', 12],
      [' Cmono16', 8],
    ] as const) {
      const bytes = bytesOf(`YUV4MPEG2 W2 H2 F25:1${space}\n`, frame(size), frame(size, ' Xcomment=made_with_suno'));
      const walk = walkBytes(walkY4m, bytes);
      expect([space, walk.complete, saidBy(walk)]).toEqual([space, true, ['tag:comment=made_with_suno']]);
    }
  });

  test('a frame of another length, and a file without frames, are broken', () => {
    expect(walkBytes(walkY4m, bytesOf('YUV4MPEG2 W2 H2 F25:1\n', frame(7), frame(6))).complete).toBe(false);
    expect(walkBytes(walkY4m, bytesOf('YUV4MPEG2 W2 H2 F25:1\n')).complete).toBe(false);
    expect(walkBytes(walkY4m, bytesOf('YUV4MPEG2 W2 H2 F25:1\n', frame(6), 'FRA')).problems).toMatchObject([
      { code: 'truncated' },
    ]);
  });
});

describe('NUT', () => {
  const plain = fixture('read/plain/clip.nut');
  const field = (name: string, value: string) => bytesOf(name.length, name, 2, value.length, value);

  test('an info packet among the frames is read, and a wrong checksum is seen', () => {
    const body = bytesOf(0, 0, 0, 0, 1, field('AIGC', '{"Label":"1"}'));
    const packet = bytesOf(Buffer.from('4e49ab68b596ba78', 'hex'), body.length + 4, body, be32(crc32Forward(body)));
    const index = plain.lastIndexOf(Buffer.from('4e58dd672f23e64e', 'hex'));
    expect(index).toBeGreaterThan(0);
    const late = Buffer.concat([plain.subarray(0, index), packet, plain.subarray(index)]);
    expect(saidBy(walkBytes(walkNut, late))).toContain('tag:AIGC={"Label":"1"}');
    const bad = Buffer.from(late);
    bad[index + packet.length - 1] = (bad[index + packet.length - 1] ?? 0) ^ 1;
    expect(walkBytes(walkNut, bad).problems).toMatchObject([{ params: { detail: 'nut-checksum' } }]);
  });

  test('fields that run past their packet are broken', () => {
    const body = bytesOf(0, 0, 0, 0, 9, field('AIGC', 'x'));
    const packet = bytesOf(Buffer.from('4e49ab68b596ba78', 'hex'), body.length + 4, body, be32(crc32Forward(body)));
    const head = plain.subarray(0, plain.indexOf(Buffer.from('4e4be4adeeca4569', 'hex')));
    expect(walkBytes(walkNut, Buffer.concat([head, packet, plain.subarray(head.length)])).complete).toBe(false);
  });
});

describe('True Audio', () => {
  const plain = fixture('read/plain/sound.tta');

  test('its header and its table of frames are held against their checksums', () => {
    for (const at of [8, 14, 23]) {
      const bad = Buffer.from(plain);
      bad[at] = (bad[at] ?? 0) ^ 1;
      expect(walkBytes(walkTta, bad).complete).toBe(false);
    }
  });

  test('a tag before it and a cut in its frames', () => {
    const id3 = bytesOf('ID3', 3, 0, 0, 0, 0, 0, 15, 'TIT2', be32(5), 0, 0, 0, 'Dusk');
    const tagged = bytesOf(id3, plain);
    expect(identify(tagged, 'a.tta')).toMatchObject({ mime: 'audio/x-tta', wrongExtension: false });
    expect(saidBy(walkBytes(walkTta, tagged))).toEqual(['TIT2=Dusk']);
    expect(walkBytes(walkTta, plain.subarray(0, plain.length - 1)).problems).toMatchObject([{ code: 'truncated' }]);
  });
});
