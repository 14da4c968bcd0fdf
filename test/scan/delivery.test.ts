import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/index.ts';
import { standingOf } from '../../src/report/standing.ts';
import { scan } from '../../src/scan.ts';

// The whole pipeline with its real engines on the made-up delivery, against the truth that its script wrote down.
const fixtures = join(import.meta.dirname, '../../fixtures');
const read = <T>(file: string): T => JSON.parse(readFileSync(join(fixtures, file), 'utf8')) as T;

interface Truth {
  readonly verdict: string;
  readonly c2paState: string;
  readonly findings: readonly string[];
}

let report: Report;
beforeAll(async () => {
  report = await scan([join(fixtures, 'delivery')], { trust: [join(fixtures, 'trust/ca.pem')], environment: process.env });
});

const codesOf = (path: string): string[] =>
  report.findings.filter(({ asset, alsoAt }) => asset === path || alsoAt.includes(path)).map(({ code }) => code);

describe('a scan of the documentary delivery', () => {
  it('gives every asset the verdict, the C2PA state and the findings that it was made for', () => {
    const found = Object.fromEntries(
      report.assets.map(({ path, verdict, c2pa }) => [path, { verdict, c2paState: c2pa.state, findings: codesOf(path) }]),
    );
    expect(found).toEqual(read<Record<string, Truth>>('delivery-truth.json'));
  });

  it('answers for every declared use, and for everything that is no asset', () => {
    const truth = read<{ uses: Record<string, { outcome: string; findings: string[] }>; skipped: Record<string, string> }>(
      'delivery-truth-uses.json',
    );
    const ofUse = (id: string) =>
      report.findings.filter(({ use, asset }) => use === id && asset === null).map(({ code }) => code);
    expect(Object.fromEntries(report.uses.map(({ id, outcome }) => [id, { outcome, findings: ofUse(id).sort() }]))).toEqual(
      truth.uses,
    );
    expect(Object.fromEntries(report.coverage.skipped.map(({ path, reason }) => [path, reason]))).toEqual(truth.skipped);
  });

  it('counts the findings of its one policy as every form of the report does', () => {
    const { blockers, issues, fyi } = standingOf(report);
    expect(report.policies.map(({ open }) => open)).toEqual([{ blocker: blockers, issue: issues, fyi }]);
  });

  it('is a report that its own schema accepts', () => {
    const schema = JSON.parse(readFileSync(join(fixtures, '../schema/report.schema.json'), 'utf8'));
    const validate = new Ajv.default({ strict: false, validateFormats: false }).compile(schema);
    validate(report);
    expect(validate.errors).toBeNull();
  });

  it('says where in the file each C2PA statement stands', () => {
    const firefly = report.assets.find(({ path }) => path.endsWith('farmhouse_adair_county_1931.jpg'));
    const { at } = firefly?.evidence.find(({ marker }) => marker === 'c2pa-dst-trained') ?? {};
    const bytes = readFileSync(join(fixtures, 'delivery/stills/archive/farmhouse_adair_county_1931.jpg'));
    expect(bytes.subarray(at?.offset, (at?.offset ?? 0) + (at?.length ?? 0)).toString('latin1')).toContain(
      'trainedAlgorithmicMedia',
    );
  });

  it('without the authority trusts nobody, captures nothing, and finds the same', async () => {
    const untrusted = await scan([join(fixtures, 'delivery')]);
    expect(untrusted.coverage.byVerdict.captured).toBe(0);
    expect(untrusted.assets.filter(({ c2pa }) => c2pa.state === 'trusted')).toEqual([]);
    expect(untrusted.findings.filter(({ code }) => code === 'D01').map(({ asset }) => asset)).toEqual(
      report.findings.filter(({ code }) => code === 'D01').map(({ asset }) => asset),
    );
    expect(untrusted.coverage.notChecked.join(' ')).toMatch(/No trust list/);
    // Marks that nothing here can read are named, so that nobody takes silence for a test.
    expect(untrusted.coverage.notChecked.join(' ')).toMatch(/SynthID.*Digimarc.*Meta .*Microsoft .*Amazon .*TrustMark/);
  });
});

describe('a scan of broken files', () => {
  it('loses none, calls none unmarked that was not read in full, and says why', async () => {
    const broken = await scan([join(fixtures, 'broken')]);
    expect(broken.run.complete).toBe(false);
    const unread = broken.assets.filter(({ verdict }) => verdict === 'unreadable');
    expect(unread.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['cut-before-moov.mp4', 'cut-in-metadata.jpg', 'cut-in-picture.jpg', 'empty.png', 'text.jpg']),
    );
    expect(unread.every(({ problems }) => problems.every(({ message, hint }) => message !== '' && hint !== ''))).toBe(true);
    expect(broken.assets.map(({ path }) => path)).toContain('folder.jpg/still.jpg');
  });
});

describe('a detached credential', () => {
  it('counts for the media that its hash is bound to', async () => {
    const found = await scan([join(fixtures, 'credentials')], { trust: [join(fixtures, 'trust/ca.pem')] });
    const beside = found.assets.find(({ path }) => path === 'beside.jpg');
    expect(beside).toMatchObject({ verdict: 'generated', c2pa: { state: 'trusted' }, parts: [{ path: 'beside.c2pa' }] });
    expect(found.assets.find(({ path }) => path === 'remote.jpg')?.c2pa.state).toBe('remote');
  });
});
