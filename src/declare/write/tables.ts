import { stringify } from 'csv-stringify/sync';
import { cellTextLimit, type SheetTexts, writeWorkbook } from '../../tools/spreadsheet.ts';
import type { PlainMap } from '../../written/read.ts';
import type { Plain } from '../../written/validate.ts';
import {
  type Column,
  type Columns,
  fieldsOfList,
  keyColumns,
  listSheets,
  singular,
  toolColumns,
  useColumns,
} from '../table/columns.ts';
import { isMisreadable, looksMangled } from '../table/csv.ts';
import { cellText } from './cell-text.ts';

/** One row of a table that is to be written, by heading. */
type Cells = Map<string, string>;

/** Columns that every table of uses shows, filled in or not: what most commissioners ask for. */
const usual = [
  'id',
  'title',
  'tools',
  'degree',
  'function',
  'destination',
  'assets',
  'timecodes',
  'dateFrom',
  'humanContribution',
];
const usualInWorkbook = usual.filter((heading) => heading !== 'timecodes');

/** A declaration as CSV: rows of a key and its value, an empty row, the headings, one row a use. With a byte order mark, for Excel. */
export function csvOf(written: PlainMap): string {
  const uses = groups(written.uses).map((use) => rowOf(use, useColumns, 'columns'));
  const headings = order(useColumns, uses, usual);
  const rows = [...keyRows(written, true), [], headings, ...uses.map((use) => headings.map((heading) => use.get(heading) ?? ''))];
  return csvOfRows(written.uses === undefined ? rows.slice(0, -2) : rows);
}

/** Rows of texts as CSV. A cell that a spreadsheet would take for a formula, a number or a date gets an apostrophe before it. */
export function csvOfRows(rows: readonly (readonly string[])[]): string {
  const safe = rows.map((row) => row.map((cell) => (needsSign(cell) ? `'${cell}` : cell)));
  return stringify(safe, { bom: true, record_delimiter: 'windows', quoted_match: /^\s|\s$/ });
}

/** Formulas, what is taken for a date or rounded, numbers that would lose a zero (007, 5.10), and what already has the sign. */
function needsSign(cell: string): boolean {
  if (!isMisreadable(cell)) return false;
  if (cell.startsWith("'")) return isMisreadable(cell.slice(1));
  return !/^\d/.test(cell) || looksMangled(cell) || String(Number(cell)) !== cell;
}

/** A declaration as an XLSX workbook, a sheet for each list; or the field whose text is too long for a cell. */
export function xlsxOf(written: PlainMap): Uint8Array | { readonly tooLong: string } {
  const uses = groups(written.uses);
  const rows = uses.map((use) => rowOf(use, useColumns, 'sheets'));
  const sheets: SheetTexts[] = [
    { name: 'production', rows: [['key', 'value'], ...keyRows(written, false)] },
    sheetOf('uses', useColumns, rows, usualInWorkbook),
    sheetOf(
      'tools',
      toolColumns,
      groups(written.tools).map((tool) => rowOf(tool, toolColumns, 'sheets')),
      ['id', 'vendor', 'name', 'version', 'licence', 'trainsOnInputs', 'storesInputs'],
    ),
  ];
  for (const { name, list, columns } of listSheets) {
    const entries = uses.flatMap((use) => {
      const value = valueAt(use, list.path);
      if (value === undefined || isInCell(name, value)) return [];
      return groups(value).map((entry) => new Map([['use', String(use.id)], ...renamed(rowOf(entry, columns, 'sheets'))]));
    });
    if (entries.length === 0 && (name === 'assets' || name.includes('.'))) continue;
    const own = columns.all.map(({ heading }) => nameInSheet(heading));
    const headings = ['use', ...own.filter((heading) => !name.includes('.') || entries.some((entry) => entry.has(heading)))];
    sheets.push({ name, rows: [headings, ...entries.map((entry) => headings.map((heading) => entry.get(heading) ?? ''))] });
  }
  for (const { name, rows } of sheets)
    for (const row of rows)
      for (const [at, cell] of row.entries()) {
        if (cell.length > cellTextLimit) return { tooLong: `${name}: ${rows[0]?.[at] ?? ''}` };
      }
  return writeWorkbook(sheets);
}

