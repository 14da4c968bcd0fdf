import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding, Policy, RuleCode, Severity, Waiver, WaiverFile } from '../../src/model/index.ts';
import { assetOutcomes, rangeOutcomes, rules, severities, useOutcomes, waiverAnswers } from '../../src/model/index.ts';
import { shippedPolicy } from '../../src/policy/index.ts';
import { deliveryVerdict } from '../../src/reconcile/index.ts';
import { globMatcher } from '../../src/tools/glob.ts';
import { applyWaivers, compareBaseline, type EarlierReport } from '../../src/waivers/index.ts';
import { held, neutral } from './made.ts';
import { seenBy } from './scenario-seen.ts';
import { partsOf, type Row, rowsOf, unknown } from './scenario-table.ts';
import { type Delivered, deliveredBy, paperBy } from './scenario-words.ts';

const folder = new URL('./scenarios/', import.meta.url);
const rows = readdirSync(folder)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .sort()
  .flatMap((name) => rowsOf(readFileSync(new URL(name, folder), 'utf8'), name));

const today = '2026-11-22';

/** `netflix`, `netflix + bbc`, or the neutral policy but for some rules: `own D05 blocker D06 off`. */
function policiesBy(cell: string): Policy[] {
  return partsOf(cell, '+').map((name) => {
    const [head, ...words] = name.split(' ');
    if (head !== 'own') return shippedPolicy(name) ?? unknown(name, cell);
    const own: Record<string, Policy['rules'][RuleCode]> = {};
    for (let at = 0; at < words.length; at += 2) {
      const [code = '', severity = ''] = words.slice(at, at + 2);
      if (!Object.hasOwn(rules, code) || ![...severities, 'off'].includes(severity)) unknown(`${code} ${severity}`, cell);
      own[code] = [{ severity: severity as Severity }];
    }
    return { ...neutral, name: 'own', rules: { ...neutral.rules, ...own } };
  });
}

function run({ assets, marked, skipped, keys }: Delivered, row: Row) {
  const edits = /^(.*\S)\s+\[clips (.+)\]$/.exec(row.cells.Scenario);
  return held(assets, paperBy(row.cells.Paper), {
    skipped,
    marked,
    ...seenBy(row.cells.Seen),
    policies: policiesBy(row.cells.Policy),
    today,
    keys: (path) => keys.get(path) ?? `key of ${path}`,
    suggestedBy: (name) => (/midjourney|comfyui|sora/i.test(name) ? 'a generator' : undefined),
    ...(edits ? { clips: [{ path: 'cut.edl', names: (edits[2] ?? '').split(' ') }] } : {}),
  });
}

/** `D06 blocker U1 (late) answered fix new`, as much of it as the cell gives. */
function wordsOf(finding: Finding, like: string, withPolicies: boolean): string {
  const { code, severity, asset, use, params, waiver, baseline, policies, alsoAt } = finding;
  const reason = params.reason ?? params.kind ?? params.relation;
  return [
    code,
    severity,
    asset ?? '',
    use ?? '',
    like.includes('(') && reason !== undefined ? `(${reason})` : '',
    alsoAt.length > 0 ? `also ${alsoAt.join(' ')}` : '',
    withPolicies
      ? `under ${Object.entries(policies)
          .map(([name, own]) => `${name} ${own}`)
          .join(' and ')}`
      : '',
    waiver ? `answered ${waiver.answer}` : '',
    baseline ?? '',
  ]
    .filter((word) => word !== '')
    .join(' ');
}

/** Compares findings as sets of sentences; a reason in brackets is compared where the cell gives one. */
function expectFindings(findings: readonly Finding[], row: Row): void {
  const wanted = partsOf(row.cells.Findings);
  const isMulti = row.cells.Policy.includes('+');
  const found = findings.map((finding) => {
    const plain = wordsOf(finding, '', isMulti);
    return wanted.find((want) => want === wordsOf(finding, '(', isMulti)) ?? plain;
  });
  expect(found.sort(), row.cells.Scenario).toEqual([...wanted].sort());
}

/** `D05 U1 creative-intent expires 2026-11-22` answers the finding of that code and subject; `exclude GLOB` takes assets out. */
function answersBy(cell: string, findings: readonly Finding[]): WaiverFile {
  const signed = { reason: 'signed off', by: 'A. Producer', date: '2026-11-01' };
  const waivers: Waiver[] = [];
  const exclusions: WaiverFile['exclusions'][number][] = [];
  for (const part of partsOf(cell)) {
    const words = part.split(' ');
    if (words[0] === 'exclude' && words.length === 2) {
      exclusions.push({ path: words[1] ?? '', ...signed });
      continue;
    }
    const at = words.findIndex((word) => (waiverAnswers as readonly string[]).includes(word));
    if (at < 1) unknown(part, cell);
    const subject = words.slice(0, at).join(' ');
    const meant = findings.find(({ code, asset, use }) => [code, asset ?? use ?? ''].join(' ').trim() === subject);
    if (!meant && words[0] !== 'gone') unknown(subject, cell);
    const more: Record<string, string> = {};
    for (let i = at + 1; i < words.length; i += 2) {
      if (!['expires', 'use'].includes(words[i] ?? '') || words[i + 1] === undefined) unknown(words[i] ?? '', part);
      more[words[i] ?? ''] = words[i + 1] ?? '';
    }
    waivers.push({ finding: meant?.id ?? '0'.repeat(16), answer: words[at] as Waiver['answer'], ...signed, ...more });
  }
  return { schema: 'trueslate.waivers/1', waivers, exclusions };
}

