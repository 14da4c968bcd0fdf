import { describe, expect, test } from 'vitest';
import { walkApe } from '../../../src/read/containers/ape.ts';
import { walkDsd } from '../../../src/read/containers/dsd.ts';
import type { Walk } from '../../../src/read/containers/reads.ts';
import { walkWavpack } from '../../../src/read/containers/wavpack.ts';
import { be16, be32, bytesAt, bytesOf, le32, saidBy, walkBytes } from './bytes-of.ts';
import { seenByExifTool } from './exiftool-says.ts';

type Part = string | number | Uint8Array;
const le16 = (value: number) => le32(value).subarray(0, 2);
const le64 = (value: number) => bytesOf(le32(value), le32(0));
const be64 = (value: number) => bytesOf(be32(0), be32(value));
const details = (walk: Walk) => walk.problems.map(({ code, params }) => [code, params?.detail ?? params?.limit]);
const apev2 = (key: string, value: string) => {
  const item = bytesOf(le32(value.length), le32(0), `${key}\0`, value);
  return bytesOf(item, 'APETAGEX', le32(2000), le32(item.length + 32), le32(1), le32(0), Buffer.alloc(8));
};
const id3 = (text: string) => {
  const frame = bytesOf('TXXX', be32(text.length + 1), 0, 0, 0, text);
  return bytesOf('ID3', 3, 0, 0, 0, 0, 0, frame.length, frame);
};
const chunk = (id: string, payload: Part) => {
  const bytes = bytesOf(payload);
  return bytesOf(id, le32(bytes.length), bytes, bytes.length % 2 ? 0 : '');
};
const waveHeader = (bytes: number, before: Part = '') => {
  const format = chunk('fmt ', bytesOf(le16(1), le16(1), le32(8000), le32(16000), le16(2), le16(16)));
  return bytesOf('RIFF', le32(bytes + 100), 'WAVE', format, before, 'data', le32(bytes));
};
const label = chunk('AIGC', '{"Label":"1"}');
const info = chunk('LIST', bytesOf('INFO', chunk('ISFT', 'Suno v5\0')));
/** Every place of a fact holds the words of the fact. */
function expectPlaces(walk: Walk, file: Uint8Array): void {
  for (const { value, at } of walk.facts)
    expect(Buffer.from(file.subarray(at?.offset, (at?.offset ?? 0) + (at?.length ?? 0))).toString('latin1')).toContain(value);
}

/** A block of WavPack with 8000 samples in the whole file at 44.1 kHz. */
const block = (...parts: Part[]) => {
  const body = bytesOf(...parts);
  return bytesOf(
    'wvpk',
    le32(24 + body.length),
    le16(0x410),
    0,
    0,
    le32(88_200),
    le32(0),
    le32(100),
    le32(9 << 23),
    le32(0),
    body,
  );
};
const part = (kind: number, payload: Part) => {
  const bytes = bytesOf(payload);
  const words = (bytes.length + 1) >> 1;
  const odd = bytes.length % 2 === 1;
  return bytesOf(kind | 0x80 | (odd ? 0x40 : 0), words & 255, (words >> 8) & 255, 0, bytes, odd ? 0 : '');
};
const samples = part(0x0a, Buffer.alloc(3001, 0x55));

describe('WavPack', () => {
  test('tags at the end, and the chunks of the WAV that was coded, at their bytes in this file', () => {
    const file = bytesOf(
      block(part(0x21, waveHeader(200, label)), samples),
      block(samples),
      block(samples, part(0x22, info.subarray(0, 13)), part(0x22, info.subarray(13))),
      apev2('Comment', 'made with Udio'),
    );
    const walk = walkBytes(walkWavpack, file);
    expect([walk.complete, walk.problems, walk.about?.duration]).toEqual([true, [], 2]);
    expect(saidBy(walk).sort()).toEqual(['info:ISFT=Suno v5', 'riff:AIGC={"Label":"1"}', 'tag:Comment=made with Udio']);
    expect(bytesAt(walk, file, 'riff:AIGC')).toBe('{"Label":"1"}');
    expectPlaces(walk, file);
    expect(walk.facts.find(({ name }) => name === 'riff:AIGC')?.where).toBe('AIGC chunk of the wrapped WAV');
  });

  test('a C2PA store of the WAV is found where it lies', () => {
    const jumbf = bytesOf(be32(20), 'jumb', 'twelve bytes');
    const file = bytesOf(block(part(0x21, waveHeader(200)), samples, part(0x22, chunk('C2PA', jumbf))));
    expect(walkBytes(walkWavpack, file).c2paStores).toEqual([{ offset: file.indexOf(jumbf), length: 20 }]);
  });

  test('without wrapper and tags it says nothing, and ExifTool agrees about the tags', () => {
    expect(walkBytes(walkWavpack, bytesOf(block(samples), block(samples)))).toMatchObject({ complete: true, facts: [] });
    const tagged = bytesOf(block(samples), apev2('Comment', 'made with Udio'));
    expect(seenByExifTool('a.wv', tagged).values).toContain('made with Udio');
  });

  test('a cut, a part that leaves its block, a header of another kind, foreign bytes and noise are said', () => {
    const file = bytesOf(block(samples), block(samples));
    expect(details(walkBytes(walkWavpack, file.subarray(0, 4000)))).toEqual([['truncated', undefined]]);
    expect(details(walkBytes(walkWavpack, file.subarray(0, file.length / 2 + 10)))).toEqual([['truncated', undefined]]);
    expect(details(walkBytes(walkWavpack, bytesOf(block(bytesOf(0x0a, 200, 0)))))).toEqual([
      ['broken-structure', 'wavpack-part'],
    ]);
    expect(details(walkBytes(walkWavpack, bytesOf(block(part(0x23, 'caff'.padEnd(60, '.')), samples))))).toEqual([
      ['limit-reached', 'wrapped-header'],
    ]);
    expect(details(walkBytes(walkWavpack, bytesOf(file, 'a text of nobody')))).toEqual([['broken-structure', 'wavpack-block']]);
    expect(walkBytes(walkWavpack, bytesOf('wvpk', Buffer.alloc(900, 0x20))).complete).toBe(false);
  });
});

