import { createRequire } from 'node:module';
import type * as SheetJs from '@e965/xlsx';
import { unzipSync, zipSync } from 'fflate';
import { cellTextLimit } from './spreadsheet.ts';

/** A cell of a table to be written; null is an empty one. */
export type TableCell = string | number | null;

/** One sheet: a row of headings that stays in sight and filters, and the rows below it. */
export interface Table {
  /** At most 31 characters, none of `\ / ? * [ ] :`. */
  readonly name: string;
  readonly headings: readonly string[];
  /** Characters, a number a column. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** Most rows of a sheet, headings included (Excel specifications and limits). */
export const sheetRowLimit = 1_048_576;

/**
 * Writes an XLSX workbook whose texts are texts, never formulas, numbers or dates. The same tables give the same bytes. A text
 * beyond the limit of a cell ends in `…`; the caller says so.
 * @throws RangeError for a table of more rows than a sheet can hold.
 */
export function writeTables(tables: readonly Table[]): Uint8Array {
  // Loaded when the first workbook is written: the package is large, and most runs never write one.
  const xlsx = createRequire(import.meta.url)('@e965/xlsx') as typeof SheetJs;
  const book = xlsx.utils.book_new();
  for (const table of tables) xlsx.utils.book_append_sheet(book, sheetOf(table, xlsx), table.name);
  const stored = xlsx.write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: false }) as Buffer;
  return finished(stored);
}

function sheetOf(table: Table, xlsx: typeof SheetJs): SheetJs.DenseWorkSheet {
  if (table.rows.length >= sheetRowLimit) throw new RangeError(`${table.rows.length} rows in sheet ${table.name}`);
  // The format @ (text) marks the headings for `withBoldHeadings`.
  const headings = table.headings.map((text) => ({ t: 's', v: cellText(text), z: '@' }) as const);
  const rows = table.rows.map((row) => row.map(cellOf));
  const last = { r: table.rows.length, c: Math.max(0, table.headings.length - 1) };
  const ref = xlsx.utils.encode_range({ s: { r: 0, c: 0 }, e: last });
  return {
    '!type': 'sheet',
    '!data': [headings, ...rows] as SheetJs.CellObject[][],
    '!ref': ref,
    '!cols': table.widths.map((wch) => ({ wch })),
    '!autofilter': { ref },
  };
}

function cellOf(cell: TableCell): SheetJs.CellObject | undefined {
  if (cell === null || cell === '') return undefined;
  if (typeof cell === 'number') return { t: 'n', v: cell };
  // The format 0 changes no text, and marks the cells for `withWrappedLines`.
  return { t: 's', v: cellText(cell), ...(cell.includes('\n') ? { z: '0' } : {}) };
}

/** The text as a cell can hold it; `_x0041_` would be read back as the character that it escapes (ECMA-376 part 1, 22.4.2.4). */
function cellText(text: string): string {
  const safe = text.replace(/[\ufffe\uffff]|\p{Cs}/gu, '\ufffd').replace(/_x([0-9a-f]{4})_/gi, '_x005F_x$1_');
  return safe.length > cellTextLimit ? `${safe.slice(0, cellTextLimit - 1).replace(/[\ud800-\udbff]$/, '')}…` : safe;
}

// The first day of the ZIP format; fflate takes it in local time.
const packed = { level: 6, mtime: new Date(1980, 0, 1) } as const;

/** What the free SheetJS does not write: a frozen heading row, bold headings, wrapped lines; and one date for all files of the ZIP. */
function finished(stored: Uint8Array): Uint8Array {
  const files = Object.entries(unzipSync(stored)).map(([name, bytes]): [string, Uint8Array] => {
    if (/^xl\/worksheets\/sheet\d+\.xml$/.test(name)) return [name, withFrozenHeadings(Buffer.from(bytes))];
    return [name, name === 'xl/styles.xml' ? withWrappedLines(withBoldHeadings(Buffer.from(bytes))) : bytes];
  });
  return zipSync(Object.fromEntries(files), packed);
}

function withFrozenHeadings(xml: Buffer): Uint8Array {
  // Only the view element is looked at: a sheet can be hundreds of megabytes.
  const start = xml.indexOf('<sheetView ');
  const end = start < 0 ? -1 : xml.indexOf('/>', start);
  if (end < 0 || end > xml.indexOf('<sheetData')) throw new Error('no sheet view to freeze');
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>';
  return Buffer.concat([xml.subarray(0, end), Buffer.from(`>${pane}</sheetView>`), xml.subarray(end + 2)]);
}

function withBoldHeadings(xml: Buffer): Buffer {
  const text = xml.toString('utf8');
  const font = /<fonts count="1">(<font>)(.*?<\/font>)<\/fonts>/;
  // 49 is the number of the format @ (ECMA-376 part 1, 18.8.30).
  const format = /(<xf numFmtId="49" )fontId="0"/;
  if (!font.test(text) || !format.test(text)) throw new Error('no fonts to make bold');
  const bold = text.replace(font, '<fonts count="2">$1$2$1<b/>$2</fonts>').replace(format, '$1fontId="1" applyFont="1"');
  return Buffer.from(bold, 'utf8');
}

/** Cells of several lines show them only where their style wraps (ECMA-376 part 1, 18.8.1); 1 is the number of the format 0. */
function withWrappedLines(xml: Buffer): Buffer {
  const wrapped = '<xf numFmtId="1"$1 applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>';
  return Buffer.from(xml.toString('utf8').replace(/<xf numFmtId="1"([^>]*)\/>/, wrapped), 'utf8');
}
