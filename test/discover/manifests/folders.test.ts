import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DiscoverOptions, discover, discoverManifests, rootsOf } from '../../../src/discover/index.ts';
import { manifestMismatches } from '../../../src/reconcile/manifests.ts';
import { hashFile } from '../../../src/scan/hash-file.ts';

const now = <T>(task: () => Promise<T>): Promise<T> => task();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifests-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Everything that disagrees in the folder, every listed digest computed: `absent a.mov (list.md5)`. */
async function held(options: Partial<DiscoverOptions> = {}, places: readonly string[] = [folder]) {
  const roots = await rootsOf(places);
  const found = await discover(roots, { include: [], exclude: [], ...options }, now);
  const { manifests, unreadable, own } = await discoverManifests(roots, found, now);
  const digests = new Map(
    await Promise.all(
      found.files.map(async ({ path, uri }) => {
        const algorithms = manifests.flatMap(({ entries }) =>
          entries.filter((entry) => entry.path === path).flatMap((entry) => entry.digests),
        );
        return [path, await hashFile({ uri, algorithms: [...new Set(algorithms.map(({ algorithm }) => algorithm))] })] as const;
      }),
    ),
  );
  const { isUnseen } = found;
  const { mismatches, coverage } = manifestMismatches(manifests, {
    files: found.files,
    isUnseen,
    isExempt: (path) => own.has(path),
    digests,
  });
  return {
    short: [...mismatches, ...unreadable].map(({ kind, path, manifest }) => `${kind} ${path} (${manifest})`),
    coverage: coverage.map(({ path, kind, entries, digestsChecked }) => `${kind} ${path} ${digestsChecked}/${entries}`),
    unreadable,
  };
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const base64 = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('base64');

/** A generation as the reference implementation writes it, with the folder's own digests between those of the files. */
function generation(entries: readonly string[], ignores: readonly string[] = ['.DS_Store', 'ascmhl', 'ascmhl/']): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<hashlist version="2.0" xmlns="urn:ASC:MHL:v2.0">
  <creatorinfo>
    <creationdate>2020-01-17T14:30:00+00:00</creationdate>
    <hostname>myHost.local</hostname>
    <tool version="1.0">ascmhl</tool>
  </creatorinfo>
  <processinfo>
    <process>in-place</process>
    <roothash>
      <content><xxh64 hashdate="2020-01-17T14:30:00+00:00">8d02114c32e28cbe</xxh64></content>
      <structure><xxh64 hashdate="2020-01-17T14:30:00+00:00">0c94849db4dbd1b2</xxh64></structure>
    </roothash>
    <ignore>${ignores.map((pattern) => `<pattern>${pattern}</pattern>`).join('')}</ignore>
  </processinfo>
  <hashes>
    ${entries.join('\n    ')}
    <directoryhash>
      <path lastmodificationdate="2020-01-15T13:00:00+00:00">Clips</path>
      <content><xxh64 hashdate="2020-01-17T14:30:00+00:00">4c226b42e27d7af3</xxh64></content>
      <structure><xxh64 hashdate="2020-01-17T14:30:00+00:00">ef23ac02467b1720</xxh64></structure>
    </directoryhash>
  </hashes>
</hashlist>
`;
}

function hash(path: string, size: number, digest: string, action = 'original', more = ''): string {
  return `<hash><path size="${size}" lastmodificationdate="2020-01-15T13:00:00+00:00">${path}</path>${more}<xxh64 action="${action}" hashdate="2020-01-17T14:30:00+00:00">${digest}</xxh64></hash>`;
}

/** The example card of the reference implementation (github.com/ascmitc/mhl, scenario 02) with the digests that it prints. */
const card = {
  'A002R2EC/Clips/A002C006_141024_R2EC.mov': 'abcd\n',
  'A002R2EC/Clips/A002C007_141024_R2EC.mov': 'def\n',
  'A002R2EC/Sidecar.txt': 'BLOREM ipsum dolor sit amet, consetetur sadipscing elitr.\n',
};
const first = hash('Clips/A002C006_141024_R2EC.mov', 5, '0ea03b369a463d9d');
const second = hash('Clips/A002C007_141024_R2EC.mov', 4, '7680e5f98f4a80fd');
const third = hash('Sidecar.txt', 58, '3ab5a4166b9bde44');
const history = 'A002R2EC/ascmhl/';
const oldest = `${history}0001_A002R2EC_2020-01-16_091500Z.mhl`;
const newest = `${history}0002_A002R2EC_2020-01-17_143000Z.mhl`;

describe('ASC MHL', () => {
  it('of the reference example agrees with its files, digests and all', async () => {
    put({ ...card, [oldest]: generation([first, second, third]) });
    expect(await held()).toMatchObject({ short: [], coverage: [`asc-mhl ${oldest} 3/3`] });
  });

  it('tells a changed file, a lost one and a new one', async () => {
    put({ ...card, [oldest]: generation([first, second, third]), 'A002R2EC/Clips/new.png': 'x', 'outside.png': 'x' });
    put({ 'A002R2EC/Clips/A002C006_141024_R2EC.mov': 'abcx\n', 'A002R2EC/Clips/A002C007_141024_R2EC.mov': 'longer\n' });
    rmSync(join(folder, 'A002R2EC/Sidecar.txt'));
    expect((await held()).short).toEqual([
      `digest A002R2EC/Clips/A002C006_141024_R2EC.mov (${oldest})`,
      `size A002R2EC/Clips/A002C007_141024_R2EC.mov (${oldest})`,
      `not-listed A002R2EC/Clips/new.png (${oldest})`,
      `absent A002R2EC/Sidecar.txt (${oldest})`,
    ]);
  });

  it('takes all generations together: a later one may speak of one file only', async () => {
    const late = hash('late.mov', 4, '7680e5f98f4a80fd');
    put({ ...card, 'A002R2EC/late.mov': 'def\n', [oldest]: generation([first, second, third]), [newest]: generation([late]) });
    expect(await held()).toMatchObject({ short: [], coverage: [`asc-mhl ${newest} 4/4`] });
  });

  it('does not take a digest that failed for the one that the file should have', async () => {
    const failed = hash('Sidecar.txt', 58, 'ffffffffffffffff', 'failed');
    put({ ...card, [oldest]: generation([first, second, third]), [newest]: generation([first, second, failed]) });
    expect((await held()).short).toEqual([]);
    put({ 'A002R2EC/Sidecar.txt': 'blorem ipsum dolor sit amet, consetetur sadipscing elitr.\n' });
    expect((await held()).short).toEqual([`digest A002R2EC/Sidecar.txt (${newest})`]);
  });

  it('follows a file that a later generation renamed', async () => {
    const renamed = hash('Notes.txt', 58, '3ab5a4166b9bde44', 'original', '<previousPath>Sidecar.txt</previousPath>');
    const { 'A002R2EC/Sidecar.txt': text, ...clips } = card;
    put({ ...clips, 'A002R2EC/Notes.txt': text, [oldest]: generation([first, second, third]), [newest]: generation([renamed]) });
    expect((await held()).short).toEqual([]);
  });

  it('of a folder inside answers for that folder, and the outer one for the rest', async () => {
    put({
      ...card,
      [oldest]: generation([first, second, third]),
      'Summary.txt': 'def\n',
      'stray.png': 'x',
      'A002R2EC/new.png': 'x',
    });
    put({ 'ascmhl/0001_Reels_2020-01-17_143000Z.mhl': generation([hash('Summary.txt', 4, '7680e5f98f4a80fd')]) });
    expect((await held()).short).toEqual([
      `not-listed A002R2EC/new.png (${oldest})`,
      'not-listed stray.png (ascmhl/0001_Reels_2020-01-17_143000Z.mhl)',
    ]);
  });

  it('misses a generation that the chain file names, and one that was changed since', async () => {
    const chain = (c4: string) => `<?xml version="1.0" encoding="UTF-8"?>
<ascmhldirectory xmlns="urn:ASC:MHL:DIRECTORY:v2.0">
  <hashlist sequencenr="1"><path>${oldest.slice(history.length)}</path><c4>${c4}</c4></hashlist>
  <hashlist sequencenr="2"><path>${newest.slice(history.length)}</path><c4>${c4}</c4></hashlist>
</ascmhldirectory>`;
    const empty = 'c459dsjfscH38cYeXXYogktxf4Cd9ibshE3BHUo6a58hBXmRQdZrAkZzsWcbWtDg5oQstpDuni4Hirj75GEmTc1sFT';
    put({ ...card, [oldest]: generation([first, second, third]), [`${history}ascmhl_chain.xml`]: chain(empty) });
    expect((await held()).short).toEqual([
      `digest ${oldest} (${history}ascmhl_chain.xml)`,
      `absent ${newest} (${history}ascmhl_chain.xml)`,
    ]);
  });

  it('that is cut is told, keeps what it says before, and accuses no file of not being listed', async () => {
    const text = generation([first, second, third]);
    put({ ...card, [oldest]: text.slice(0, text.indexOf('Sidecar')) });
    expect((await held()).short).toEqual([`unreadable-manifest ${oldest} (${oldest})`]);
  });
});

describe('checksum lists in a folder', () => {
  it('made by md5sum over the folder find what came later', async () => {
    put({ 'a/one.mov': '1', 'a/two.mov': '2', 'b/three.wav': '3' });
    const list = execFileSync('sh', ['-c', 'find . -type f | sort | xargs md5sum'], { cwd: folder, encoding: 'utf8' });
    put({ 'checksums.md5': list });
    expect(await held()).toMatchObject({ short: [], coverage: ['checksum-list checksums.md5 3/3'] });
    put({ 'a/late.png': 'x', 'a/two.mov': 'changed' });
    expect((await held()).short).toEqual(['not-listed a/late.png (checksums.md5)', 'digest a/two.mov (checksums.md5)']);
  });

  it('of one file speak of that file, whatever the way to it in the line', async () => {
    put({ 'a/clip.mov': 'x', 'b/clip.mov': 'other', 'a/more.mov': 'y' });
    for (const line of [
      md5('x'),
      `${md5('x')}  clip.mov`,
      `${md5('x')} */Volumes/RAID/job/clip.mov`,
      `MD5 (clip.mov) = ${md5('x')}`,
    ]) {
      put({ 'a/clip.mov.md5': `${line}\n` });
      expect((await held()).short, line).toEqual([]);
    }
    put({ 'a/clip.mov.md5': `${md5('z')}  clip.mov\n` });
    expect((await held()).short).toEqual(['digest a/clip.mov (a/clip.mov.md5)']);
    rmSync(join(folder, 'a/clip.mov'));
    expect((await held()).short).toEqual(['absent a/clip.mov (a/clip.mov.md5)']);
  });

  it('that hold only a digest speak of the file of their name, and of nobody where that could be two', async () => {
    put({ 'a/clip.mov': 'x', 'a/clip.md5': `${md5('x')}\n`, 'a/clip.sha1': '' });
    expect((await held()).coverage).toEqual(['checksum-list a/clip.md5 1/1']);
    put({ 'a/clip.wav': 'y' });
    expect((await held()).short).toContain('unreadable-manifest a/clip.md5 (a/clip.md5)');
    put({ 'b/all.md5': `${md5('x')}\n${md5('y')}\n` });
    expect((await held()).short).toContain('unreadable-manifest b/all.md5 (b/all.md5)');
  });

  it('with paths of the machine that made the copy are moved to where the files lie', async () => {
    put({ 'reel1/clip.mov': '1', 'reel2/clip.mov': '2' });
    const line = (text: string, path: string) => `${md5(text)}  ${path}\n`;
    put({ 'list.md5': line('1', '/Volumes/RAID/D3/reel1/clip.mov') + line('2', '/Volumes/RAID/D3/reel2/clip.mov') });
    expect(await held()).toMatchObject({ short: [], coverage: ['checksum-list list.md5 2/2'] });
    put({
      'list.md5':
        line('1', 'E:\\D3\\reel1\\clip.mov') + line('2', 'E:\\D3\\reel2\\clip.mov') + line('3', 'E:\\D3\\reel3\\clip.mov'),
    });
    expect((await held()).short).toEqual(['absent reel3/clip.mov (list.md5)']);
  });

  it('kept in a folder of their own start from the folder above', async () => {
    put({
      'video/a.mov': '1',
      'audio/b.wav': '2',
      'reports/md5.txt': `${md5('1')}  video\\a.mov\r\n${md5('2')}  audio\\b.wav\r\n`,
    });
    expect(await held()).toMatchObject({ short: [], coverage: ['checksum-list reports/md5.txt 2/2'] });
  });

  it('do not take a file of the same name elsewhere for the one that is missing', async () => {
    put({ 'b/clip.mov': '1', 'a/other.mov': '2', 'a/list.md5': `${md5('9')}  clip.mov\n${md5('2')}  other.mov\n` });
    expect((await held()).short).toEqual(['absent a/clip.mov (a/list.md5)']);
  });

  it('that lead out of the delivery name a file that is not in it, and nothing is read there', async () => {
    put({ 'in/list.md5': `${md5('1')}  ../../../secret.mov\n${md5('2')}  a.mov\n`, 'in/a.mov': '2' });
    expect((await held()).short).toEqual(['absent ../../secret.mov (in/list.md5)']);
  });

  it('of a few files of a folder accuse none of the others', async () => {
    put({
      'a.mov': '1',
      'b.mov': '2',
      'c.txt': '',
      'd.txt': '',
      'e.txt': '',
      'm.md5': `${md5('1')}  a.mov\n${md5('2')}  b.mov\n`,
    });
    expect((await held()).short).toEqual([]);
  });

  it('that cannot be read are told; texts that only are called so are not', async () => {
    put({ 'a.md5': 'this is no list\n', 'b.mhl': 'nor this', 'hash.txt': 'A hash is a dish of chopped meat.', 'c.sha1': '' });
    expect((await held()).short).toEqual([
      'unreadable-manifest a.md5 (a.md5)',
      'unreadable-manifest b.mhl (b.mhl)',
      'unreadable-manifest c.sha1 (c.sha1)',
    ]);
  });

  it('say nothing of what was kept out, of system files, or below a link', async () => {
    const names = ['kept.png', 'no/gone.png', '.DS_Store', 'a.png'];
    put({ 'kept.png': 'changed', 'a.png': 'a', 'm.md5': names.map((name) => `${md5(name[0] ?? '')}  ${name}\n`).join('') });
    expect((await held({ exclude: ['kept.png', 'no/**'] })).short).toEqual([]);
    expect((await held({ include: ['a.png', 'm.md5'] })).short).toEqual([]);
    expect((await held()).short).toEqual(['digest kept.png (m.md5)', 'absent no/gone.png (m.md5)']);
  });

  it('are not held against anything where a single file is scanned', async () => {
    put({ 'a.mov': '1', 'm.md5': `${md5('1')}  a.mov\n${md5('2')}  b.mov\n` });
    expect((await held({}, [join(folder, 'm.md5')])).short).toEqual([]);
    expect((await held({}, [join(folder, 'a.mov'), join(folder, 'm.md5')])).short).toEqual([]);
  });

  it('match names that are spelled in decomposed letters', async () => {
    put({ 'für.mov': '1', 'm.md5': `${md5('1')}  ${'für.mov'.normalize('NFD')}\n` });
    expect(await held()).toMatchObject({ short: [], coverage: ['checksum-list m.md5 1/1'] });
  });
});

describe('packages', () => {
  const picture = 'urn:uuid:0eb3d1b9-b77b-4d3f-bbe5-7c69b15dca85';
  const sound = 'urn:uuid:61d91654-2650-4abf-abbc-ad2c7f640bf8';
  const list = 'urn:uuid:f5e93462-aed2-44ad-a4ba-2adb65823e7c';
  const asset = (id: string, hashed: string, size: number, name: string, more = '') =>
    `<Asset><Id>${id}</Id><Hash>${hashed}</Hash><Size>${size}</Size><Type>application/mxf</Type><OriginalFileName>${name}</OriginalFileName>${more}</Asset>`;
  const packingList = (...assets: readonly string[]) =>
    `<?xml version="1.0" encoding="UTF-8"?><PackingList xmlns="http://www.smpte-ra.org/schemas/2067-2/2016/PKL"><Id>${list}</Id><AssetList>${assets.join('')}</AssetList></PackingList>`;
  const chunk = (id: string, path: string, isList = false) =>
    `<Asset><Id>${id}</Id>${isList ? '<PackingList>true</PackingList>' : ''}<ChunkList><Chunk><Path>${path}</Path><VolumeIndex>1</VolumeIndex><Offset>0</Offset></Chunk></ChunkList></Asset>`;
  const map = (...assets: readonly string[]) =>
    `<?xml version="1.0"?><am:AssetMap xmlns:am="http://www.smpte-ra.org/schemas/429-9/2007/AM"><am:Id>urn:uuid:a</am:Id>${`<AssetList>${assets.join('')}</AssetList>`.replaceAll(/<(\/?)(\w)/g, '<$1am:$2')}</am:AssetMap>`;

  it('of IMF are held by the asset map, in SHA-1 and SHA-256, under whatever name the list has', async () => {
    const sha256 = '<HashAlgorithm Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>';
    const assets = [
      asset(picture, base64('sha1', 'pic'), 3, 'was.mxf'),
      asset(sound, base64('sha256', 'snd'), 3, 'snd.mxf', sha256),
    ];
    put({
      'imp/ASSETMAP.xml': map(chunk(list, 'OV_list.xml', true), chunk(picture, 'essence/pic.mxf'), chunk(sound, 'snd.mxf')),
      'imp/OV_list.xml': packingList(...assets),
      'imp/VOLINDEX.xml': '<VolumeIndex/>',
      'imp/essence/pic.mxf': 'pic',
      'imp/snd.mxf': 'snd',
    });
    expect(await held()).toMatchObject({ short: [], coverage: ['packing-list imp/OV_list.xml 2/2'] });
    put({ 'imp/essence/pic.mxf': 'PIC', 'imp/snd.mxf': 'sound', 'imp/stray.png': 'x' });
    expect((await held()).short).toEqual([
      'digest imp/essence/pic.mxf (imp/OV_list.xml)',
      'size imp/snd.mxf (imp/OV_list.xml)',
      'not-listed imp/stray.png (imp/OV_list.xml)',
    ]);
  });

  it('of IMF without an asset map are held by the original file names', async () => {
    put({ 'PKL_f5e93462.xml': packingList(asset(picture, base64('sha1', 'pic'), 3, 'pic.mxf')), 'pic.mxf': 'pic' });
    expect(await held()).toMatchObject({ short: [], coverage: ['packing-list PKL_f5e93462.xml 1/1'] });
  });

  it('of BagIt cover their payload in full', async () => {
    put({
      'bag/bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
      'bag/manifest-md5.txt': `${md5('1')}  data/a%25.mov\n${md5('2')}  data/b.mov\n`,
      'bag/tagmanifest-md5.txt': `${md5('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')}  bagit.txt\n`,
      'bag/data/a%.mov': '1',
      'bag/data/late.png': 'x',
    });
    const { short, coverage } = await held();
    expect(short).toEqual([
      'absent bag/data/b.mov (bag/manifest-md5.txt)',
      'not-listed bag/data/late.png (bag/manifest-md5.txt)',
    ]);
    expect(coverage).toEqual(['bagit bag/manifest-md5.txt 1/2', 'bagit bag/tagmanifest-md5.txt 1/1']);
  });
});
