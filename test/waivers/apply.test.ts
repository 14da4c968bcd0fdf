import { describe, expect, it } from 'vitest';
import type { AssetOutcome, Finding, Waiver } from '../../src/model/index.ts';
import { isOpen } from '../../src/model/index.ts';
import { applyWaivers, compareBaseline, type EarlierReport } from '../../src/waivers/index.ts';

const finding = (id: string, given: Partial<Finding> = {}): Finding => ({
  id,
  rule: 'undisclosed',
  code: 'D01',
  severity: 'blocker',
  asset: 'a.tif',
  alsoAt: [],
  use: null,
  from: null,
  to: null,
  params: {},
  evidence: [],
  policies: {},
  waiver: null,
  ...given,
});
const waiver = (id: string, given: Partial<Waiver> = {}): Waiver => ({
  finding: id,
  answer: 'best-possible',
  reason: 'why',
  by: 'A. Producer',
  date: '2026-11-01',
  ...given,
});
const applied = (
  findings: readonly Finding[],
  outcomes: Readonly<Record<string, AssetOutcome>>,
  waivers: readonly Waiver[],
  exclusions: readonly string[] = [],
  uses: readonly { id: string; assets: readonly string[] }[] = [],
) =>
  applyWaivers({
    findings,
    outcomes: new Map(Object.entries(outcomes)),
    assets: Object.keys(outcomes).map((path) => ({ path })),
    file: {
      schema: 'trueslate.waivers/1',
      waivers,
      exclusions: exclusions.map((path) => ({ path, reason: 'why', by: 'A. Producer', date: '2026-11-01' })),
    },
    today: '2026-11-22',
    uses,
    covers: (pattern, path) => path.startsWith(pattern),
  });

describe('answers', () => {
  it('stand on the finding with all that was signed but the id, and no row goes', () => {
    const { findings } = applied([finding('1'), finding('2', { asset: 'b.tif' })], { 'a.tif': 'undisclosed' }, [waiver('1')]);
    expect(findings.map((one) => [one.id, one.waiver])).toEqual([
      ['1', { answer: 'best-possible', reason: 'why', by: 'A. Producer', date: '2026-11-01' }],
      ['2', null],
    ]);
    expect(findings.map(isOpen)).toEqual([false, true]);
  });

  it('hold on the day on which they expire, by the day also where an hour is given', () => {
    const state = (expires: string) => applied([finding('1')], {}, [waiver('1', { expires })]).entries[0]?.state;
    expect(['2026-11-21', '2026-11-22', '2026-11-22T00:00:00Z', '2026-11-23'].map(state)).toEqual([
      'expired',
      'applied',
      'applied',
      'applied',
    ]);
  });

  it('by declared need a use that exists', () => {
    const state = (use?: string) =>
      applied(
        [finding('1')],
        {},
        [waiver('1', { answer: 'declared', ...(use === undefined ? {} : { use }) })],
        [],
        [{ id: 'U1', assets: [] }],
      ).entries[0]?.state;
    expect([state('U1'), state('U2'), state()]).toEqual(['applied', 'unmatched', 'unmatched']);
  });

  it('close a row only where nothing else holds it open, be it of the asset or of a use that covers it', () => {
    const ofAsset = finding('1', { code: 'D02', severity: 'issue', use: 'U1' });
    const ofUse = finding('2', { code: 'D05', asset: null, use: 'U1' });
    const row = (...waivers: Waiver[]) =>
      applied([ofAsset, ofUse], { 'a.tif': 'disclosed-unapproved' }, waivers, [], [{ id: 'U1', assets: ['a.tif'] }]).outcomes.get(
        'a.tif',
      );
    expect(row(waiver('1'))).toBe('disclosed-unapproved');
    expect(row(waiver('2'))).toBe('disclosed-unapproved');
    expect(row(waiver('1'), waiver('2'))).toBe('waived');
    expect(row(waiver('1'), waiver('2', { answer: 'fix' }))).toBe('disclosed-unapproved');
  });

  it.each([
    ['D01', { code: 'P01', severity: 'issue' }, 'tampered-provenance'],
    ['P09', { code: 'P01', severity: 'issue' }, 'tampered-provenance'],
    ['D01', { code: 'D05', severity: 'issue', asset: null, use: 'U1' }, 'disclosed-unapproved'],
    ['D01', { code: 'T01', severity: 'issue' }, 'unreadable'],
    ['D01', { code: 'P09', params: { relation: 'marked' } }, 'undisclosed'],
    ['D01', { code: 'P09', params: { relation: 'ambiguous' } }, 'suspected'],
    ['D01', { code: 'P09', params: { relation: 'marked', declaredOnly: 1 } }, 'disclosed-mismatch'],
    // What decides no outcome leaves the row answered for, and has its own row as a finding.
    ['D01', { code: 'P02', severity: 'issue' }, 'waived'],
    ['D01', { code: 'P01', severity: 'fyi' }, 'waived'],
  ] as const)('to %s leave the row to what else is open: %j is %s', (code, other, outcome) => {
    const both = [finding('1', { code }), finding('2', other)];
    const uses = [{ id: 'U1', assets: ['a.tif'] }];
    const of = (...waivers: Waiver[]) => applied(both, { 'a.tif': 'undisclosed' }, waivers, [], uses).outcomes.get('a.tif');
    expect(of(waiver('1'))).toBe(outcome);
    expect(of(waiver('1', { answer: 'fix' }))).toBe('undisclosed');
    expect(of()).toBe('undisclosed');
  });

  it('to another finding leave an open D01 undisclosed', () => {
    const both = [finding('1'), finding('2', { code: 'P01', severity: 'issue' })];
    expect(applied(both, { 'a.tif': 'undisclosed' }, [waiver('2')]).outcomes.get('a.tif')).toBe('undisclosed');
  });

  it('to what a use lacks elsewhere leave its settled rows alone', () => {
    const missing = finding('1', { code: 'D14', severity: 'issue', asset: null, use: 'U1' });
    const { outcomes } = applied([missing], { 'a.tif': 'disclosed-ok' }, [waiver('1')], [], [{ id: 'U1', assets: ['a.tif'] }]);
    expect(outcomes.get('a.tif')).toBe('disclosed-ok');
  });

  it('of exclusions count for a finding only where they cover every copy', () => {
    const copies = finding('1', { asset: 'ref/a.tif', alsoAt: ['b.tif'] });
    const rows = { 'ref/a.tif': 'undisclosed', 'b.tif': 'undisclosed' } as const;
    const { findings, outcomes, entries } = applied([copies], rows, [], ['ref/']);
    expect([findings[0]?.waiver, [...outcomes.values()], entries[0]?.state]).toEqual([
      null,
      ['excluded', 'undisclosed'],
      'applied',
    ]);
    expect(applied([copies], rows, [], ['ref/', 'b']).findings[0]?.waiver).toMatchObject({ answer: 'excluded', path: 'ref/' });
  });
});

