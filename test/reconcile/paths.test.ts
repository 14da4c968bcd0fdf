import { describe, expect, it } from 'vitest';
import type { SkipReason } from '../../src/model/index.ts';
import { DeliveryPaths } from '../../src/reconcile/paths.ts';
import { asset } from './made.ts';

function find(names: string[], declared: string, skipped: [string, SkipReason][] = []) {
  const paths = new DeliveryPaths(
    names.map((name) => asset(name)),
    skipped.map(([path, reason]) => ({ path, reason })),
  );
  return paths.find(declared);
}
const exactly = (path: string) => ({ paths: [path], byCaseAlone: [], by: 'exact' });

describe('declared paths', () => {
  it('are tried literally first, so that names with brackets, braces and stars work', () => {
    const names = ['stills/a[1].tif', 'stills/a1.tif', 'stills/{x}.tif', 'stills/!b.tif', 'stills/c(1).tif', 'stills/*.tif'];
    for (const name of names) expect(find(names, name)).toEqual(exactly(name));
  });

  it('are globs where no such name is there: the star stays in its folder, two stars do not', () => {
    const names = ['stills/a.tif', 'stills/b.jpg', 'stills/more/c.tif', 'stills/.hidden.tif', 'x.tif'];
    expect(find(names, 'stills/*.tif').paths).toEqual(['stills/a.tif', 'stills/.hidden.tif']);
    expect(find(names, 'stills/**/*.tif').paths).toEqual(['stills/a.tif', 'stills/more/c.tif', 'stills/.hidden.tif']);
    expect(find(names, '*.tif').paths).toEqual(['x.tif']);
    expect(find(names, '**/*').paths).toEqual(names);
    expect(find(names, 'stills/{a,b}.*').paths).toEqual(['stills/a.tif', 'stills/b.jpg']);
    expect(find(names, 'stills/[ab].???').paths).toEqual(['stills/a.tif', 'stills/b.jpg']);
  });

  it('never mean "everything but"', () => {
    expect(find(['a.tif', 'b.tif'], '!a.tif').paths).toEqual([]);
  });

  it('are the same in NFC and NFD, as paths and as globs', () => {
    const composed = 'caf\u00e9/\u00e5.tif';
    const decomposed = composed.normalize('NFD');
    expect(find([composed], decomposed)).toEqual(exactly(composed));
    expect(find([composed], 'cafe\u0301/*')).toEqual({ paths: [composed], byCaseAlone: [], by: 'glob' });
    expect(find([decomposed], composed)).toEqual(exactly(decomposed));
  });

  it('meet other capitals, and say that it was by case alone', () => {
    expect(find(['stills/A.TIF'], 'Stills/a.tif')).toEqual({
      paths: ['stills/A.TIF'],
      byCaseAlone: ['stills/A.TIF'],
      by: 'exact',
    });
    expect(find(['stills/a.tif', 'stills/B.TIF'], 'stills/*.tif')).toEqual({
      paths: ['stills/a.tif', 'stills/B.TIF'],
      byCaseAlone: ['stills/B.TIF'],
      by: 'glob',
    });
    expect(find(['A[1].TIF'], 'a[1].tif').byCaseAlone).toEqual(['A[1].TIF']);
  });

  it('meet only the exact name where names differ by case', () => {
    expect(find(['a.tif', 'A.tif'], 'A.tif')).toEqual(exactly('A.tif'));
  });

  it('may be written on Windows or with a leading ./', () => {
    expect(find(['stills/a.tif'], 'stills\\a.tif').paths).toEqual(['stills/a.tif']);
    expect(find(['stills/a.tif'], '.\\stills\\*.tif').paths).toEqual(['stills/a.tif']);
    expect(find(['stills/a.tif'], './stills/a.tif').paths).toEqual(['stills/a.tif']);
    expect(find(['a[1].tif', 'b.tif'], 'a\\[1\\].tif').paths).toEqual(['a[1].tif']);
  });

  it('meet an asset by the name of its sidecar', () => {
    const part = { path: 'a.tif.xmp', uri: '', format: 'application/rdf+xml', size: 1 };
    const paths = new DeliveryPaths([asset('a.tif', { parts: [part] })], []);
    expect(paths.find('a.tif.xmp').paths).toEqual(['a.tif']);
  });

  it('know files that are there and are no assets from files that were not read', () => {
    const skipped: [string, SkipReason][] = [
      ['subs/en.srt', 'not-media'],
      ['vault', 'unreachable'],
      ['old/a.tif', 'excluded'],
      ['gone.tif', 'link-broken'],
    ];
    expect(find([], 'subs/en.srt', skipped).beside).toBe('present');
    expect(find([], 'subs/*.srt', skipped).beside).toBe('present');
    expect(find([], 'vault/b.tif', skipped).beside).toBe('unread');
    expect(find([], 'vault/**/*.tif', skipped).beside).toBe('unread');
    expect(find([], 'old/*', skipped).beside).toBe('unread');
    expect(find([], 'gone.tif', skipped).beside).toBeUndefined();
    expect(find([], 'vault2/b.tif', skipped).beside).toBeUndefined();
  });

  it('cost no minutes, whatever pattern meets whatever name', () => {
    const names = ['a'.repeat(250), `${'a/'.repeat(100)}x`, 'ab'.repeat(120)];
    const begun = performance.now();
    for (const pattern of ['*(*a)b', '*(a|b|ab)*(a|b|ab)c', '(a|aa)+b', '*a*a*a*a*a*a*b', '**/a/**/a/**/a/**/a/**/a/**/a/**/b']) {
      expect(find(names, pattern).paths, pattern).toEqual([]);
    }
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(find(['scan_v1_2_3.tif'], 'scan*_*_*_*.tif').paths).toEqual(['scan_v1_2_3.tif']);
    expect(find(['scan +(1).tif'], 'scan +(1).tif').paths).toEqual(['scan +(1).tif']);
  });

  it('survive patterns that are none', () => {
    for (const pattern of ['', '[', '{', '(((', `${'*'.repeat(5000)}`, '\\', '[z-a]', '**/'.repeat(300)]) {
      expect(find(['a.tif'], pattern).by, pattern.slice(0, 20)).toBe('glob');
    }
  });
});

