import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/index.ts';
import { scan } from '../../src/scan.ts';
import { assetMapXml, packingListXml } from '../imf.ts';

const root = mkdtempSync(join(tmpdir(), 'hash-scan-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
function delivery(files: Readonly<Record<string, Buffer | string>>): string {
  const folder = join(root, String(count++));
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}

/** A 10-bit RGB DPX (SMPTE ST 268-1) of 4 by 4 pixels, each with other pixels. */
function dpx(number: number): Buffer {
  const file = Buffer.alloc(2112);
  file.fill(255, 1712, 1732);
  file.fill(255, 1928, 1972);
  file.write('SDPX', 0, 'latin1');
  file.writeUInt32BE(2048, 4);
  file.write('V2.0', 8, 'latin1');
  file.writeUInt32BE(file.length, 16);
  file.writeUInt32BE(1, 20);
  file.writeUInt32BE(1664, 24);
  file.writeUInt32BE(384, 28);
  file.write('Baselight 5.3', 160, 'latin1');
  file.writeUInt32BE(0xffffffff, 660);
  file.writeUInt16BE(1, 770);
  file.writeUInt32BE(4, 772);
  file.writeUInt32BE(4, 776);
  file.set([50, 6, 6, 10], 800);
  file.writeUInt16BE(1, 804);
  file.writeUInt32BE(2048, 808);
  file.writeUInt32BE(number, 2048);
  return file;
}

const frame = (number: number): string => `reel1/shot.${String(number).padStart(7, '0')}.dpx`;
const sum = (algorithm: string, bytes: Buffer | string): string => createHash(algorithm).update(bytes).digest('hex');
const quick = { trace: false, thumbnails: false, pixels: 'off' } as const;
const mismatches = ({ findings }: Report) => findings.filter(({ code }) => code === 'T02').map(({ asset }) => asset);

describe('a scan with --hash', () => {
  const reel = Object.fromEntries(Array.from({ length: 24 }, (_, at) => [frame(at + 1), dpx(at + 1)]));
  const list = (files: Readonly<Record<string, Buffer>>) =>
    Object.entries(files)
      .map(([path, bytes]) => `${sum('md5', bytes)}  ${path}\n`)
      .join('');

  it('compares the frames of a sequence with the digests that a list gives', async () => {
    const folder = delivery({ ...reel, [frame(5)]: dpx(99), 'reel1.md5': list(reel) });
    const report = await scan([folder], { ...quick, hash: true });
    expect(report.assets.map(({ kind }) => kind)).toEqual(['sequence']);
    expect(report.coverage.manifests[0]?.digestsChecked).toBe(24);
    expect(mismatches(report)).toEqual([frame(5)]);
  });

  it('reads no frame again that it has hashed', async () => {
    const folder = delivery({ ...reel, 'reel1.md5': list(reel) });
    // The sequence is told when all its frames were hashed: whatever looks at them after that finds other bytes.
    const spoil = () => {
      for (const path of Object.keys(reel)) writeFileSync(join(folder, path), dpx(1000));
    };
    const report = await scan([folder], { ...quick, hash: true, onReadAsset: spoil });
    expect(report.coverage.manifests[0]?.digestsChecked).toBe(24);
    expect(mismatches(report)).toEqual([]);
  });
});

describe('a scan that is stopped', () => {
  it('does not wait for a film that is being hashed', async () => {
    const folder = delivery({ 'matte.dpx': dpx(1) });
    // Mostly a hole, which takes minutes to hash.
    truncateSync(join(folder, 'matte.dpx'), 200 * 2 ** 30);
    const stop = new AbortController();
    const work = scan([folder], { ...quick, hash: true, signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 1500);
    await expect(work).rejects.toThrow('enough');
  }, 20_000);
});

describe('a declaration that names files by digests', () => {
  const paper = (...entries: readonly string[]) => `schema: trueslate.declaration/1
production: { title: The Long Road }
tools:
  - { id: T1, vendor: Runway, name: Gen-4 }
uses:
${entries
  .map(
    (entry, at) => `  - id: U${at + 1}
    title: Matte painting ${at + 1}
    tools: [T1]
    degree: generated
    assets: [${entry}]
`,
  )
  .join('')}`;
  const used = ({ uses }: Report) => uses.map(({ outcome, assets, listed }) => ({ outcome, assets, listed }));

  /** A still with so much behind it that nobody hashes it for a declaration. */
  function large(folder: string, path: string, algorithm = 'md5'): string {
    const file = join(folder, path);
    truncateSync(file, 65 << 20);
    return sum(algorithm, readFileSync(file));
  }

  it('is answered by an ASC MHL without hashing, and says so', async () => {
    const folder = delivery({ 'plates/matte.dpx': dpx(1) });
    const md5 = large(folder, 'plates/matte.dpx');
    mkdirSync(join(folder, 'ascmhl'));
    writeFileSync(
      join(folder, 'ascmhl/0001_delivery_2026-11-20_101500Z.mhl'),
      `<?xml version="1.0" encoding="UTF-8"?>
<hashlist version="2.0" xmlns="urn:ASC:MHL:v2.0">
  <creatorinfo><creationdate>2026-11-20T10:15:00Z</creationdate><hostname>dit</hostname><tool version="1.0">ascmhl</tool></creatorinfo>
  <processinfo><process>in-place</process></processinfo>
  <hashes>
    <hash><path size="${65 << 20}">plates/matte.dpx</path><md5 action="original" hashdate="2026-11-20T10:15:00Z">${md5}</md5></hash>
  </hashes>
</hashlist>
`,
    );
    writeFileSync(join(folder, 'ai-declaration.yaml'), paper(`{ md5: ${md5.toUpperCase()} }`));
    const report = await scan([folder], quick);
    const [asset] = report.assets;
    const listed = [{ path: 'plates/matte.dpx', algorithm: 'md5', manifest: 'ascmhl/0001_delivery_2026-11-20_101500Z.mhl' }];
    expect(used(report)).toEqual([{ outcome: 'found', assets: ['plates/matte.dpx'], listed }]);
    expect([asset?.sha256, asset?.digests]).toEqual([null, undefined]);
  });

  it('is answered by the packing list of an IMF package, whose digests are written in another way', async () => {
    const folder = delivery({ 'imp/matte.dpx': dpx(1) });
    const sha1 = large(folder, 'imp/matte.dpx', 'sha1');
    const bytes = readFileSync(join(folder, 'imp/matte.dpx'));
    writeFileSync(join(folder, 'imp/ASSETMAP.xml'), assetMapXml({ matte: 'matte.dpx' }));
    writeFileSync(join(folder, 'imp/PKL.xml'), packingListXml({ matte: bytes }));
    writeFileSync(join(folder, 'ai-declaration.yaml'), paper(`{ sha1: ${sha1} }`));
    const listed = [{ path: 'imp/matte.dpx', algorithm: 'sha1', manifest: 'imp/PKL.xml' }];
    expect(used(await scan([folder], quick))).toEqual([{ outcome: 'found', assets: ['imp/matte.dpx'], listed }]);
  });

  it('leaves open what no manifest lists and is too large to be hashed for it; with --hash it is found', async () => {
    const folder = delivery({ 'matte.dpx': dpx(1) });
    const md5 = large(folder, 'matte.dpx');
    writeFileSync(join(folder, 'ai-declaration.yaml'), paper(`{ md5: ${md5} }`));
    expect(used(await scan([folder], quick))[0]?.outcome).toBe('unverifiable');
    expect(used(await scan([folder], { ...quick, hash: true }))).toEqual([
      { outcome: 'found', assets: ['matte.dpx'], listed: undefined },
    ]);
  });

  it('has small files hashed in the algorithms that it names, but for those that a list answers', async () => {
    const files = { 'a.dpx': dpx(1), 'b.dpx': dpx(2) };
    const entries = [`{ sha1: ${sum('sha1', files['a.dpx'])} }`, `{ sha1: ${sum('sha1', files['b.dpx'])} }`];
    const list = `${sum('sha1', files['a.dpx'])}  a.dpx\n`;
    const folder = delivery({ ...files, 'a.sha1': list, 'ai-declaration.yaml': paper(...entries) });
    const report = await scan([folder], quick);
    expect(used(report)).toEqual([
      { outcome: 'found', assets: ['a.dpx'], listed: [{ path: 'a.dpx', algorithm: 'sha1', manifest: 'a.sha1' }] },
      { outcome: 'found', assets: ['b.dpx'], listed: undefined },
    ]);
    expect(report.assets.map(({ digests }) => digests)).toEqual([undefined, { sha1: sum('sha1', files['b.dpx']) }]);
  });

  it('is held against the bytes where they were hashed: a list that is out of date answers nothing', async () => {
    const files = { 'a.dpx': dpx(1) };
    const listed = sum('md5', dpx(2));
    const folder = delivery({ ...files, 'all.md5': `${listed}  a.dpx\n`, 'ai-declaration.yaml': paper(`{ md5: ${listed} }`) });
    const report = await scan([folder], { ...quick, hash: true });
    expect(used(report)[0]?.outcome).toBe('not-found');
    expect(mismatches(report)).toEqual(['a.dpx']);
  });

  it('of a frame finds it in its sequence, which it does not declare', async () => {
    const reel = Object.fromEntries(Array.from({ length: 24 }, (_, at) => [frame(at + 1), dpx(at + 1)]));
    const md5 = sum('md5', dpx(7));
    const list = Object.entries(reel).map(([path, bytes]) => `${sum('md5', bytes)}  ${path}\n`);
    const folder = delivery({ ...reel, 'reel1.md5': list.join(''), 'ai-declaration.yaml': paper(`{ md5: ${md5} }`) });
    expect(used(await scan([folder], quick))).toEqual([{ outcome: 'found', assets: [], listed: undefined }]);
    expect(used(await scan([folder], { ...quick, hash: true }))[0]?.outcome).toBe('found');
  });
});
