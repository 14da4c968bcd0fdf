import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scan } from '../../src/scan.ts';

const fixtures = `${import.meta.dirname}/../../fixtures`;
const read = (path: string): unknown => JSON.parse(readFileSync(`${fixtures}/${path}`, 'utf8'));

test('what lies beside media speaks of them, messages speak for themselves, and look-alikes say nothing', async () => {
  const report = await scan([`${fixtures}/beside`], { thumbnails: false });
  const verdicts = Object.fromEntries(report.assets.map(({ path, verdict }) => [path, verdict]));
  expect(verdicts).toEqual(read('beside-truth.json'));
  expect(report.coverage.skipped).toEqual(
    ['alone.txt', 'page-of-prose.html', 'told.json', 'told.txt'].map((path) => ({ path, reason: 'not-media' })),
  );
  const asset = (path: string) => report.assets.find((candidate) => candidate.path === path);
  // The evidence points into the file that says it, not into the picture.
  expect(asset('settings.png')?.evidence[0]?.at).toMatchObject({ path: 'settings.txt', offset: 0 });
  expect(asset('swarm.png')?.generators).toEqual([{ name: 'SwarmUI' }]);
  // One recording of the release contains AI, another none: that is no contradiction.
  expect(asset('release.xml')?.conflicts).toEqual([]);
  const findings = report.findings.map(({ code, asset: path }) => `${code} ${path ?? ''}`);
  expect(findings.filter((finding) => finding.startsWith('P06'))).toEqual([]);
  expect(findings).toContain('P07 face.safetensors');
});

test('documents with a label are generated, those without are unmarked, and both are read without a problem', async () => {
  for (const [folder, verdict] of [
    ['marked', 'generated'],
    ['plain', 'unmarked'],
  ] as const) {
    const report = await scan([`${fixtures}/read/${folder}`], { thumbnails: false, include: ['document.*'] });
    const found = report.assets.map((asset) => [asset.path, asset.verdict, asset.recognised, asset.problems]);
    expect(found).toEqual([
      ['document.docx', verdict, true, []],
      ['document.pdf', verdict, true, []],
    ]);
    // Unmarked must not be taken to speak of the pictures on the pages.
    expect(report.coverage.notChecked.join('\n')).toMatch(/placed in PDF and Office documents/);
  }
});
