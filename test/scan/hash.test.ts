import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/index.ts';
import { scan } from '../../src/scan.ts';

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
