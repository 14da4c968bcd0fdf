import { createRequire } from 'node:module';
import type * as SheetJs from '@e965/xlsx';
import { packStored, unpack, type ZipRefusal } from './small-zip.ts';

/** What a cell holds; `mangled`: a number of so many digits that the spreadsheet has thrown some away. */
export type CellKind = 'text' | 'number' | 'mangled' | 'date' | 'time' | 'boolean' | 'formula' | 'error';

/** One cell that is not empty. */
export interface SheetCell {
  /** From 1. */
  readonly column: number;
  readonly kind: CellKind;
  /** As a person would type it: dates as ISO 8601, booleans as TRUE or FALSE, numbers with a decimal point. */
  readonly text: string;
}

export interface SheetRow {
  /** From 1, as the spreadsheet counts. */
  readonly number: number;
  readonly cells: readonly SheetCell[];
}

/** One sheet, hidden or not, with its hidden rows; rows without any text are left out. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  /** Ranges of merged cells, `B2:C2`. */
  readonly merged: readonly string[];
}

/** Why a workbook cannot be read. */
export interface WorkbookProblem {
  readonly reason: ZipRefusal | 'not-a-workbook' | 'old-workbook';
  readonly limit?: string;
}

const limits = { bytes: 128 << 20, files: 2000, sheets: 60, rows: 200_000, columns: 1000, cells: 4_000_000 };
/** Most characters that a cell of a workbook can hold (Excel specifications and limits). */
export const cellTextLimit = 32_767;

/** Loaded when the first workbook is met: the package is large, and most runs never see one. */
const sheetJs = (): typeof SheetJs => createRequire(import.meta.url)('@e965/xlsx') as typeof SheetJs;

/**
 * Reads the sheets of an XLSX workbook (ECMA-376) within limits on its size, sheets, rows, columns and cells. Nothing is
 * calculated. Never throws for what the bytes hold.
 */
export function readWorkbook(bytes: Uint8Array): { readonly sheets: readonly Sheet[] } | WorkbookProblem {
  // Old workbooks and encrypted new ones are both OLE compound files.
  if (Buffer.from(bytes.subarray(0, 4)).toString('hex') === 'd0cf11e0') return { reason: 'old-workbook' };
  const wanted = (name: string): boolean => /\.(xml|rels)$/i.test(name) && !/(^|\/)(drawings|media|charts)\//i.test(name);
  const files = unpack(bytes, { bytes: limits.bytes, files: limits.files, wanted });
  if (typeof files === 'string') return { reason: files, limit: `${limits.bytes} bytes` };
  if (!files.some(({ name }) => /^\/?xl\/workbook\.xml$/i.test(name))) return { reason: 'not-a-workbook' };
  const xlsx = sheetJs();
  let book: SheetJs.WorkBook;
  try {
    book = xlsx.read(packStored(files), { type: 'buffer', dense: true, cellNF: true, cellFormula: true, cellHTML: false });
  } catch {
    return { reason: 'not-a-workbook' };
  }
  if (book.SheetNames.length > limits.sheets) return { reason: 'too-large', limit: `${limits.sheets} sheets` };
  const is1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheets: Sheet[] = [];
  let left = limits.cells;
  for (const name of book.SheetNames) {
    const sheet = readSheet(xlsx, name, book.Sheets[name] as SheetJs.DenseWorkSheet, is1904);
    if ('reason' in sheet) return sheet;
    for (const { cells } of sheet.rows) left -= cells.length;
    if (left < 0) return { reason: 'too-large', limit: `${limits.cells} cells` };
    sheets.push(sheet);
  }
  return { sheets };
}

function readSheet(xlsx: typeof SheetJs, name: string, sheet: SheetJs.DenseWorkSheet, is1904: boolean): Sheet | WorkbookProblem {
  const rows: SheetRow[] = [];
  const data: readonly (readonly (SheetJs.CellObject | undefined)[] | undefined)[] = sheet?.['!data'] ?? [];
  // Rows may be a million apart: only those that are there are looked at.
  for (const key of Object.keys(data)) {
    const row = data[Number(key)] ?? [];
    if (row.length > limits.columns && Object.keys(row).some((column) => Number(column) >= limits.columns)) {
      return { reason: 'too-large', limit: `${limits.columns} columns` };
    }
    const cells = Object.keys(row).flatMap((column) => {
      const cell = row[Number(column)];
      const read = cell === undefined ? undefined : readCell(xlsx, cell, is1904);
      return read === undefined ? [] : [{ column: Number(column) + 1, ...read }];
    });
    if (cells.length > 0) rows.push({ number: Number(key) + 1, cells });
    if (rows.length > limits.rows) return { reason: 'too-large', limit: `${limits.rows} rows` };
  }
  return { name, rows, merged: (sheet?.['!merges'] ?? []).map((range: SheetJs.Range) => xlsx.utils.encode_range(range)) };
}

