import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.ts';
import type { Report } from '../../src/model/index.ts';
import type { ReportOptions } from '../../src/report/index.ts';
import { renderQcLog } from '../../src/report/qc-log.ts';
import { hostileReport } from './hostile.ts';
import { answeredSample } from './sample-answered.ts';

// A QC house files this log and the production answers each row: a row that is missing or stands at the wrong frame is lost work.
const options: ReportOptions = { messages: messages('en'), width: 80, colour: false, onlyFailures: false };
const rowsOf = (report: Report, changed: Partial<ReportOptions> = {}): Record<string, string>[] =>
  parse(renderQcLog(report, { ...options, ...changed }), { bom: true, columns: true });
/** The rows of findings; those of ranges, behind them, have none. */
const log: typeof rowsOf = (report, changed) => rowsOf(report, changed).filter((row) => row.Finding !== '');

describe('the QC log', () => {
  it('reads as the golden file says', async () => {
    await expect(renderQcLog(answeredSample, options)).toMatchFileSnapshot('golden/answered.qc.csv');
  });

  it('has every finding, and the undisclosed ones first', () => {
    const rows = log(answeredSample);
    expect(new Set(rows.map((row) => row.Finding))).toEqual(new Set(answeredSample.findings.map(({ id }) => id)));
    expect(rows[0]?.['Type code']).toBe('D01');
  });

  it('gives each range of a use its own row, in the rate of its video, and no duration to a whole file', () => {
    const approval = log(answeredSample).filter((row) => row['Type code'] === 'D05');
    expect(approval.map((row) => [row.Asset, row['Timecode in'], row['Timecode out (exclusive)'], row['Frame rate']])).toEqual([
      ['cut/reel2.mov', '10:23:00:00', '10:23:04:12', '25'],
      ['cut/reel2.mov', '10:25:10:03', '10:25:11:00', '25'],
      ['cut/reel2.mov', '10:31:00:20', '10:31:02:00', '25'],
      ['promo/promo.mov', '01:00:59;28', '01:01:00;02', '29.97 DF'],
    ]);
    const unread = log(answeredSample).find((row) => row.Asset === 'cut/reel1.mov');
    expect([unread?.['Timecode in'], unread?.['Timecode out (exclusive)'], unread?.['Frame rate']]).toEqual(['', '', '']);
  });

  // Rate and timecodes are read together: 20 numbers of pairs are 40 frames, as the markers for the edit room say.
  it.each([
    ['60000/1001', '00:09:59;20', '29.97', '29.97 DF'],
    ['60000/1001', '00:09:59;50', '29.97', '59.94 DF'],
    ['60000/1001', '00:09:59;50', undefined, '59.94 DF'],
    ['50', '00:09:59:20', '25', '25'],
    ['50', '00:09:59:40', '25', '50'],
    ['50', '00:09:59:20', undefined, '50'],
  ])('names the rate in which the timecodes count: %s from %s, declared %s', (frameRate, timecode, declared, expected) => {
    const [first] = answeredSample.assets;
    if (answeredSample.declaration === null || first === undefined) throw new Error('the sample has both');
    const delivery = declared === undefined ? {} : { frameRate: declared };
    const declaration = { ...answeredSample.declaration, content: { ...answeredSample.declaration.content, delivery } };
    const cut = { ...first, path: 'v.mov', about: { frameRate, timecode, duration: 60 } };
    const finding = { ...answeredSample.findings[0], asset: 'v.mov', alsoAt: [], from: '00:10:00;00', to: '00:10:00;20' };
    const report = { ...answeredSample, declaration, assets: [cut], findings: [finding] } as Report;
    expect(log(report).map((row) => row['Frame rate'])).toEqual([expected]);
  });

  it('has a row for each range that no finding speaks of, behind the findings, which nobody has to answer', () => {
    const rows = rowsOf(answeredSample);
    const ranges = rows.filter((row) => row.Finding === '');
    expect(rows.slice(-ranges.length)).toEqual(ranges);
    const declared = answeredSample.ranges.filter(({ use }) => use !== null);
    expect(ranges.filter((row) => row['Declared use'] !== '')).toHaveLength(declared.length);
    expect(new Set(ranges.flatMap((row) => [row['Type code'], row.Severity, row.Fix]))).toEqual(new Set(['']));
    const [first, ...rest] = answeredSample.ranges;
    if (first === undefined) throw new Error('the sample has ranges');
    const found = { ...answeredSample, ranges: [{ ...first, outcome: 'declared-and-matched' as const }, ...rest] };
    expect(rowsOf(found)).toHaveLength(rows.length);
    expect(rowsOf(found, { onlyFailures: true }).map((row) => row.Type)).not.toContain('declared-and-matched');
  });

  it('gives a copy of the same content a row of its own', () => {
    const rows = log(answeredSample).filter((row) => row.Finding === '0123456789abcd01');
    expect(rows.map((row) => row.Asset)).toEqual(['stills/archive/jennifer_1999.jpg', 'stills/archive/jennifer_1999_b.jpg']);
  });

  it('shows where a marked still is seen, once: not where a finding of its own stands there', () => {
    const seen = (report: Report): number =>
      log(report).filter((row) => row['Timecode in'] === '10:24:00:01' && row['Type code'] === 'D01').length;
    expect(seen(answeredSample)).toBe(1);
    const own = { ...answeredSample.findings[0], id: 'p09', code: 'P09', rule: 'undisclosed-in-cut' } as const;
    const told = { ...own, asset: 'cut/reel2.mov', alsoAt: [], from: '10:24:00:01', to: '10:24:03:00' } as never;
    const findings = [...answeredSample.findings, told];
    expect(seen({ ...answeredSample, findings })).toBe(0);
    expect(log({ ...answeredSample, findings }).filter((row) => row.Finding === 'p09')).toHaveLength(1);
  });

  it('puts a wrong declared range at the timecode that was declared', () => {
    const row = log(answeredSample).find(({ Finding }) => Finding === '0123456789abcd10');
    expect([row?.['Timecode in'], row?.['Timecode out (exclusive)']]).toEqual(['10:59:00:00', '10:59:01:00']);
  });

  it('carries answer, reason, name and date of a waiver', () => {
    const row = log(answeredSample).find(({ Answer }) => Answer !== '');
    expect(row).toMatchObject({
      'Type code': 'P01',
      Answer: 'best possible',
      'Answered by': 'A. Producer',
      'Answered on': '2026-11-20',
    });
    expect(row?.Reason).toContain('made after signing');
  });

  it('names the use that an answer rests on, and keeps the lines of its reason', () => {
    const waiver = { answer: 'declared', use: 'U1', reason: 'One.\nTwo.', by: 'Q. C.', date: '2026-11-20' } as const;
    const findings = answeredSample.findings.map((finding) => ({ ...finding, waiver }));
    expect(log({ ...answeredSample, findings })[0]).toMatchObject({
      State: 'answered',
      'Covered by use': 'U1',
      Reason: 'One.\nTwo.',
    });
  });

  it('leaves out what needs no answer where only failures were asked for', () => {
    const codes = log(answeredSample, { onlyFailures: true }).map((row) => row['Type code']);
    expect(codes).not.toContain('P07');
    // Answered, and so still a row, as in every other form.
    expect(codes).toContain('P01');
    expect(codes).toContain('T01');
  });

  it('lets nothing of a stranger become a formula, a control character or a column', () => {
    const formula = { ...answeredSample.findings[0], asset: '=HYPERLINK("http://x")', alsoAt: ['@SUM(1)', '-1', '+1'] } as never;
    const rows = log({ ...answeredSample, findings: [formula] });
    expect(rows.map(({ Asset }) => Asset)).toEqual(['\'=HYPERLINK("http://x")', "'@SUM(1)", "'-1", "'+1"]);
    const text = renderQcLog(hostileReport, options);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
    expect(text.replaceAll('\r\n', '').slice(1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]|\p{Cs}/u);
    // One row a path, and one for each of the delivery and of the use; a line feed in a name makes no further row.
    const paths = hostileReport.findings.map(({ alsoAt }) => 1 + alsoAt.length);
    expect(log(hostileReport).filter((row) => row['Timecode in'] === '')).toHaveLength(paths.reduce((sum, count) => sum + count));
  });
});
