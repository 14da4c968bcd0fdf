import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entryOf } from '../../src/discover/entry.ts';
import { headOf } from '../../src/discover/head.ts';
import { containerReadingNow } from '../../src/read/container.ts';

// A generator that makes what no walk takes would let every walk pass.
interface Structures {
  readonly structures: Readonly<Record<string, fc.Arbitrary<Buffer>>>;
}
const target = '../../scripts/fuzz/targets/structures.mjs';
const { structures } = (await import(target)) as Structures;

it.each(Object.entries(structures))('%s is walked for what it is made to be', (name, made) => {
  const walked = fc.sample(made, { numRuns: 40, seed: 20261124 }).filter((bytes) => {
    const open = {
      size: bytes.length,
      state: { size: bytes.length, mtimeMs: 0, ctimeMs: 0, ino: 0, dev: 0 },
      readAt: (offset: number, length: number) => bytes.subarray(offset, offset + length),
      close: () => {},
    };
    const entry = entryOf({ path: name, uri: `file:///${name}`, size: bytes.length }, headOf(name, open));
    return 'asset' in entry && containerReadingNow(entry.asset, open) !== null;
  });
  expect(walked.length).toBeGreaterThan(30);
});
