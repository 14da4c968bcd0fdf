import { describe, expect, test } from 'vitest';
import { formats } from '../../src/model/index.ts';
import { containerReading, hasWalk } from '../../src/read/container.ts';
import type { OpenFile } from '../../src/storage/local.ts';

/** Known by their content alone: what is no such text (or no message of that namespace) never gets their name. */
const byContent = new Set([
  'text/x-generation-settings',
  'text/markdown',
  'text/html',
  'application/x-model-weights',
  'application/vnd.iptc.g2.newsitem+xml',
  'application/x-ddex-ern+xml',
  'application/x-imf-cpl+xml',
]);
/** One C2PA store from end to end: its engine says whether it holds. */
const byEngine = new Set(['application/c2pa']);

function inMemory(bytes: Uint8Array): OpenFile {
  return {
    size: bytes.length,
    readAt: async (offset: number, length: number) => bytes.subarray(offset, offset + length),
  } as OpenFile;
}

function noise(length: number): Uint8Array {
  let seed = 7;
  return Uint8Array.from({ length }, () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return (seed >> 16) & 255;
  });
}

/** What a file is after a failed copy, an interrupted download or a wrong name. */
const garbage: readonly (readonly [string, Uint8Array])[] = [
  ['noise', noise(300_000)],
  ['zeros', new Uint8Array(300_000)],
  ['prose', Buffer.from('Sorry, the file that you asked for is not here any more.\n'.repeat(50))],
  ['a web page', Buffer.from('<!DOCTYPE html>\n<html><head><title>404</title></head><body><p>Not found</p></body></html>\n')],
  ['four bytes', Uint8Array.of(1, 2, 3, 4)],
];

describe('every format of the list', () => {
  test.each(formats.map(({ mime }) => mime))(
    '%s has a walk of our own, so that nobody has to take its bytes on trust',
    (mime) => {
      expect(hasWalk(mime)).toBe(true);
    },
  );

  test.each(formats.map(({ mime }) => mime).filter((mime) => !byContent.has(mime) && !byEngine.has(mime)))(
    'bytes of something else under the name of %s are never read in full',
    async (mime) => {
      const passed: string[] = [];
      for (const [name, bytes] of garbage) {
        const reading = await containerReading({ path: 'a', format: mime }, inMemory(bytes));
        if (reading === null || reading.ok) passed.push(name);
        else expect(reading.problems.length, `${mime}, ${name}`).toBeGreaterThan(0);
      }
      expect(passed).toEqual([]);
    },
  );
});