describe('declared folders', () => {
  const names = ['a[1]/x.tif', 'stills/archive/a.tif', 'stills/archive/old/b.tif', 'stills/archive_2/c.tif'];

  it('stand for all that lies in them, with and without a slash at the end', () => {
    for (const declared of ['stills/archive', 'stills/archive/', './stills/archive/', 'stills\\archive\\']) {
      expect(find(names, declared), declared).toEqual({ paths: names.slice(1, 3), byCaseAlone: [], by: 'glob' });
    }
    expect(find(names, 'a[1]').paths).toEqual(['a[1]/x.tif']);
    expect(find(names, 'stills/*/').paths).toEqual(names.slice(1));
    expect(find(names, 'stills/*').paths).toEqual([]);
  });

  it('meet other capitals, and only the exact name where folders differ by case', () => {
    expect(find(names, 'Stills/Archive').byCaseAlone).toEqual(names.slice(1, 3));
    expect(find(['A/x.tif', 'a/y.tif'], 'a/')).toEqual({ paths: ['a/y.tif'], byCaseAlone: [], by: 'glob' });
  });

  it('that hold only what was skipped are known by that', () => {
    expect(find([], 'subs', [['subs/en.srt', 'not-media']]).beside).toBe('present');
    expect(find([], 'vault/', [['vault', 'unreachable']]).beside).toBe('unread');
    expect(find(['a.tif'], '').paths).toEqual([]);
  });
});

describe('what was meant', () => {
  const paths = new DeliveryPaths(
    ['stills/archive/a.tif', 'stills/b.tif', 'stills/c.tif', 'cut/reel1.mov'].map((name) => asset(name)),
    [],
  );

  it.each([
    ['RAW-114-D3/stills/archive/a.tif', 'stills/archive/a.tif'],
    ['/Volumes/raid/D3/stills/b.tif', 'stills/b.tif'],
    ['D:\\D3\\stills\\*.tif', 'stills/*.tif'],
    ['footage/reel1.mov', 'cut/reel1.mov'],
    ['stills/c.png', 'stills/c.tif'],
    ['stills/nothing.tif', undefined],
    ['D3/**/*.wav', undefined],
    ['', undefined],
  ])('%s: %s', (declared, meant) => {
    expect(paths.find(declared).paths).toEqual([]);
    expect(paths.nearest(declared)).toBe(meant);
  });
});