/** In the sheet of consents `use` is the use's id, and what the person consented to is the specific use. */
const nameInSheet = (heading: string): string => (heading === 'use' ? 'specificUse' : heading);
const renamed = (row: Cells): [string, string][] => [...row].map(([heading, text]) => [nameInSheet(heading), text]);

function sheetOf(name: string, columns: Columns, rows: readonly Cells[], always: readonly string[]): SheetTexts {
  const headings = order(columns, rows, always);
  return { name, rows: [headings, ...rows.map((row) => headings.map((heading) => row.get(heading) ?? ''))] };
}

/** Keys and values of what stands once; the tools of a CSV, which has no other sheet, are among them. */
function keyRows(written: PlainMap, withTools: boolean): string[][] {
  const { uses, tools, ...rest } = written;
  const row = rowOf(withTools && tools !== undefined ? { ...rest, tools } : rest, keyColumns, 'columns');
  return [...row];
}

/** The cells of one group. Lists of groups that fit in no cell go into columns of their own, or are left to other sheets. */
function rowOf(group: PlainMap, columns: Columns, lists: 'columns' | 'sheets'): Cells {
  const row: Cells = new Map();
  for (const column of columns.all) {
    if (column.list) continue;
    const value = valueAt(group, column.path);
    if (value === undefined) continue;
    if (fieldsOfList(column.type) === undefined) {
      row.set(column.heading, cellText(column.type, '', value) ?? '');
      continue;
    }
    const key = column.path.at(-1) ?? '';
    const text =
      hasCellSyntax(column.heading) && (lists === 'columns' || isInCell(column.heading, value))
        ? cellText(column.type, key, value)
        : undefined;
    if (text !== undefined) row.set(column.heading, text);
    else if (lists === 'columns') spread(row, column, groups(value), columns);
  }
  return row;
}

const hasCellSyntax = (heading: string): boolean => ['assets', 'timecodes', 'disclosure.timecodes'].includes(heading);

/** In a workbook only assets stay in the row of their use, where they fit. */
function isInCell(heading: string, value: Plain): boolean {
  const column = useColumns.all.find((known) => known.heading === heading && known.list === undefined);
  return heading === 'assets' && column !== undefined && cellText(column.type, 'assets', value) !== undefined;
}

function spread(row: Cells, list: Column, entries: readonly PlainMap[], columns: Columns): void {
  const inside = columns.all.filter((column) => column.list?.path.join('.') === list.heading);
  entries.forEach((entry, index) => {
    for (const column of inside) {
      const value = valueAt(entry, column.path);
      if (value === undefined) continue;
      const name = column.path.join('.');
      // The tools of a CSV are many, other lists mostly have one entry: `tool.1.name`, `approval.status`.
      const position = index > 0 || list.heading === 'tools' ? `.${index + 1}` : '';
      row.set(`${singular(list.heading)}${position}.${name}`, cellText(column.type, '', value) ?? '');
    }
  });
}

/** Headings in the order of the fields; further entries of a list after the first. */
function order(columns: Columns, rows: readonly Cells[], always: readonly string[]): string[] {
  const used = new Set(rows.flatMap((row) => [...row.keys()]));
  const rank = new Map(columns.all.map(({ heading }, index) => [heading, index]));
  const rankOf = (heading: string): number => {
    const numbered = /^(.*?)\.(\d+)\.(.*)$/.exec(heading);
    const base = numbered ? `${numbered[1]}.${numbered[3]}` : heading;
    return (rank.get(base) ?? 0) + Number(numbered?.[2] ?? 0) * 1000;
  };
  return [...new Set([...always.filter((heading) => rank.has(heading)), ...[...used].sort((a, b) => rankOf(a) - rankOf(b))])];
}

function valueAt(group: PlainMap, path: readonly string[]): Plain | undefined {
  let at: Plain | undefined = group;
  for (const key of path) {
    if (typeof at !== 'object' || Array.isArray(at)) return undefined;
    at = (at as PlainMap)[key];
  }
  return at;
}

function groups(value: Plain | undefined): readonly PlainMap[] {
  return Array.isArray(value) ? (value as readonly PlainMap[]) : [];
}