function readCell(xlsx: typeof SheetJs, cell: SheetJs.CellObject, is1904: boolean): Omit<SheetCell, 'column'> | undefined {
  if (cell.f !== undefined || cell.F !== undefined) return { kind: 'formula', text: `=${cell.f ?? ''}` };
  if (cell.t === 'e') return { kind: 'error', text: String(cell.w ?? cell.v) };
  if (cell.t === 'b') return { kind: 'boolean', text: cell.v === true ? 'TRUE' : 'FALSE' };
  if (cell.t === 'n' && typeof cell.v === 'number') return readNumber(xlsx, cell.v, cell, is1904);
  const text = String(cell.v ?? '');
  return text.trim() === '' ? undefined : { kind: 'text', text };
}

function readNumber(xlsx: typeof SheetJs, value: number, cell: SheetJs.CellObject, is1904: boolean): Omit<SheetCell, 'column'> {
  const format = String(cell.z ?? 'General');
  if (xlsx.SSF.is_date(format)) return readDate(xlsx, value, cell, is1904);
  const plain = String(value);
  // A double keeps 15 digits; a longer number has lost some, and so has one that is shown with an exponent.
  if (/e/i.test(plain) || Math.abs(value) >= 1e15) return { kind: 'mangled', text: cell.w ?? plain };
  // Leading zeros (000) and percentages are what the person sees and means.
  const isShown = /^0+$/.test(format) || format.includes('%');
  return { kind: 'number', text: isShown ? (cell.w ?? plain) : plain };
}

function readDate(xlsx: typeof SheetJs, value: number, cell: SheetJs.CellObject, is1904: boolean): Omit<SheetCell, 'column'> {
  const date = xlsx.SSF.parse_date_code(value, { date1904: is1904 });
  if (!date || value < 1) return { kind: 'time', text: cell.w ?? String(value) };
  const two = (number: number): string => String(Math.floor(number)).padStart(2, '0');
  const day = `${date.y}-${two(date.m)}-${two(date.d)}`;
  const hasTime = date.H + date.M + Math.floor(date.S) > 0;
  return { kind: 'date', text: hasTime ? `${day}T${two(date.H)}:${two(date.M)}:${two(date.S)}` : day };
}

/** Rows of texts for one sheet of a workbook to be written. */
export interface SheetTexts {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** Writes a workbook in which every cell is a text, so that nothing in it is ever calculated. */
export function writeWorkbook(sheets: readonly SheetTexts[]): Uint8Array {
  const xlsx = sheetJs();
  const book = xlsx.utils.book_new();
  for (const { name, rows } of sheets) {
    const sheet: SheetJs.WorkSheet = {};
    const widths: number[] = [];
    rows.forEach((row, r) => {
      row.forEach((text, c) => {
        widths[c] = Math.max(widths[c] ?? 10, Math.min(40, text.length + 2));
        if (text === '') return;
        // `_x0041_` in a text would be read back as the character that it escapes (ECMA-376 part 1, 22.4.2.4).
        const safe = text.replace(/_x([0-9a-f]{4})_/gi, '_x005F_x$1_');
        // The format @ is "text": whoever types into the cell gets no number and no date.
        sheet[xlsx.utils.encode_cell({ r, c })] = { t: 's', v: safe, z: '@' };
      });
    });
    sheet['!cols'] = widths.map((wch) => ({ wch }));
    const last = { r: Math.max(0, rows.length - 1), c: Math.max(0, widths.length - 1) };
    sheet['!ref'] = xlsx.utils.encode_range({ s: { r: 0, c: 0 }, e: last });
    xlsx.utils.book_append_sheet(book, sheet, name);
  }
  return xlsx.write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true }) as Uint8Array;
}