describe('a baseline', () => {
  it('tells findings apart by id alone, whatever they are called now', () => {
    const words = { message: 'then', fix: '' };
    const before = [finding('1'), finding('2', { asset: 'old.tif' })].map((one) => ({ ...one, ...words }));
    const earlier: EarlierReport = { schema: 'trueslate.report/1', run: { finished: '2026-11-01' }, findings: before };
    const now = [finding('1', { asset: 'renamed.tif', severity: 'issue' }), finding('3')];
    const { findings, baseline } = compareBaseline(now, earlier, 'old.json');
    expect(findings.map((one) => one.baseline)).toEqual(['unchanged', 'new']);
    expect(baseline).toEqual({
      path: 'old.json',
      finished: '2026-11-01',
      new: 1,
      unchanged: 1,
      fixed: [{ id: '2', code: 'D01', severity: 'blocker', asset: 'old.tif', use: null, message: 'then' }],
    });
  });
});

describe('exclusions and uses', () => {
  const onUse = finding('5', { code: 'D05', rule: 'not-approved', asset: null, use: 'U1' });
  const uses = [{ id: 'U1', assets: ['temp/a.tif', 'temp/b.tif'] }];
  const outcomes = { 'temp/a.tif': 'disclosed-unapproved', 'temp/b.tif': 'disclosed-unapproved' } as const;

  it('answer for a use all of whose assets are excluded, and for no other', () => {
    expect(applied([onUse], outcomes, [], ['temp/'], uses).findings[0]?.waiver).toMatchObject({
      answer: 'excluded',
      path: 'temp/',
    });
    expect(applied([onUse], outcomes, [], ['temp/a'], uses).findings[0]?.waiver).toBeNull();
    expect(applied([onUse], outcomes, [], ['temp/'], [{ id: 'U1', assets: [] }]).findings[0]?.waiver).toBeNull();
  });

  it('leave open that a use names what nobody finds', () => {
    const missing = finding('6', { code: 'D14', rule: 'declared-not-found', asset: null, use: 'U1' });
    expect(applied([missing], outcomes, [], ['temp/'], uses).findings[0]?.waiver).toBeNull();
  });

  it('count as applied also where an earlier one covers the same asset', () => {
    expect(applied([], outcomes, [], ['temp/', 'temp/a', 'gone/'], uses).entries.map(({ state }) => state)).toEqual([
      'applied',
      'applied',
      'unmatched',
    ]);
  });
});
