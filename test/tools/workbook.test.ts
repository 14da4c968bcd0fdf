import { describe, expect, it } from 'vitest';
import { unpack } from '../../src/tools/small-zip.ts';
import { cellTextLimit, readWorkbook } from '../../src/tools/spreadsheet.ts';
import { sheetRowLimit, writeTables } from '../../src/tools/workbook.ts';

const table = (rows: readonly (readonly (string | number | null)[])[]) => ({
  name: 'One',
  headings: ['name', 'size'],
  widths: [10, 20],
  rows,
});
const parts = (bytes: Uint8Array) => {
  const files = unpack(bytes, { files: 100, bytes: 1 << 24, wanted: () => true });
  if (typeof files === 'string') throw new Error(files);
  return new Map(files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('utf8')]));
};
const texts = (bytes: Uint8Array) => {
  const read = readWorkbook(bytes);
  if ('reason' in read) throw new Error(read.reason);
  return read.sheets.map(({ rows }) => rows.map(({ cells }) => cells.map(({ kind, text }) => `${kind} ${text}`)));
};

describe('writing a workbook', () => {
  it('gives back what went in, and no text as formula, number or date', () => {
    const rows = [
      ['=1+1', 4],
      ['+44', 1.5],
      ['_x0041_ <&>"', null],
      ['2026-11-22', 0],
    ];
    expect(texts(writeTables([table(rows)]))).toEqual([
      [
        ['text name', 'text size'],
        ['text =1+1', 'number 4'],
        ['text +44', 'number 1.5'],
        ['text _x0041_ <&>"'],
        ['text 2026-11-22', 'number 0'],
      ],
    ]);
  });

  it('cuts a text that only its escapes make longer than a cell', () => {
    const [[, [cell] = []] = []] = texts(writeTables([table([['_x000D_'.repeat(4600), null]])]));
    expect(cell).toMatch(/^text _x000D_.*…$/);
  });

  it('keeps the headings in sight, filters, sets widths, and prints the headings bold', () => {
    const files = parts(writeTables([table([['a', 1]]), { ...table([]), name: 'Two' }]));
    for (const sheet of ['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml']) {
      const xml = files.get(sheet) ?? '';
      expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
      expect(xml).toMatch(/<autoFilter ref="A1:B[12]"/);
      expect(xml.match(/<col [^>]*customWidth="1"/g)).toHaveLength(2);
      expect(xml).toMatch(/<c r="A1" s="1"/);
    }
    expect(files.get('xl/styles.xml')).toMatch(/<fonts count="2">.*<font><b\/>.*<xf numFmtId="49" fontId="1"/);
  });

  it('gives the same bytes for the same tables, with one date in the ZIP', () => {
    const bytes = Buffer.from(writeTables([table([['a', 1]])]));
    expect(Buffer.from(writeTables([table([['a', 1]])]))).toEqual(bytes);
    // 1980-01-01 in the date of MS-DOS is 0x0021.
    expect(bytes.readUInt16LE(12)).toBe(0x21);
  });

  it('cuts a text that no cell can hold, and says so with an ellipsis', () => {
    const [sheet] = texts(writeTables([table([['x'.repeat(1e6), 1]])]));
    const cut = sheet?.[1]?.[0]?.slice('text '.length) ?? '';
    expect(cut.length).toBe(cellTextLimit);
    expect(cut.endsWith('x…')).toBe(true);
  });

  it('writes no character that XML forbids', () => {
    expect(texts(writeTables([table([['a\ufffe\uffff\ud800b', 1]])]))[0]?.[1]?.[0]).toBe('text a\ufffd\ufffd\ufffdb');
  });

  it('refuses more rows than a sheet can hold instead of losing them', () => {
    expect(() => writeTables([table(new Array(sheetRowLimit).fill([]))])).toThrow(RangeError);
  });
});
