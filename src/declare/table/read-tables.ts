import { readWorkbook, type Sheet } from '../../tools/spreadsheet.ts';
import type { SourceProblem } from '../../written/source.ts';
import { readCsv } from './csv.ts';
import { weighRow } from './headings.ts';
import { cellPlace, type Table } from './table.ts';

/** The tables of a CSV as text, or why there are none. */
export function tablesOfCsv(text: string): readonly Table[] | SourceProblem {
  const table = readCsv(text, weighRow);
  return 'reason' in table ? table : [table];
}

/** The tables of an XLSX workbook, or why there are none. */
export function tablesOfWorkbook(bytes: Uint8Array): readonly Table[] | SourceProblem {
  const book = readWorkbook(bytes);
  if ('sheets' in book) return book.sheets.map(tableOf);
  if (book.reason === 'too-large') return { reason: 'too-large', ...(book.limit === undefined ? {} : { detail: book.limit }) };
  return { reason: book.reason === 'encrypted' || book.reason === 'old-workbook' ? 'old-workbook' : 'not-a-workbook' };
}

function tableOf({ name, rows, merged }: Sheet): Table {
  return {
    sheet: name,
    merged,
    rows: rows.map(({ number, cells }) => ({
      place: cellPlace(number, number, 1, name),
      cells: cells.map(({ column, kind, text }) => ({ kind, text, place: cellPlace(number, number, column, name) })),
    })),
  };
}
