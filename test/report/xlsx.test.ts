import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.ts';
import type { Report } from '../../src/model/index.ts';
import { fitting, renderXlsx } from '../../src/report/xlsx.ts';
import { readWorkbook } from '../../src/tools/spreadsheet.ts';
import { sighting } from '../sighting.ts';
import { hostileReport } from './hostile.ts';
import { sample } from './sample.ts';

const texts = messages('en');
const options = { messages: texts, width: 80, colour: false, onlyFailures: false };

/** The sheets as they are read back: rows of cells, with their place. */
function sheetsOf(report: Report): Map<string, { kind: string; text: string; column: number }[][]> {
  const read = readWorkbook(renderXlsx(report, options));
  if ('reason' in read) throw new Error(read.reason);
  return new Map(read.sheets.map(({ name, rows }) => [name, rows.map(({ cells }) => [...cells])]));
}
const plain = (report: Report): string =>
  [...sheetsOf(report)]
    .map(([name, rows]) => `# ${name}\n${rows.map((cells) => cells.map(({ text }) => text).join(' ; ')).join('\n')}\n`)
    .join('\n');

describe('the workbook', () => {
  it('reads as the golden file says', async () => {
    await expect(plain(sample)).toMatchFileSnapshot('golden/sample.xlsx.txt');
  });

  it('has its sheets in order, each with a row of headings', () => {
    const sheets = sheetsOf(sample);
    expect([...sheets.keys()]).toEqual(['Summary', 'Findings', 'Assets', 'Uses', 'Ranges', 'Coverage']);
    expect([...sheets.values()].map((rows) => rows.length)).toEqual([expect.any(Number), 9, 12, 3, 1, expect.any(Number)]);
    for (const rows of sheets.values()) expect(rows[0]?.every(({ kind }) => kind === 'text')).toBe(true);
  });

  it('says the verdict first, in a sentence', () => {
    expect(
      sheetsOf(sample)
        .get('Summary')?.[1]
        ?.map(({ text }) => text),
    ).toContain('3 assets are marked as AI and not declared.');
  });

  it('never counts a programme in which marked material is seen among the unmarked', () => {
    const sheets = sheetsOf({ ...sample, sightings: [sighting()] });
    expect(
      sheets
        .get('Assets')
        ?.flat()
        .filter(({ text }) => text === 'unmarked, contains AI (1 sighting)'),
    ).toHaveLength(1);
    const line = (name: string) => sheets.get('Summary')?.find((row) => row[1]?.text === name)?.[2]?.text;
    expect([line('unmarked'), line('unmarked, contains AI (1 sighting)')]).toEqual(['2', '1']);
    expect(sheets.get('Seen again')).toHaveLength(2);
  });

  it('holds sizes and offsets as numbers, and nothing that is calculated', () => {
    const rows = [...sheetsOf(sample).values()].flat(2);
    expect(rows.some(({ kind, text }) => kind === 'number' && text === '2411008')).toBe(true);
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['text', 'number']));
    const names = sample.assets.map((asset) => ({ ...asset, path: '=1+1', about: { make: '@x', model: '-1' } }));
    expect(new Set([...sheetsOf({ ...sample, assets: names }).values()].flat(2).map(({ kind }) => kind))).toEqual(
      new Set(['text', 'number']),
    );
  });

  it('takes hostile values: every sheet opens, nothing hidden or broken stands in a cell', () => {
    const cells = [...sheetsOf(hostileReport).values()].flat(2);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
    for (const { text } of cells) expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]|\p{Cs}/u);
    expect(cells.some(({ text }) => text.includes('<script>alert(1)</script>'))).toBe(true);
  });

  it('cuts a text that no cell can hold, marks it, and says so on the first sheet', () => {
    const long = { ...sample, findings: sample.findings.map((finding) => ({ ...finding, message: 'x'.repeat(1e6) })) };
    const sheets = sheetsOf(long);
    expect(
      sheets
        .get('Findings')
        ?.flat()
        .filter(({ text }) => text.length === 32_767 && text.endsWith('x…')),
    ).toHaveLength(8);
    expect(
      sheets
        .get('Summary')
        ?.flat()
        .map(({ text }) => text),
    ).toContain(texts.tables.cut);
  });

  it('breaks the lines of a reason inside its cell, where the program shows them', () => {
    const waiver = { answer: 'not-ai', reason: 'One.\nTwo.', by: 'Q. C.', date: '2026-11-20' } as const;
    const answered = { ...sample, findings: sample.findings.map((finding) => ({ ...finding, waiver })) };
    const reason = sheetsOf(answered)
      .get('Findings')
      ?.flat()
      .filter(({ text }) => text === 'One.\nTwo.');
    expect(reason).toHaveLength(sample.findings.length);
    const files = unzipSync(renderXlsx(answered, options));
    const styles = Buffer.from(files['xl/styles.xml'] ?? []).toString('utf8');
    const wrapping = [...(/<cellXfs.*?<\/cellXfs>/s.exec(styles)?.[0].matchAll(/<xf .*?(?:\/>|<\/xf>)/gs) ?? [])].findIndex(
      ([xf]) => xf.includes('wrapText="1"'),
    );
    expect(wrapping).toBeGreaterThan(0);
    const sheet = Buffer.from(files['xl/worksheets/sheet2.xml'] ?? []).toString('utf8');
    expect(sheet.split(`s="${wrapping}"`)).toHaveLength(sample.findings.length + 1);
  });

  it('gives the same bytes for the same report', () => {
    expect(Buffer.from(renderXlsx(sample, options)).equals(Buffer.from(renderXlsx(sample, options)))).toBe(true);
  });

  it('says how many rows a sheet has no place for', () => {
    const rows = [['a'], ['b'], ['c']];
    expect(fitting(rows, texts, 4)).toEqual(rows);
    expect(fitting(rows, texts, 3)).toEqual([[texts.tables.rowsCut({ rows: 2 })], ['a']]);
  });
});
