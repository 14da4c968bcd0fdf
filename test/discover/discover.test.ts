import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DiscoverOptions, discover, MissingRoot, rootsOf } from '../../src/discover/index.ts';
import { pathOfUri } from '../../src/storage/local.ts';

// Windows has no FIFOs, no names that are no Unicode, and links only for administrators.
const isWindows = process.platform === 'win32';
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');
const all: DiscoverOptions = { include: [], exclude: [] };
const now = <T>(task: () => Promise<T>): Promise<T> => task();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'discover-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, bytes: string | Buffer = png): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}

async function found(options: DiscoverOptions = all) {
  const result = await discover(await rootsOf([folder]), options, now);
  return {
    assets: result.assets.map(({ asset }) => asset.path),
    skipped: Object.fromEntries(result.skipped.map((s) => [s.path, s.reason])),
    result,
  };
}

describe('discover', () => {
  it('keeps every name: an asset, or skipped with its reason', async () => {
    put('a.png');
    put('luts/show.cube', 'TITLE "show"');
    put('.DS_Store', 'x');
    put('._a.png', 'x');
    put('@eaDir/a.png/SYNO.jpg', jpeg);
    const { assets, skipped } = await found();
    expect(assets).toEqual(['a.png']);
    expect(skipped).toEqual({
      'luts/show.cube': 'not-media',
      '.DS_Store': 'system-file',
      '._a.png': 'system-file',
      '@eaDir': 'system-file',
    });
  });

  it('knows a file by its content where the extension says something else, and says so', async () => {
    put('still.jpg', png);
    put('no-extension', jpeg);
    const { result } = await found();
    expect(result.assets.map(({ asset, problems }) => [asset.path, asset.format, problems.map(({ code }) => code)])).toEqual([
      ['no-extension', 'image/jpeg', []],
      ['still.jpg', 'image/png', ['wrong-extension']],
    ]);
  });

  it('takes a text that is named like media for an asset that nothing proved, never for a clean one', async () => {
    put('x.jpg', 'just text');
    put('empty.mp4', '');
    const { result } = await found();
    expect(result.assets.map(({ asset, problems }) => [asset.path, asset.recognised, problems.map(({ code }) => code)])).toEqual([
      ['empty.mp4', false, ['empty-file']],
      ['x.jpg', false, []],
    ]);
  });

  it('walks a folder that is named like a picture', async () => {
    put('x.jpg/inside.png');
    expect((await found()).assets).toEqual(['x.jpg/inside.png']);
  });

  it.skipIf(isWindows)('never follows a link, and tells one that leaves the root from one that stays', async () => {
    put('real/a.png');
    symlinkSync('real', join(folder, 'again'));
    symlinkSync(folder, join(folder, 'real', 'loop'));
    symlinkSync(tmpdir(), join(folder, 'outside'));
    symlinkSync('nowhere', join(folder, 'broken'));
    const { assets, skipped } = await found();
    expect(assets).toEqual(['real/a.png']);
    expect(skipped).toEqual({ again: 'link-inside', 'real/loop': 'link-inside', outside: 'link-outside', broken: 'link-broken' });
  });

  it.skipIf(isWindows)('lists a FIFO instead of waiting for it', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.png')]);
    expect((await found()).skipped).toEqual({ 'pipe.png': 'special-file' });
  });

  it('sorts by the bytes of the whole path, so that local and object storage agree', async () => {
    for (const path of ['a/b.png', 'a.png', 'a-b.png', 'é.png', 'z.png']) put(path);
    expect((await found()).assets).toEqual(['a-b.png', 'a.png', 'a/b.png', 'z.png', 'é.png']);
  });

  it('gives paths in NFC and finds the file again by its own bytes', async () => {
    put('e\u0301te\u0301.png');
    const { result } = await found();
    expect(result.assets.at(0)?.asset.path).toBe('\u00e9t\u00e9.png');
    expect(pathOfUri(result.assets.at(0)?.asset.uri ?? '').toString()).toBe(join(folder, 'e\u0301te\u0301.png'));
  });

  it('keeps two names apart that only Unicode normalisation makes equal', async () => {
    put('\u00e9.png');
    put('e\u0301.png');
    expect((await found()).assets).toEqual(['\u00e9.png', '\u00e9~2.png']);
  });

  it('gives each of two such names a path that no other file has, and its own sidecar', async () => {
    put('\u00e9.png');
    put('e\u0301.png');
    put('\u00e9~2.png');
    put('\u00e9~2.png.xmp', '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
    const { result, assets } = await found();
    expect(assets).toEqual(['\u00e9.png', '\u00e9~2.png', '\u00e9~3.png']);
    const owner = [...result.assets].find(({ asset }) => asset.parts.length > 0);
    expect(pathOfUri(owner?.asset.uri ?? '').toString()).toBe(join(folder, '\u00e9~2.png'));
    expect(new Set(result.assets.map(({ asset }) => asset.uri)).size).toBe(3);
  });

  it('leaves out one of two such names by the path that a report gives it', async () => {
    put('\u00e9.png');
    put('e\u0301.png');
    expect(await found({ ...all, exclude: ['\u00e9.png'] })).toMatchObject({
      assets: ['\u00e9~2.png'],
      skipped: { '\u00e9.png': 'excluded' },
    });
    expect((await found({ ...all, exclude: ['\u00e9~2.png'] })).assets).toEqual(['\u00e9.png']);
  });

  it.skipIf(isWindows)('keeps a name that is no UTF-8', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x66, 0xff, 0x2e, 0x70, 0x6e, 0x67])]), png);
    const { result } = await found();
    expect(result.assets.at(0)?.asset.uri.endsWith('/f%FF.png')).toBe(true);
  });

  it('joins sidecars: by full name, by base name of the only sibling, to the RAW among several; others are orphans', async () => {
    put('a.png');
    put('a.png.xmp', '<x:xmpmeta/>');
    put('b.png');
    put('b.c2pa', Buffer.from('0000001a6a756d62', 'hex'));
    put('c.jpg', jpeg);
    put('c.nef', Buffer.from('4d4d002a00000008', 'hex'));
    put('c.xmp', '<x:xmpmeta/>');
    put('d.jpg', jpeg);
    put('d.png');
    put('d.xmp', '<x:xmpmeta/>');
    const { result } = await found();
    const parts = Object.fromEntries(result.assets.map(({ asset }) => [asset.path, asset.parts.map(({ path }) => path)]));
    expect(parts).toEqual({
      'a.png': ['a.png.xmp'],
      'b.png': ['b.c2pa'],
      'c.jpg': [],
      'c.nef': ['c.xmp'],
      'd.jpg': [],
      'd.png': [],
      'd.xmp': [],
    });
    expect(result.assets.find(({ asset }) => asset.path === 'd.xmp')?.problems).toEqual([{ code: 'orphan-sidecar' }]);
  });

  it('takes a picture under the name of a sidecar for a picture', async () => {
    put('a.jpg', jpeg);
    put('a.jpg.xmp', jpeg);
    put('b.jpg', jpeg);
    put('b.c2pa', png);
    expect((await found()).assets).toEqual(['a.jpg', 'a.jpg.xmp', 'b.c2pa', 'b.jpg']);
  });

  it('tells the media of an empty sidecar that it is empty', async () => {
    put('a.jpg', jpeg);
    put('a.jpg.xmp', '');
    const { result } = await found();
    expect(result.assets.map(({ problems }) => problems)).toEqual([[{ code: 'empty-file', params: { part: 'a.jpg.xmp' } }]]);
  });

  it('leaves out what is excluded and says so; a name with brackets is taken literally first', async () => {
    put('a[1].png');
    put('a1.png');
    put('b/c.png');
    const { assets, skipped } = await found({ include: [], exclude: ['a[1].png', 'b/**'] });
    expect(assets).toEqual([]);
    expect(skipped).toEqual({ 'a[1].png': 'excluded', 'a1.png': 'excluded', 'b/c.png': 'excluded' });
  });

  it('begins each path with the name of its root where there are several', async () => {
    put('one/a.png');
    put('two/one/b.png');
    put('c.png');
    const result = await discover(
      await rootsOf([join(folder, 'one'), join(folder, 'two', 'one'), join(folder, 'c.png')]),
      all,
      now,
    );
    expect(result.assets.map(({ asset }) => asset.path)).toEqual(['c.png', 'one/a.png', 'one~2/b.png']);
  });

  it('refuses places that lie in each other, since their assets would be counted twice', async () => {
    put('one/a.png');
    await expect(rootsOf([folder, join(folder, 'one')])).rejects.toThrow(/inside/);
    await expect(rootsOf([join(folder, 'one', 'a.png'), folder])).rejects.toThrow(/inside/);
    await expect(rootsOf([folder, folder])).rejects.toThrow(/inside/);
  });

  it('refuses a place that is not there', async () => {
    await expect(rootsOf([join(folder, 'nothing')])).rejects.toThrow(MissingRoot);
  });
});
