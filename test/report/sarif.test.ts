import { readFileSync } from 'node:fs';
import Ajv from 'ajv-draft-04';
import type { Log, Result, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { messages } from '../../src/messages/index.ts';
import { type Report, type ReportedAsset, rules, type WordedFinding } from '../../src/model/index.ts';
import { messageText } from '../../src/report/sarif/message.ts';
import { relativeUri } from '../../src/report/sarif/places.ts';
import { usualSeverities } from '../../src/report/sarif/rules.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { hostileReport } from './hostile.ts';
import { sample } from './sample.ts';

const options = { messages: messages('en'), width: 80, colour: false, onlyFailures: false };
const schema = JSON.parse(readFileSync(new URL('schemas/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8'));
const isUri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(text) && isReference(text);
/** RFC 3986, appendix A: no character that an address must escape. */
const isReference = (text: string): boolean => /^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9a-f]{2})*$/i.test(text);
const validate = new Ajv.default({
  allErrors: true,
  strict: false,
  // One pattern of the schema is no pattern in unicode mode.
  unicodeRegExp: false,
  formats: { uri: isUri, 'uri-reference': isReference, 'date-time': (text: string) => !Number.isNaN(Date.parse(text)) },
}).compile(schema);

const logOf = (report: Report): Log => JSON.parse(renderSarif(report, options)) as Log;
const runOf = (report: Report): Run => logOf(report).runs[0] as Run;
const resultsOf = (report: Report): Result[] => runOf(report).results ?? [];
const expectValid = (report: Report): void =>
  expect(validate(logOf(report)), JSON.stringify(validate.errors, null, 1)).toBe(true);

const waiver = { answer: 'not-ai', reason: 'Shot on film', by: 'Q. C.', date: '2026-11-01' } as const;
const withFirst = (change: Partial<WordedFinding>): Report => ({
  ...sample,
  findings: sample.findings.map((finding, index) => (index === 0 ? { ...finding, ...change } : finding)),
});

