import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { discover, rootsOf } from '../../../src/discover/index.ts';
import { assetMapXml, cplXml } from '../../imf.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packages-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The first bytes of an MXF file: enough to be known as one. */
const mxf = Buffer.from('060e2b34020501010d01020101020400', 'hex');

async function found(files: Readonly<Record<string, string | Buffer>>, exclude: readonly string[] = []) {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const { assets, playlists } = await discover(await rootsOf([folder]), { include: [], exclude }, (task) => task());
  const at = (path: string) => assets.find(({ asset }) => asset.path === path);
  const problems = (path: string) => at(path)?.readings?.flatMap((reading) => reading.problems) ?? [];
  return { assets, playlists, tracks: (path: string) => at(path)?.asset.tracks, problems };
}
const cpl = (...tracks: string[]): string =>
  cplXml({ rate: '25 1', segments: [{ MainImageSequence: tracks.map((track) => ({ track, intrinsic: 25 })) }] });

test('what a composition plays is handed on by path and second; a file that it plays twice is one track', async () => {
  const { tracks, playlists, problems } = await found({
    'CPL.xml': cpl('a', 'b', 'a'),
    'ASSETMAP.xml': assetMapXml({ a: 'media/a.mxf', b: 'b.mxf' }),
    'media/a.mxf': mxf,
    'b.mxf': mxf,
  });
  expect(tracks('CPL.xml')).toEqual(['b.mxf', 'media/a.mxf']);
  expect(playlists).toEqual([
    {
      path: 'CPL.xml',
      plays: [
        { track: 'media/a.mxf', from: 0, trackFrom: 0, length: 1 },
        { track: 'b.mxf', from: 1, trackFrom: 0, length: 1 },
        { track: 'media/a.mxf', from: 2, trackFrom: 0, length: 1 },
      ],
    },
  ]);
  expect(problems('CPL.xml')).toEqual([]);
});

test('the map of its own folder rules over others, and two packages may use one name for two files', async () => {
  const map = assetMapXml({ a: 'a.mxf' });
  const one = { 'CPL.xml': cpl('a'), 'ASSETMAP.xml': map, 'a.mxf': mxf };
  const two = Object.fromEntries(
    ['one', 'two'].flatMap((name) => Object.entries(one).map(([path, text]) => [`${name}/${path}`, text])),
  );
  const { tracks } = await found(two);
  expect([tracks('one/CPL.xml'), tracks('two/CPL.xml')]).toEqual([['one/a.mxf'], ['two/a.mxf']]);
});

test('without a map, with a broken one, or one that leads out, cuts a file into chunks or names a picture, tracks are missing', async () => {
  const files = { 'a.mxf': mxf, 'a.png': Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'CPL.xml': cpl('a') };
  for (const map of [
    undefined,
    'nothing of the kind',
    assetMapXml({ a: '../../../etc/passwd' }),
    assetMapXml({ a: 'a.mxf' }).replace(/(<Chunk><Path>a\.mxf.*?<\/Chunk>)/, '$1$1'),
    assetMapXml({ a: '%E0%A4%A' }),
    // Numbered pictures may be joined to one asset: none of them is a track file.
    assetMapXml({ a: 'a.png' }),
  ]) {
    const { tracks, problems } = await found({ ...files, ...(map === undefined ? {} : { 'ASSETMAP.xml': map }) });
    expect(tracks('CPL.xml')).toEqual([]);
    expect(problems('CPL.xml')).toMatchObject([{ code: 'track-missing', params: { count: 1 } }]);
  }
});

test('a track file that was excluded from the scan is missing: nobody read it', async () => {
  const files = { 'a.mxf': mxf, 'CPL.xml': cpl('a'), 'ASSETMAP.xml': assetMapXml({ a: 'a.mxf' }) };
  const { problems } = await found(files, ['*.mxf']);
  expect(problems('CPL.xml')).toMatchObject([{ code: 'track-missing', params: { detail: 'a.mxf' } }]);
});

test('compositions that play each other are no circle: neither is a track file', async () => {
  const { tracks, problems } = await found({
    'A.xml': cpl('b'),
    'B.xml': cpl('a'),
    'ASSETMAP.xml': assetMapXml({ a: 'A.xml', b: 'B.xml' }),
  });
  expect([tracks('A.xml'), tracks('B.xml')]).toEqual([[], []]);
  expect([problems('A.xml').length, problems('B.xml').length]).toEqual([1, 1]);
});

test('a composition beyond the size limit is told, not read, and a folder without one has no playlists', async () => {
  const text = cpl('a').replace('?>', `?><!-- ${' '.repeat(100)} -->`) + ' '.repeat(17 << 20);
  const { problems, playlists } = await found({ 'CPL.xml': text });
  expect(problems('CPL.xml')).toMatchObject([{ code: 'limit-reached', params: { what: 'CPL' } }]);
  expect(playlists).toEqual([{ path: 'CPL.xml', plays: [] }]);
  rmSync(join(folder, 'CPL.xml'));
  expect((await found({ 'a.mxf': mxf })).playlists).toEqual([]);
});
