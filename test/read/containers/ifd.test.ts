import { expect, test } from 'vitest';
import { readIfds, tiffHeader } from '../../../src/read/containers/ifd.ts';
import { runReadsNow } from '../../../src/read/containers/reads.ts';

// Found by fuzzing: a TIFF of 38 KB whose directories name each other a million times took minutes, and ended in a full stack.
test('links that lead nowhere, however many, end at the limit of directories', () => {
  const links = 500;
  const entries = 2000;
  const list = 8 + 2 + entries * 12 + 4;
  const bytes = Buffer.alloc(list + links * 4);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(entries, 8);
  for (let at = 0; at < entries; at++) {
    const entry = 10 + at * 12;
    bytes.writeUInt16LE(0x014a, entry);
    bytes.writeUInt16LE(4, entry + 2);
    bytes.writeUInt32LE(links, entry + 4);
    bytes.writeUInt32LE(list, entry + 8);
  }
  // Every link leads behind the end, or back to the first directory.
  for (let at = 0; at < links; at++) bytes.writeUInt32LE(at % 2 === 0 ? 8 : 0x7fff_0000 + at, list + at * 4);
  const header = tiffHeader(bytes);
  if (header === undefined) throw new Error('no header');
  const readAt = (offset: number, length: number): Uint8Array => bytes.subarray(offset, offset + length);
  const { ifds, problems } = runReadsNow(readIfds(header, bytes.length, 0), readAt, bytes.length);
  expect(ifds).toHaveLength(1);
  expect(problems.at(-1)?.code).toBe('limit-reached');
  expect(problems.length).toBeLessThan(600);
});