interface Ape {
  readonly header?: Uint8Array;
  readonly trailer?: Uint8Array;
}
const ape = ({ header = Buffer.alloc(0), trailer = Buffer.alloc(0) }: Ape = {}) => {
  const sizes = [52, 24, 8, header.length, 500, 0, trailer.length].map(le32);
  const descriptor = bytesOf('MAC ', le16(3990), le16(0), ...sizes, Buffer.alloc(16));
  const own = bytesOf(le16(2000), le16(0), le32(73_728), le32(14_472), le32(2), le16(16), le16(2), le32(44_100));
  return bytesOf(descriptor, own, le32(84), le32(300), header, Buffer.alloc(500, 0x55), trailer);
};
const oldApe = ({ header = Buffer.alloc(0), trailer = Buffer.alloc(0) }: Ape = {}) => {
  const first = 40 + header.length;
  const head = [le32(44_100), le32(header.length), le32(trailer.length), le32(2), le32(14_472)];
  const table = [le32(first), le32(first + 100)];
  return bytesOf('MAC ', le16(3950), le16(2000), le16(0), le16(2), ...head, header, ...table, Buffer.alloc(500, 0x55), trailer);
};

describe("Monkey's Audio", () => {
  test.each([
    ['3.99', ape],
    ['3.95', oldApe],
  ])('version %s: tags at the end, and the chunks of the WAV that was coded', (_, make) => {
    const file = bytesOf(make({ header: waveHeader(200, label), trailer: info }), apev2('Comment', 'made with Udio'));
    const walk = walkBytes(walkApe, file);
    expect([walk.complete, walk.problems]).toEqual([true, []]);
    expect(saidBy(walk).sort()).toEqual(['info:ISFT=Suno v5', 'riff:AIGC={"Label":"1"}', 'tag:Comment=made with Udio']);
    expectPlaces(walk, file);
    expect(seenByExifTool('a.ape', file).values).toContain('made with Udio');
  });

  test('a trailer is read where the decoder makes the header', () => {
    const file = ape({ trailer: info });
    const walk = walkBytes(walkApe, file);
    expect([walk.complete, saidBy(walk)]).toEqual([true, ['info:ISFT=Suno v5']]);
    expectPlaces(walk, file);
  });

  test('without tags it says nothing', () => {
    expect(walkBytes(walkApe, ape())).toMatchObject({ complete: true, facts: [], about: { duration: 2 } });
    expect(walkBytes(walkApe, oldApe())).toMatchObject({ complete: true, facts: [] });
  });

  test('a cut, foreign bytes behind the sound, and noise are said', () => {
    expect(details(walkBytes(walkApe, ape().subarray(0, 400)))).toEqual([['truncated', undefined]]);
    expect(details(walkBytes(walkApe, ape().subarray(0, 60)))).toEqual([['truncated', undefined]]);
    expect(details(walkBytes(walkApe, oldApe().subarray(0, 100)))).toEqual([['truncated', undefined]]);
    expect(details(walkBytes(walkApe, bytesOf(ape(), 'a text of nobody')))).toEqual([['broken-structure', 'ape-size']]);
    expect(details(walkBytes(walkApe, bytesOf('MAC ', le16(3990), Buffer.alloc(900, 1))))).toEqual([
      ['broken-structure', 'ape-header'],
    ]);
    expect(walkBytes(walkApe, bytesOf('MAC ', le16(3950), Buffer.alloc(900))).complete).toBe(false);
    expect(walkBytes(walkApe, bytesOf('MAC ', Buffer.alloc(900, 0x20))).complete).toBe(false);
  });
});

