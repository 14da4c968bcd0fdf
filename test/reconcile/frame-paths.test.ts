import { describe, expect, it } from 'vitest';
import type { Asset } from '../../src/model/index.ts';
import { FramePaths } from '../../src/reconcile/frame-paths.ts';
import { globMatcher } from '../../src/tools/glob.ts';

// A use that names some frames of a reel must not declare all of it.
const reel: Asset = {
  path: 'reel1/a.[0001-0240].dpx',
  uri: 'file:///reel1/a.0001.dpx',
  kind: 'sequence',
  format: 'image/x-dpx',
  recognised: true,
  size: 1,
  parts: [],
  sequence: {
    first: 1,
    last: 240,
    count: 237,
    missing: [
      { first: 50, last: 51 },
      { first: 80, last: 80 },
    ],
    odd: [],
  },
};
const frames = new FramePaths([reel, { ...reel, path: 'b.dpx', sequence: undefined } as unknown as Asset]);
const met = (glob: string, base = '') => frames.met(globMatcher(glob) ?? (() => false), base);

describe('the frames of sequences by name', () => {
  it('are those that are there', () => {
    for (const path of ['reel1/a.0001.dpx', 'reel1/a.0240.dpx', 'reel1/a.0079.dpx']) expect(frames.has(path)).toBe(true);
    for (const path of ['reel1/a.0000.dpx', 'reel1/a.0241.dpx', 'reel1/a.0050.dpx', 'reel1/a.0080.dpx', 'reel1/a.1.dpx', 'b.dpx'])
      expect(frames.has(path), path).toBe(false);
  });

  it('are all met, or some, or none', () => {
    expect(met('reel1/*.dpx', 'reel1')).toEqual({ whole: [reel.path], some: false });
    expect(met('**/a.0[0-2]*.dpx')).toEqual({ whole: [reel.path], some: false });
    expect(met('reel1/a.01*.dpx', 'reel1')).toEqual({ whole: [], some: true });
    // The last alone.
    expect(met('reel1/a.0240.*', 'reel1')).toEqual({ whole: [], some: true });
    expect(met('reel1/a.005[01].dpx', 'reel1')).toEqual({ whole: [], some: false });
    expect(met('reel2/*.dpx', 'reel2')).toEqual({ whole: [], some: false });
  });
});
