import { describe, expect, it } from 'vitest';
import { framesIn, gapsIn } from '../../src/discover/index.ts';
import { frameNames } from '../../src/model/index.ts';

// Frames of a film are one asset; scans of archive stills are numbered too, and must never vanish into one.
const dpx = (path: string) => ({ path, kind: 'image', format: 'image/x-dpx' });
const tiff = (path: string) => ({ path, kind: 'image', format: 'image/tiff' });
const numbered = (from: number, to: number, width = 4) =>
  Array.from({ length: to - from + 1 }, (_, at) => String(from + at).padStart(width, '0'));
const group = (files: readonly ReturnType<typeof dpx>[], names: readonly string[] = []) => {
  const { groups, others } = framesIn(
    files,
    (file) => file,
    (path) => names.some((name) => path.startsWith(name)),
  );
  return { groups: groups.map(({ path, numbers }) => ({ path, count: numbers.length })), others: others.map(({ path }) => path) };
};

describe('sequences by their names', () => {
  it('are 24 frames of a format of films, whatever is missing between them; fewer are stills', () => {
    const frames = numbered(1, 30).map((number) => dpx(`reel1/shot.${number}.dpx`));
    expect(group(frames)).toEqual({ groups: [{ path: 'reel1/shot.[0001-0030].dpx', count: 30 }], others: [] });
    const gappy = frames.filter((_, at) => at < 3 || at > 8);
    expect(group(gappy).groups).toEqual([{ path: 'reel1/shot.[0001-0030].dpx', count: 24 }]);
    expect(group(frames.slice(0, 23))).toEqual({ groups: [], others: frames.slice(0, 23).map(({ path }) => path) });
  });

  it('are not stills of an archive, unless 500 follow each other without a gap or a person says so', () => {
    const scans = numbered(1, 499).map((number) => tiff(`stills/scan_${number}.tif`));
    expect(group(scans).groups).toEqual([]);
    const long = numbered(1, 1100).map((number) => tiff(`stills/scan_${number}.tif`));
    expect(group(long.filter((_, at) => at !== 550)).groups).toEqual([
      { path: 'stills/scan_[0001-0550].tif', count: 550 },
      { path: 'stills/scan_[0552-1100].tif', count: 549 },
    ]);
    expect(group(long.filter((_, at) => at % 400 !== 0)).groups).toEqual([]);
    expect(group(scans.slice(0, 5), ['stills/scan_']).groups).toEqual([{ path: 'stills/scan_[0001-0005].tif', count: 5 }]);
  });

  it('differ in their last number only: versions, shots, folders and formats are sequences of their own', () => {
    const names = ['a/sh010_v1.', 'a/sh010_v2.', 'a/sh020_v1.', 'b/sh010_v1.'];
    const frames = names.flatMap((name) => numbered(1, 24).map((number) => dpx(`${name}${number}.dpx`)));
    expect(group(frames).groups.map(({ path }) => path)).toEqual(names.map((name) => `${name}[0001-0024].dpx`));
    const mixed = numbered(1, 24).map((number, at) => ({
      ...dpx(`a/x.${number}.dpx`),
      format: at % 2 ? 'image/x-dpx' : 'image/x-exr',
    }));
    expect(group(mixed).groups).toEqual([]);
  });

  it('go on where the number outgrows its width, and are told apart where widths differ', () => {
    const grown = numbered(8, 130, 2).map((number) => dpx(`a.${number}.dpx`));
    expect(group(grown).groups).toEqual([{ path: 'a.[08-130].dpx', count: 123 }]);
    const plain = numbered(7, 40, 1).map((number) => dpx(`a.${number}.dpx`));
    expect(group(plain).groups).toEqual([{ path: 'a.[7-40].dpx', count: 34 }]);
    const both = [...numbered(1, 30, 4), ...numbered(1, 30, 6)].map((number) => dpx(`a.${number}.dpx`));
    expect(
      group(both)
        .groups.map(({ path }) => path)
        .sort(),
    ).toEqual(['a.[000001-000030].dpx', 'a.[0001-0030].dpx']);
  });
});

describe('numbers far apart', () => {
  it('are several sequences of one folder, or ids and no frames', () => {
    const picks = [...numbered(1001, 1060), ...numbered(86400, 86470)].map((number) => dpx(`a.${number}.dpx`));
    expect(group(picks).groups.map(({ path }) => path)).toEqual(['a.[1001-1060].dpx', 'a.[86400-86470].dpx']);
    const ids = Array.from({ length: 40 }, (_, at) => dpx(`id${1_000_000 + at * 7919}.dpx`));
    expect(group(ids).groups).toEqual([]);
    const onTwos = Array.from({ length: 1200 }, (_, at) => dpx(`a.${String(2 * at + 1).padStart(4, '0')}.dpx`));
    expect(group(onTwos).groups).toEqual([{ path: 'a.[0001-2399].dpx', count: 1200 }]);
    expect(gapsIn(onTwos.map((_, at) => 2 * at + 1))).toHaveLength(1199);
  });
});

describe('the names of frames', () => {
  it('lead from the path of a sequence to each frame and back', () => {
    const names = frameNames('a [v2]/x.[0098-0130].dpx');
    expect(names?.pathOf(101)).toBe('a [v2]/x.0101.dpx');
    expect(names?.numberIn('a [v2]/x.0101.dpx')).toBe(101);
    for (const other of ['a [v2]/x.101.dpx', 'a [v2]/y.0101.dpx', 'a [v2]/x.0101.exr', 'a [v2]/x.01o1.dpx']) {
      expect(names?.numberIn(other)).toBeUndefined();
    }
    expect(frameNames('a/b.dpx')).toBeNull();
  });

  it('tell the gaps between them', () => {
    expect(gapsIn([1, 2, 5, 6, 8])).toEqual([
      { first: 3, last: 4 },
      { first: 7, last: 7 },
    ]);
  });
});
