import { expect, test } from 'vitest';
import { walkIco } from '../../../src/read/containers/bmp.ts';
import { walkRiff } from '../../../src/read/containers/riff.ts';
import { bytesOf, le32, walkBytes } from './bytes-of.ts';

// Found by fuzzing: what `inspect` lists of a broken file had stretches of less than no bytes.
const lengths = (walk: ReturnType<typeof walkBytes>) => walk.segments.map(({ length }) => length);

test('a LIST whose size was left open ends with the chunk around it', () => {
  const list = bytesOf('LIST', le32(0xffffffff), 'INFO');
  const body = bytesOf('AVI ', list);
  const walk = walkBytes(walkRiff, bytesOf('RIFF', le32(body.length), body));
  expect(walk.complete).toBe(false);
  expect(lengths(walk).every((length) => length >= 0)).toBe(true);
});

test('pixels that would begin behind the end of their icon are missing', () => {
  const header = bytesOf(le32(40), le32(16), le32(32), 1, 0, 8, 0, Buffer.alloc(24));
  // 40 bytes of header and 1,024 of palette do not fit into 60.
  const entry = bytesOf(16, 16, 0, 0, 1, 0, 8, 0, le32(60), le32(22));
  const walk = walkBytes(walkIco, bytesOf(0, 0, 1, 0, 1, 0, entry, header, Buffer.alloc(20)));
  expect(walk.problems.map(({ code }) => code)).toContain('truncated');
  expect(lengths(walk).every((length) => length >= 0)).toBe(true);
});
