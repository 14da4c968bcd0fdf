import type { Place } from '../../written/source.ts';
import { shownWords } from '../../written/spelling.ts';
import { type Column, type Columns, fieldsOfList, keyColumns, useColumns } from './columns.ts';
import type { Cell, Row, TableProblem } from './table.ts';

/** A row of headings, understood. */
export interface Headings {
  readonly byColumn: ReadonlyMap<number, Column>;
  /** Columns whose heading is unknown and told already. */
  readonly unknown: ReadonlySet<number>;
  /** Columns of what stands once in a declaration (`production.title`). */
  readonly whole: ReadonlySet<number>;
  /** Columns that every row must fill. */
  readonly required: readonly { readonly column: Column; readonly place: Place }[];
  readonly problems: readonly TableProblem[];
}

/** Understands a row of headings; `whole` looks up what does not belong to a row, `owner` is a heading told apart already. */
export function headingsOf(
  row: Row,
  columns: Columns,
  field: string,
  whole?: (heading: string) => Column | undefined,
  owner?: Cell,
): Headings {
  const byColumn = new Map<number, Column>();
  const unknown = new Set<number>();
  const wholes = new Set<number>();
  const firstAt = new Map<string, Cell>();
  const problems: TableProblem[] = [];
  if (owner) unknown.add(owner.place.column);
  for (const cell of row.cells) {
    const own = columns.find(cell.text);
    const column = own ?? whole?.(cell.text);
    const name = column === undefined ? '' : `${own ? '' : '/'}${column.heading} ${column.list?.entry ?? ''}`;
    if (column !== undefined && !firstAt.has(name)) {
      firstAt.set(name, cell);
      byColumn.set(cell.place.column, column);
      if (own === undefined) wholes.add(cell.place.column);
      continue;
    }
    unknown.add(cell.place.column);
    if (column) {
      const params = { reason: 'two-headings', key: cell.text.trim().slice(0, 60), value: firstAt.get(name)?.place.cell ?? '' };
      problems.push({ field, code: 'unparsable', params, place: cell.place });
    } else problems.push(unknownHeading(cell, columns, field));
  }
  const required = [...byColumn]
    .filter(([, { type, list }]) => list === undefined && 'required' in type && fieldsOfList(type) === undefined)
    .map(([column, found]) => ({ column: found, place: { line: 0, column } }))
    .filter(({ place }) => !wholes.has(place.column));
  return { byColumn, unknown, whole: wholes, required, problems };
}

function unknownHeading(cell: Cell, columns: Columns, field: string): TableProblem {
  const near = columns.nearest(cell.text);
  const headings = columns.all.map(({ heading }) => heading);
  const params = { key: cell.text.trim().slice(0, 100), ...(near ? { nearest: near } : shownWords(headings, cell.text)) };
  return { field, code: 'unknown-key', params, place: cell.place };
}

/** True for a row that names columns of uses; a row of one key and its value does not. */
export function isHeadingRow(row: Row, columns: Columns): boolean {
  const known = row.cells.filter(({ text }) => columns.find(text) !== undefined).length;
  if (known >= 2) return true;
  // A row that is no key and value can only be headings that are misspelt, each of which is then told.
  return row.cells.length > 2 && keyColumns.find(row.cells[0]?.text ?? '') === undefined;
}

/** How much a row of texts looks like one of a declaration: known headings count twice, a key and a value once. */
export function weighRow(texts: readonly string[]): number {
  const filled = texts.map((text) => text.trim()).filter((text) => text !== '');
  const known = filled.filter((text) => useColumns.find(text) !== undefined).length;
  if (known >= 2) return known * 2;
  return filled.length === 2 && keyColumns.find(filled[0] as string) !== undefined ? 1 : 0;
}