const dsf = (tag: Uint8Array, pointer?: number) => {
  const sound = Buffer.alloc(4096, 0x69);
  const format = bytesOf('fmt ', le64(52), ...[1, 0, 1, 1, 2_822_400, 1].map(le32), le64(2_822_400), le32(4096), le32(0));
  const at = 28 + 52 + 12 + sound.length;
  const head = bytesOf('DSD ', le64(28), le64(at + tag.length), le64(pointer ?? (tag.length > 0 ? at : 0)));
  return bytesOf(head, format, 'data', le64(12 + sound.length), sound, tag);
};

describe('DSF', () => {
  test('the tag at the end is read, as ExifTool does', () => {
    const file = dsf(id3('AIGC\0{"Label":"1"}'));
    const walk = walkBytes(walkDsd, file);
    expect([walk.complete, walk.problems, walk.about?.duration]).toEqual([true, [], 1]);
    expect(saidBy(walk)).toEqual(['TXXX:AIGC={"Label":"1"}']);
    expect(bytesAt(walk, file, 'TXXX:AIGC')).toBe('{"Label":"1"}');
    expect(seenByExifTool('a.dsf', file).values).toContain('{"Label":"1"}');
  });

  test('without tag it says nothing; one that nobody points to is read all the same', () => {
    expect(walkBytes(walkDsd, dsf(Buffer.alloc(0)))).toMatchObject({ complete: true, facts: [] });
    expect(saidBy(walkBytes(walkDsd, dsf(id3('a\0b'), 0)))).toEqual(['TXXX:a=b']);
  });

  test('a cut, a pointer to somewhere else, foreign bytes at the end and noise are said', () => {
    const file = dsf(id3('AIGC\0{"Label":"1"}'));
    expect(details(walkBytes(walkDsd, file.subarray(0, 2000)))).toEqual([['truncated', undefined]]);
    expect(details(walkBytes(walkDsd, file.subarray(0, 50)))).toEqual([['truncated', undefined]]);
    expect(walkBytes(walkDsd, dsf(id3('a\0b'), 200)).complete).toBe(false);
    expect(walkBytes(walkDsd, dsf(Buffer.from('a text of nobody'))).complete).toBe(false);
    expect(walkBytes(walkDsd, bytesOf(file, 'a text of nobody')).complete).toBe(false);
    expect(walkBytes(walkDsd, bytesOf('DSD ', Buffer.alloc(900, 0x20))).complete).toBe(false);
  });
});

const big = (id: string, ...parts: Part[]) => {
  const bytes = bytesOf(...parts);
  return bytesOf(id, be64(bytes.length), bytes, bytes.length % 2 ? 0 : '');
};
const dff = (...chunks: Part[]) => {
  const props = big('PROP', 'SND ', big('FS  ', be32(2_822_400)), big('CMPR', 'DSD ', 3, 'raw'));
  return big('FRM8', 'DSD ', big('FVER', be32(0x01050000)), props, big('DSD ', Buffer.alloc(4096, 0x69)), ...chunks);
};

describe('DSDIFF', () => {
  test('title, artist, comments, ID3 and texts of unknown chunks are told at their bytes', () => {
    const comment = bytesOf(be16(1), be16(2025), 1, 2, 3, 4, be16(0), be16(0), be32(14), 'made with Udio');
    const edited = big('DIIN', big('DIAR', be32(4), 'Suno'), big('DITI', be32(3), 'Fox'));
    const file = dff(edited, big('COMT', comment), big('ID3 ', id3('a\0b')), big('AIGC', '{"Label":"1"}'));
    const walk = walkBytes(walkDsd, file);
    expect([walk.complete, walk.problems]).toEqual([true, []]);
    expect(saidBy(walk)).toEqual([
      'dff:Artist=Suno',
      'dff:Title=Fox',
      'dff:Comment=made with Udio',
      'TXXX:a=b',
      'dff:AIGC={"Label":"1"}',
    ]);
    expectPlaces(walk, file);
  });

  test('without them it says nothing', () => {
    expect(walkBytes(walkDsd, dff())).toMatchObject({ complete: true, facts: [], problems: [] });
  });

  test('a cut, a chunk that leaves its form, a form without sound and noise are said', () => {
    expect(walkBytes(walkDsd, dff().subarray(0, 2000)).problems[0]?.code).toBe('truncated');
    expect(details(walkBytes(walkDsd, big('FRM8', 'DSD ', big('FVER', be32(0)))))).toEqual([['broken-structure', 'no-media']]);
    expect(details(walkBytes(walkDsd, dff('a text of nobody'))).length).toBe(1);
    expect(walkBytes(walkDsd, dff(big('DIIN', big('DIAR', be32(900), 'x')))).complete).toBe(false);
    expect(walkBytes(walkDsd, bytesOf('FRM8', Buffer.alloc(900, 0x20))).complete).toBe(false);
  });
});