describe('the SARIF report', () => {
  it('reads as the golden file says', async () => {
    await expect(renderSarif(sample, options)).toMatchFileSnapshot('golden/sample.sarif');
  });

  it('is valid against the schema of 2.1.0', () => {
    expectValid(sample);
    expect(validate({ ...logOf(sample), version: '2.0.0' })).toBe(false);
  });

  it('is valid whatever strangers write, and holds no character that drives a terminal', () => {
    expectValid(hostileReport);
    const written = renderSarif(hostileReport, options).replaceAll('\n', '');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
    expect(written).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]|\p{Cs}/u);
  });

  it('is valid without declaration, assets and findings', () => {
    expectValid({ ...sample, declaration: null, assets: [], uses: [], findings: [], tool: { ...sample.tool, engines: {} } });
  });

  it('has every rule with its words, at the index that results name', () => {
    const run = runOf(sample);
    expect(run.tool.driver.rules?.map(({ id }) => id)).toEqual(Object.keys(rules));
    for (const result of run.results ?? []) expect(run.tool.driver.rules?.[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
  });

  it('gives each rule the level that the neutral policy gives it', () => {
    const policy = parse(readFileSync(new URL('../../policies/default.yaml', import.meta.url), 'utf8')) as {
      rules: Record<string, { severity: string } | { severity: string }[]>;
    };
    for (const [code, said] of Object.entries(policy.rules)) {
      const severity = (Array.isArray(said) ? said[0] : said)?.severity;
      if (severity !== 'off') expect([code, usualSeverities[code as keyof typeof rules]]).toEqual([code, severity]);
    }
  });

  it('takes blockers for errors, issues for warnings, the rest for notes, and keeps the id of the finding', () => {
    const levels = { blocker: 'error', issue: 'warning', fyi: 'note' };
    const found = new Map(resultsOf(sample).map((result) => [result.partialFingerprints?.['trueslate/v1'], result.level]));
    for (const { id, severity } of sample.findings) expect(found.get(id)).toBe(levels[severity]);
    expect(found.size).toBe(sample.findings.length);
  });

  it('points at the bytes of the evidence', () => {
    const place = resultsOf(sample)[0]?.locations?.[0]?.physicalLocation;
    expect(place?.artifactLocation).toMatchObject({ uri: 'stills/archive/jennifer_1999.jpg', uriBaseId: 'DELIVERY' });
    expect(place?.region).toEqual({ byteOffset: 20, byteLength: 41_233 });
    const run = runOf(sample);
    expect(run.originalUriBaseIds?.DELIVERY?.uri).toBe('file:///deliveries/the-long-road/');
    expect(run.artifacts?.[place?.artifactLocation?.index ?? -1]?.location?.uri).toBe('stills/archive/jennifer_1999.jpg');
  });

  it('points at the declaration for what a use lacks, and at the folder without one', () => {
    const use = resultsOf(sample).find(({ ruleId }) => ruleId === 'D14');
    expect(use?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('ai-declaration.yaml');
    expect(use?.locations?.[0]?.logicalLocations?.[0]?.name).toBe('U2');
    expect(resultsOf({ ...sample, declaration: null }).find(({ ruleId }) => ruleId === 'D17')?.locations).toEqual([
      { physicalLocation: { artifactLocation: { uri: './', uriBaseId: 'DELIVERY' } } },
    ]);
  });

  it('gives every result a place, also where there is neither declaration nor asset, and what is gone', () => {
    const gone = { id: 'f'.repeat(16), code: 'D16', severity: 'blocker', asset: null, use: null, message: 'Gone.' } as const;
    const baseline = { path: 'last.json', finished: '2026-11-01T00:00:00Z', new: 0, unchanged: 8, fixed: [gone] };
    for (const report of [sample, { ...sample, declaration: null, baseline }, { ...sample, declaration: null, assets: [] }]) {
      expectValid(report);
      for (const result of resultsOf(report)) expect(result.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toMatch(/./);
    }
  });

  it('names no common folder for several roots', () => {
    const base = runOf({ ...sample, run: { ...sample.run, roots: ['/a', '/b'] } }).originalUriBaseIds?.DELIVERY;
    expect(base?.uri).toBeUndefined();
  });

  it('suppresses what was answered, and nothing else', () => {
    const suppressed = (report: Report) => resultsOf(report).filter(({ suppressions }) => (suppressions ?? []).length > 0);
    const answered = suppressed(withFirst({ waiver }));
    expect(answered.map(({ partialFingerprints }) => partialFingerprints?.['trueslate/v1'])).toEqual([sample.findings[0]?.id]);
    expect(answered[0]?.suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'not AI: Shot on film (Q. C., 2026-11-01)' },
    ]);
    expectValid(withFirst({ waiver }));
    // All results or none have the list.
    expect(resultsOf(withFirst({ waiver })).every(({ suppressions }) => Array.isArray(suppressions))).toBe(true);
    expect(suppressed(withFirst({ waiver: { ...waiver, answer: 'fix' } }))).toEqual([]);
    expect(suppressed(sample)).toEqual([]);
  });

  it('says what is new, what is as it was and what is gone', () => {
    const gone = {
      id: 'ffffffffffffffff',
      code: 'D99',
      severity: 'issue',
      asset: 'a/b.jpg',
      use: null,
      message: 'Was there.',
    } as const;
    const compared: Report = {
      ...sample,
      findings: sample.findings.map((finding, index) => ({ ...finding, baseline: index === 0 ? 'new' : 'unchanged' })),
      baseline: { path: 'last.json', finished: '2026-11-01T00:00:00Z', new: 1, unchanged: 7, fixed: [gone] },
    };
    expectValid(compared);
    const states = resultsOf(compared).map(({ baselineState }) => baselineState);
    expect(states).toEqual(['new', ...new Array(7).fill('unchanged'), 'absent']);
  });

  it('says what was not read, and that such a run did not succeed', () => {
    const invocation = runOf(sample).invocations?.[0];
    expect(invocation?.executionSuccessful).toBe(false);
    const told = invocation?.toolExecutionNotifications?.map(({ descriptor, level }) => [descriptor?.id, level]);
    expect(told).toEqual([
      ['truncated', 'error'],
      ['link-outside', 'error'],
    ]);
    expect(runOf({ ...sample, run: { ...sample.run, complete: true } }).invocations?.[0]?.executionSuccessful).toBe(true);
  });
});

describe('texts and addresses in SARIF', () => {
  it('have doubled braces and no link that a stranger set', () => {
    expect(messageText('{0} [open me](https://example.com)')).toBe('{{0}} [open me] (https://example.com)');
    expect(messageText('')).not.toBe('');
  });

  it('are escaped as RFC 3986 asks, with U+FFFD for what is no character', () => {
    expect(relativeUri('a b/ü:%\ud800.jpg')).toBe('a%20b/%C3%BC%3A%25%EF%BF%BD.jpg');
  });

  it('keeps the file valid where a saved report has no address in the place of one', () => {
    const [first] = [...sample.assets] as [ReportedAsset];
    const marked = { ...first, path: 'marked:X/a.png', uri: 'file:///a b\u0000\ud800%zz<é>%20' };
    const [finding] = sample.findings as [WordedFinding];
    const report = { ...sample, marked: [marked], findings: [{ ...finding, alsoAt: [marked.path] }] };
    expect(validate(logOf(report)), JSON.stringify(validate.errors)).toBe(true);
    expect(renderSarif(report, options)).toContain('file:///a%20b%00%EF%BF%BD%25zz%3C%C3%A9%3E%20');
  });
});
