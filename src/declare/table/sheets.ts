import { nearest } from '../../written/spelling.ts';
import { bareHeading, listSheets, useColumns } from './columns.ts';
import { isHeadingRow } from './headings.ts';
import type { Row, Table, TableProblem } from './table.ts';

/** The tables of a declaration by what they hold, and what keeps them from being read. */
export interface Sorted {
  readonly keys: readonly Table[];
  readonly uses: readonly Table[];
  readonly tools: readonly Table[];
  readonly lists: readonly { readonly table: Table; readonly name: string }[];
  readonly problems: readonly TableProblem[];
}

/** Names of sheets for what stands once in a declaration. */
const keySheets = ['production', 'declaration', 'delivery'];
/** Every name that a sheet may have; one with headings of uses may have any. */
export const sheetNames = ['production', 'tools', 'uses', ...listSheets.map(({ name }) => name)];

/** Sorts sheets by their names, and those with headings of uses to the uses whatever they are called. */
export function sortSheets(tables: readonly Table[]): Sorted {
  const keys: Table[] = [];
  const uses: Table[] = [];
  const tools: Table[] = [];
  const lists: { table: Table; name: string }[] = [];
  const problems: TableProblem[] = [];
  for (const table of tables.filter(({ rows }) => rows.length > 0)) {
    const name = bareHeading(table.sheet ?? 'uses');
    const list = listSheets.find((sheet) =>
      [sheet.name, sheet.name.replace(/s$/, '')].some((known) => bareHeading(known) === name),
    );
    if (list) lists.push({ table, name: list.name });
    else if (name === 'tools' || name === 'tool') tools.push(table);
    else if (keySheets.includes(name)) keys.push(table);
    else if (name === 'uses' || name === 'use' || table.rows.some(namesUses)) uses.push(table);
    else problems.push(unknownSheet(table));
    problems.push(...brokenCells(table));
  }
  return { keys, uses, tools, lists, problems };
}

const namesUses = (row: Row): boolean => row.cells.length > 1 && isHeadingRow(row, useColumns) && knowsTwo(row);

function knowsTwo(row: Row): boolean {
  return row.cells.filter(({ text }) => useColumns.find(text) !== undefined).length >= 2;
}

/** A sheet that nobody knows may hold uses: it is told, not passed over. */
function unknownSheet(table: Table): TableProblem {
  const near = nearest(sheetNames, table.sheet ?? '');
  const params = {
    reason: 'unknown-sheet',
    key: table.sheet ?? '',
    known: sheetNames.join(', '),
    ...(near ? { nearest: near } : {}),
  };
  return { field: '', code: 'unparsable', params, place: table.rows[0]?.place ?? { line: 1, column: 1 } };
}

/** Merged cells, formulas and error values: one sentence each for a sheet, with the first cell and the number of all. */
export function brokenCells(table: Table): TableProblem[] {
  const cells = table.rows.flatMap((row) => row.cells);
  const problems: TableProblem[] = [];
  for (const kind of ['formula', 'error'] as const) {
    const found = cells.filter((cell) => cell.kind === kind);
    const [first] = found;
    if (first === undefined) continue;
    const params = { reason: `${kind}-cell`, key: first.place.cell ?? '', count: found.length, value: first.text.slice(0, 60) };
    problems.push({ field: '', code: 'unparsable', params, place: first.place });
  }
  const [range] = table.merged;
  if (range !== undefined) {
    const cell = range.split(':')[0] ?? range;
    const line = Number(/\d+$/.exec(cell)?.[0] ?? 1);
    const place = { line, column: 1, cell, ...(table.sheet === undefined ? {} : { sheet: table.sheet }) };
    problems.push({
      field: '',
      code: 'unparsable',
      params: { reason: 'merged-cells', key: range, count: table.merged.length },
      place,
    });
  }
  return problems;
}
