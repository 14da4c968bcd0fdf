import { describe, expect, test } from 'vitest';
import { walkR3d } from '../../../src/read/containers/r3d.ts';
import { be16, be32, bytesAt, bytesOf, saidBy, walkBytes } from './bytes-of.ts';
import { seenByExifTool } from './exiftool-says.ts';

type Part = string | number | Uint8Array;
const entry = (tag: number, ...parts: Part[]) => {
  const value = bytesOf(...parts);
  return bytesOf(be16(value.length + 4), be16(tag), value);
};
const block = (type: string, length: number, payload: Part = '') => {
  const bytes = bytesOf(be32(length), type, payload);
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length)]);
};
const texts = (...more: Part[]) =>
  bytesOf(
    entry(0x1000, '01:02:03:04'),
    entry(0x1001, '01:00:00:00'),
    entry(0x1005, '20240131112233'),
    entry(0x1056, 'A001_C001_0131AB_001.R3D'),
    entry(0x1071, 'KOMODO 6K'),
    entry(0x403b, be16(800)),
    // A real directory is longer than 300 bytes, which ExifTool wants.
    entry(0x1042, 'rev'.padEnd(240, '.')),
    ...more,
  );
/** Version 2: a header with one `rdi` record, then the directory. */
const header = (directory: Uint8Array) => {
  const head = Buffer.alloc(60);
  head.write('R2', 2);
  head.set([1, 0, 0, 1], 56);
  const rdi = bytesOf('rdi\x01', be32(0), be32(6144), be32(3240), 0x11, 2, be16(1001), be32(24000));
  const body = bytesOf(head, rdi, be16(directory.length), directory);
  return block('RED2', 4096, body);
};
const clip = (directory = texts()) =>
  bytesOf(header(directory), block('REDV', 8192), block('REDA', 4096), block('RDVO', 4096), block('REOB', 56));

describe('REDCODE', () => {
  test('the texts of the directory are told at their bytes, as ExifTool reads them', () => {
    const file = clip(texts(entry(0x107c, 'made with Runway'), entry(0x1fff, 'an unknown text')));
    const walk = walkBytes(walkR3d, file);
    expect([walk.complete, walk.problems]).toEqual([true, []]);
    expect(saidBy(walk)).toContain('r3d:CameraOperator=made with Runway');
    expect(saidBy(walk)).toContain('r3d:0x1fff=an unknown text');
    expect(bytesAt(walk, file, 'r3d:CameraOperator')).toBe('made with Runway');
    expect(walk.about).toMatchObject({
      model: 'KOMODO 6K',
      timecode: '01:00:00:00',
      created: '2024-01-31T11:22:33',
      width: 6144,
      height: 3240,
      frameRate: '24000/1001',
    });
    const { tags } = seenByExifTool('a.r3d', file);
    expect(tags).toMatchObject({ Model: 'KOMODO 6K', CameraOperator: 'made with Runway', ImageWidth: 6144, FrameRate: 23.976 });
    expect(tags.OriginalFileName).toBe('A001_C001_0131AB_001.R3D');
  });

  test('version 1 has its directory in the second block', () => {
    const directory = texts(entry(0x107c, 'made with Runway'));
    const second = bytesOf(Buffer.alloc(26), be16(directory.length), directory);
    const file = bytesOf(block('RED1', 4096, 'R1'), block('REDV', 8192, second), block('REOF', 56));
    const walk = walkBytes(walkR3d, file);
    expect([walk.complete, walk.problems]).toEqual([true, []]);
    expect(bytesAt(walk, file, 'r3d:CameraOperator')).toBe('made with Runway');
    expect(seenByExifTool('a.r3d', file).values).toContain('made with Runway');
  });

  test('a block of another kind that holds text is told; padding to 4096 bytes is passed over', () => {
    const file = bytesOf(header(texts()), block('REDV', 5000), Buffer.alloc(3192), block('RAIG', 40, 'made with Runway'));
    const walk = walkBytes(walkR3d, file);
    expect([walk.complete, saidBy(walk).at(-1)]).toEqual([true, 'r3d:RAIG=made with Runway']);
  });

  test('a cut, a chain that breaks, a header without directory and noise are said', () => {
    const details = (bytes: Uint8Array) => walkBytes(walkR3d, bytes).problems.map(({ code, params }) => params?.detail ?? code);
    expect(details(clip().subarray(0, 9000))).toEqual(['truncated']);
    expect(details(clip().subarray(0, 2000))).toEqual(['truncated']);
    const torn = clip();
    torn.write('XXXX', 4096 + 8192 + 4);
    expect(details(torn)).toEqual(['r3d-block']);
    expect(details(bytesOf(clip(), 'a text of nobody'))).toEqual(['r3d-block']);
    expect(details(bytesOf(block('RED2', 4096), block('REDV', 8192)))).toEqual(['r3d-directory']);
    expect(details(bytesOf(be32(4096), 'RED2', Buffer.alloc(9000, 0x20)))).not.toEqual([]);
    expect(walkBytes(walkR3d, clip(bytesOf(texts(), be16(9000), be16(0x1001)))).complete).toBe(false);
  });
});