function examine(row: Row): void {
  const { cells } = row;
  const delivered = deliveredBy(cells.Delivery);
  const result = run(delivered, row);
  let { findings, outcomes } = result;
  if (cells.Answers !== '') {
    const covers = (pattern: string, path: string) => pattern === path || globMatcher(pattern)?.(path) === true;
    const file = answersBy(cells.Answers, findings);
    const waived = applyWaivers({ findings, outcomes, assets: delivered.assets, file, today, uses: result.uses, covers });
    ({ findings, outcomes } = waived);
    expect(waived.entries.map(({ state }) => state).join(' '), cells.Scenario).toBe(cells.Became);
  }
  if (cells.Earlier !== '') {
    const before = run(deliveredBy(cells.Earlier), row).findings.map((finding) => ({ ...finding, message: '', fix: '' }));
    const earlier: EarlierReport = { schema: 'trueslate.report/1', run: { finished: '2026-11-01' }, findings: before };
    const compared = compareBaseline(findings, earlier, 'old.json');
    findings = compared.findings;
    const fixed = compared.baseline.fixed.map(({ code, asset, use }) => [code, asset ?? use ?? ''].join(' ').trim());
    expect(fixed.sort(), cells.Scenario).toEqual(partsOf(cells.Fixed).sort());
  }
  expectFindings(findings, row);
  const isAsset = (name: string): boolean => delivered.assets.some(({ path }) => path === name);
  for (const part of partsOf(cells.Outcomes)) {
    const [name = '', wanted = '', ...rest] = part.split(' ');
    const known: readonly string[] = [...assetOutcomes, ...useOutcomes, ...rangeOutcomes];
    if (!known.includes(wanted) || rest.length > 0) unknown(part, cells.Outcomes);
    const range = /^range(\d+)$/.exec(name)?.[1];
    const found = range
      ? result.ranges[Number(range) - 1]?.outcome
      : (outcomes.get(name) ?? (isAsset(name) ? 'no-signal' : undefined) ?? result.uses.find(({ id }) => id === name)?.outcome);
    expect(`${name} ${found}`, cells.Scenario).toBe(part);
  }
  const isComplete = delivered.assets.length > 0 && findings.every(({ code }) => code !== 'T01');
  expect(deliveryVerdict(findings, isComplete), cells.Scenario).toBe(cells.Verdict);
}

describe('the golden set', () => {
  it('holds at least 300 scenarios, each said once', () => {
    expect(rows.length).toBeGreaterThanOrEqual(300);
    const said = rows.map(({ cells }) => cells.Scenario);
    expect(said.filter((sentence, index) => said.indexOf(sentence) !== index)).toEqual([]);
  });

  it('names every rule that is in force, and every outcome', () => {
    const text = rows.map(({ cells }) => `${cells.Findings} ${cells.Outcomes}`).join(' ');
    const untold = Object.keys(rules).filter((code) => code !== 'T02' && !text.includes(code));
    const words = text.split(/[\s;]+/);
    expect([
      ...untold,
      ...[...assetOutcomes, ...useOutcomes, ...rangeOutcomes]
        // Assets of --marked folders have no outcome in the cross-check.
        .filter((outcome) => outcome !== 'outside' && !words.includes(outcome)),
    ]).toEqual([]);
  });

  it.each([
    ['Delivery', 'a.tif generted', 'generted'],
    ['Paper', 'U1 cover a.tif', 'cover'],
    ['Policy', 'netflx', 'netflx'],
    ['Outcomes', 'a.tif fine', 'fine'],
    ['Seen', 'a.tif in cut.mov 1-2s somehow', 'somehow'],
  ] as const)('does not pass over a word under %s that it does not know', (column, cell, word) => {
    const cells = {
      Scenario: 'x',
      Delivery: 'a.tif unmarked',
      Paper: 'U1 covers a.tif',
      Policy: 'default',
      Findings: 'nothing',
      Outcomes: 'nothing',
      Verdict: 'clear',
      Seen: '',
      Answers: '',
      Became: '',
      Earlier: '',
      Fixed: '',
    };
    expect(() => examine({ file: '', line: 0, theme: '', cells: { ...cells, [column]: cell } })).toThrow(word);
  });
});

describe.each([...new Set(rows.map(({ theme }) => theme))])('%s', (theme) => {
  it.each(rows.filter((row) => row.theme === theme).map((row) => [`${row.file}:${row.line}`, row.cells.Scenario, row] as const))(
    '%s %s',
    (_place, _sentence, row) => examine(row),
  );
});
