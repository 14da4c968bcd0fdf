import { describe, expect, it } from 'vitest';
import type { FileDigests, Manifest, ManifestEntry } from '../../src/model/index.ts';
import { type DeliveredFiles, listedAlgorithms, manifestMismatches } from '../../src/reconcile/manifests.ts';

function manifest(path: string, entries: readonly (string | ManifestEntry)[], given: Partial<Manifest> = {}): Manifest {
  const whole = entries.map((entry) => (typeof entry === 'string' ? { path: entry, digests: [] } : entry));
  return { path, kind: 'checksum-list', covers: null, entries: whole, ...given };
}

function held(
  manifests: readonly Manifest[],
  files: Readonly<Record<string, number>>,
  given: Partial<DeliveredFiles> & { readonly sums?: Readonly<Record<string, FileDigests>> } = {},
) {
  const { mismatches, coverage } = manifestMismatches(manifests, {
    files: Object.entries(files).map(([path, size]) => ({ path, size })),
    isUnseen: () => false,
    isExempt: (path) => manifests.some((each) => each.path === path),
    digests: new Map(Object.entries(given.sums ?? {})),
    ...given,
  });
  return { short: mismatches.map(({ kind, manifest: of, path }) => `${kind} ${path} (${of})`), mismatches, coverage };
}

describe('manifestMismatches', () => {
  it('says nothing where folder and manifest agree', () => {
    const { short, coverage } = held([manifest('m.md5', ['a.mov', { path: 'b.mov', size: 2, digests: [] }], { covers: '' })], {
      'a.mov': 1,
      'b.mov': 2,
      'm.md5': 9,
    });
    expect(short).toEqual([]);
    expect(coverage).toEqual([{ path: 'm.md5', kind: 'checksum-list', entries: 2, digestsChecked: 0 }]);
  });

  it('tells what is absent, but not what was not looked at', () => {
    const list = manifest('m.md5', ['a.mov', 'kept-out/b.mov']);
    const isUnseen = (path: string) => path.startsWith('kept-out/');
    expect(held([list], {}, { isUnseen }).short).toEqual(['absent a.mov (m.md5)']);
  });

  it('compares sizes, with both numbers', () => {
    const { mismatches } = held([manifest('m.mhl', [{ path: 'a.mov', size: 5, digests: [] }])], { 'a.mov': 6 });
    expect(mismatches).toEqual([{ kind: 'size', manifest: 'm.mhl', path: 'a.mov', expected: '5', found: '6' }]);
  });

  it('compares digests where they were computed, and counts those', () => {
    const list = manifest('m.md5', [
      { path: 'a.mov', digests: [{ algorithm: 'md5', value: 'aa' }] },
      { path: 'b.mov', digests: [{ algorithm: 'md5', value: 'bb' }] },
      { path: 'c.mov', digests: [{ algorithm: 'md5', value: 'cc' }] },
    ]);
    const sums = { 'a.mov': { md5: 'aa' }, 'b.mov': { md5: 'xx' } };
    const { mismatches, coverage } = held([list], { 'a.mov': 1, 'b.mov': 1, 'c.mov': 1 }, { sums });
    expect(mismatches).toEqual([
      { kind: 'digest', manifest: 'm.md5', path: 'b.mov', algorithm: 'md5', expected: 'bb', found: 'xx' },
    ]);
    expect(coverage[0]?.digestsChecked).toBe(2);
  });

  it('is content with one digest that agrees: it proves the content', () => {
    const digests = [
      { algorithm: 'md5', value: 'aa' },
      { algorithm: 'xxh128', value: 'aa' },
    ] as const;
    const sums = { 'a.mov': { md5: 'zz', xxh128: 'aa' } };
    expect(held([manifest('m', [{ path: 'a.mov', digests }])], { 'a.mov': 1 }, { sums }).short).toEqual([]);
  });

  it('tells what a manifest of a whole folder does not list, once, of the nearest one', () => {
    const outer = manifest('all.mhl', ['a.mov'], { covers: '' });
    const inner = manifest('reel/ascmhl/0001.mhl', ['reel/b.mov'], { covers: 'reel' });
    expect(held([outer, inner], { 'a.mov': 1, 'reel/b.mov': 1, 'reel/new.png': 1, 'late.png': 1 }).short).toEqual([
      'not-listed late.png (all.mhl)',
      'not-listed reel/new.png (reel/ascmhl/0001.mhl)',
    ]);
  });

  it('is content where any manifest lists a file', () => {
    const lists = [manifest('a.md5', ['a.mov'], { covers: '' }), manifest('b.md5', ['b.mov'], { covers: '' })];
    expect(held(lists, { 'a.mov': 1, 'b.mov': 1 }).short).toEqual([]);
  });

  it('asks no manifest for itself, other manifests, or what it says that it ignores', () => {
    const history = manifest('r/ascmhl/0001.mhl', ['r/a.mov'], { covers: 'r', ignores: ['*.tmp', 'cache/', '/notes.txt'] });
    const sidecar = manifest('r/a.mov.md5', ['r/a.mov']);
    const files = {
      'r/a.mov': 1,
      'r/a.mov.md5': 1,
      'r/ascmhl/0001.mhl': 1,
      'r/x/y.tmp': 1,
      'r/cache/z/1.dat': 1,
      'r/notes.txt': 1,
    };
    expect(held([history, sidecar], files).short).toEqual([]);
    expect(held([history, sidecar], { ...files, 'r/x/notes.txt': 1 }).short).toEqual([
      'not-listed r/x/notes.txt (r/ascmhl/0001.mhl)',
    ]);
  });

  it('asks nothing of a list that covers no folder', () => {
    expect(held([manifest('a.mov.md5', ['a.mov'])], { 'a.mov': 1, 'b.mov': 1 }).short).toEqual([]);
  });

  it('gives the same answer in whatever order files and manifests come', () => {
    const lists = [manifest('b', ['x', 'y'], { covers: '' }), manifest('a', ['z'], { covers: '' })];
    const files = { q: 1, p: 1 };
    const backwards = Object.fromEntries(Object.entries(files).reverse());
    expect(held([...lists].reverse(), backwards).mismatches).toEqual(held(lists, files).mismatches);
  });

  it('holds a season in single frames in seconds', () => {
    const reels = Array.from({ length: 100 }, (_, reel) =>
      Array.from({ length: 2_000 }, (_, frame) => `r${reel}/f.${frame}.dpx`),
    );
    const lists = reels.map((paths, reel) => manifest(`r${reel}/m.md5`, paths, { covers: `r${reel}` }));
    const files = Object.fromEntries(reels.flat().map((path) => [path, 1]));
    const started = performance.now();
    expect(held(lists, files, { isExempt: () => false }).short).toEqual([]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('listedAlgorithms', () => {
  it('gathers what all manifests ask of a file', () => {
    const one = manifest('a', [{ path: 'x', digests: [{ algorithm: 'md5', value: '1' }] }, 'y']);
    const two = manifest('b', [{ path: 'x', digests: [{ algorithm: 'xxh64', value: '2' }] }]);
    expect([...listedAlgorithms([one, two])]).toEqual([['x', ['md5', 'xxh64']]]);
  });
});
