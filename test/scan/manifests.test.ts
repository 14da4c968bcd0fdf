import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/index.ts';
import type { ScanOptions } from '../../src/scan/options.ts';
import { scan } from '../../src/scan.ts';

const delivery = new URL('../../fixtures/delivery/', import.meta.url).pathname;
const marked = 'stills/archive/farmhouse_adair_county_1931.jpg';
const plain = 'stills/archive/main_street_1954.jpg';
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifest-scan-'));
  for (const path of [marked, plain]) cpSync(join(delivery, path), join(folder, path), { recursive: true });
  const list = execFileSync('sh', ['-c', 'find . -type f | sort | xargs sha1sum'], { cwd: folder, encoding: 'utf8' });
  writeFileSync(join(folder, 'show.cube'), 'TITLE "show"');
  const lut = createHash('sha1').update('TITLE "shot"').digest('hex');
  const lost = createHash('sha1').update('lost').digest('hex');
  writeFileSync(join(folder, 'delivery.sha1'), `${list}${lut}  show.cube\n${lost}  stills/lost.tif\n`);
  for (const path of [marked, plain]) writeFileSync(join(folder, path), changed(readFileSync(join(folder, path))));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The same length, with one other byte in the compressed picture. */
function changed(bytes: Buffer): Buffer {
  const at = bytes.length - 20;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

const quiet: ScanOptions = { thumbnails: false, pixels: 'off' };
const told = ({ findings }: Report) =>
  findings.filter(({ code }) => code === 'T02').map(({ asset, params, severity }) => `${params.kind} ${asset} ${severity}`);

describe('a scan of a delivery with a checksum manifest', () => {
  it('checks presence of all, digests of marked files, and says how many it compared', async () => {
    const report = await scan([folder], quiet);
    expect(told(report)).toEqual([`digest ${marked} issue`, 'absent stills/lost.tif issue']);
    expect(report.coverage.manifests).toEqual([{ path: 'delivery.sha1', kind: 'checksum-list', entries: 4, digestsChecked: 1 }]);
    const asset = report.assets.find(({ path }) => path === marked);
    const bytes = readFileSync(join(folder, marked));
    expect(asset?.digests).toEqual({ sha1: createHash('sha1').update(bytes).digest('hex') });
    expect(asset?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(report.run.complete).toBe(true);
  });

  it('with --hash checks every digest, of files that are no assets too', async () => {
    const report = await scan([folder], { ...quiet, hash: true });
    expect(told(report)).toEqual([
      'digest show.cube issue',
      `digest ${marked} issue`,
      `digest ${plain} issue`,
      'absent stills/lost.tif issue',
    ]);
    expect(report.coverage.manifests[0]?.digestsChecked).toBe(3);
  });

  it('of one file in it says nothing of the manifest', async () => {
    const report = await scan([join(folder, plain)], quiet);
    expect([told(report), report.coverage.manifests]).toEqual([[], []]);
  });

  it('words each finding with the manifest and both values', async () => {
    const report = await scan([folder], quiet);
    const [digest, absent] = report.findings.filter(({ code }) => code === 'T02');
    expect(digest?.message).toContain('delivery.sha1');
    expect(digest?.params).toMatchObject({ manifest: 'delivery.sha1', algorithm: 'sha1' });
    expect(absent?.message).toContain('stills/lost.tif');
  });
});
