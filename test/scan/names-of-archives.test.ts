import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/index.ts';
import { scan } from '../../src/scan.ts';

// Media may lie in an archive: whoever reads "not opened" must know which one to unpack.
let folder: string;
let report: Report;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'archives-'));
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g'])
    writeFileSync(join(folder, `${name}.7z`), '7z\xbc\xaf\x27\x1c', 'latin1');
  writeFileSync(join(folder, 'empty.png'), '');
  report = await scan([folder]);
}, 30_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a scan', () => {
  it('names the first archives that were not opened, and counts the rest', () => {
    expect(report.coverage.notChecked.find((text) => text.startsWith('Archives'))).toMatch(
      /\(a\.7z, b\.7z, c\.7z, d\.7z, e\.7z, and 2 more\)$/,
    );
  });

  it('says of an empty file that it is empty, and nothing else', () => {
    expect(report.assets.find(({ path }) => path === 'empty.png')?.problems.map(({ code }) => code)).toEqual(['empty-file']);
  });
});
