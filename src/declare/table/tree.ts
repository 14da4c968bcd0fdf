import type { Node } from '../../written/source.ts';
import { nodeOfCell, type Reading } from './cells.ts';
import { bareHeading, type Column, fieldsOfList, keyColumns, listSheets, toolColumns, useColumns } from './columns.ts';
import { dateOrderOf } from './dates.ts';
import { Growing, type Path } from './growing.ts';
import { type Headings, headingsOf, isHeadingRow } from './headings.ts';
import { type Sorted, sortSheets } from './sheets.ts';
import { type Cell, cellPlace, type Row, type Table, type TableProblem } from './table.ts';

/** The tree of a declaration that lies in tables, and what is wrong with their shape. */
export interface TableTree {
  readonly root: Node;
  readonly problems: readonly TableProblem[];
}

const start = { line: 1, column: 1 } as const;

/** Brings tables into the shape that YAML and JSON have. A cell that finds no place in it is a problem, never left out. */
export function treeOfTables(tables: readonly Table[], isCsv: boolean): TableTree {
  const builder = new Builder(tables, isCsv);
  return builder.build();
}

class Builder {
  readonly #sorted: Sorted;
  readonly #problems: TableProblem[] = [];
  readonly #root = new Growing(start);
  readonly #useAt = new Map<string, number>();
  readonly #usePlaces: Growing[] = [];
  #reading: Reading;

  constructor(tables: readonly Table[], isCsv: boolean) {
    this.#sorted = sortSheets(tables);
    this.#problems.push(...this.#sorted.problems);
    this.#reading = { order: dateOrderOf(textsOf(tables)), isCsv, tools: new Set() };
  }

  build(): TableTree {
    for (const table of this.#sorted.keys) this.#readKeys(table.rows);
    for (const table of this.#sorted.tools) this.#readRows(table, toolColumns, ['tools']);
    for (const table of this.#sorted.uses) this.#readUses(table);
    for (const { table, name } of this.#sorted.lists) this.#readList(table, name);
    if (this.#root.has('schema') === false) this.#root.set(['schema'], assumedSchema);
    return { root: this.#root.node(), problems: this.#problems };
  }

  /** Ids and names of the tools, once all that come before the uses are read. */
  #toolNames(): ReadonlySet<string> {
    const names = this.#root.branches('tools').flatMap((tool) => [tool.text('id'), tool.text('name')]);
    return new Set(names.flatMap((name) => name?.trim().toLowerCase() ?? []));
  }

  /** Rows of a key and its value. */
  #readKeys(rows: readonly Row[]): void {
    rows.forEach((row, index) => {
      const [key, value, ...more] = row.cells;
      if (key === undefined) return;
      const isTitle = index === 0 && /^(key|field|name)$/i.test(key.text.trim()) && /^value$/i.test(value?.text.trim() ?? '');
      if (isTitle) return;
      const column = key.place.column === 1 ? keyColumns.find(key.text) : undefined;
      if (column === undefined) {
        this.#unknown(key, '', keyColumns.nearest(key.text), 'a declaration has production.title, declaredBy.name, …');
        return;
      }
      const stray = value !== undefined && value.place.column !== 2 ? value : more[0];
      if (stray) this.#beyond(stray, column.heading);
      else if (value) this.#put(pathOf(column), column, value);
    });
  }

  /** The table of uses, with rows of keys and values above its headings. */
  #readUses(table: Table): void {
    const at = table.rows.findIndex((row) => isHeadingRow(row, useColumns));
    this.#readKeys(at < 0 ? table.rows : table.rows.slice(0, at));
    if (at < 0) return;
    this.#reading = { ...this.#reading, tools: this.#toolNames() };
    const headings = headingsOf(table.rows[at] as Row, useColumns, 'uses', wholeKey);
    this.#problems.push(...headings.problems);
    for (const row of table.rows.slice(at + 1)) {
      const position = this.#usePlaces.length;
      const use = this.#readRow(row, headings, ['uses', position]);
      this.#usePlaces.push(use);
      this.#root.set(['uses', position], use);
      const id = use.text('id')?.trim();
      if (id !== undefined && !this.#useAt.has(id)) this.#useAt.set(id, position);
    }
  }

  #readRows(table: Table, columns: typeof toolColumns, path: Path): void {
    const [first, ...rows] = table.rows;
    if (first === undefined) return;
    const headings = headingsOf(first, columns, path.join('.'));
    this.#problems.push(...headings.problems);
    rows.forEach((row, index) => {
      this.#root.set([...path, 10_000 + index], this.#readRow(row, headings, [...path, index]));
    });
  }

  /** A sheet of entries (approvals, consents, …), each row with the id of the use that it belongs to. */
  #readList(table: Table, name: string): void {
    const known = listSheets.find((sheet) => sheet.name === name);
    const [first, ...rows] = table.rows;
    if (known === undefined || first === undefined) return;
    const owner = ownerOf(first);
    const rest = owner ? { ...first, cells: first.cells.filter((cell) => cell !== owner) } : first;
    const headings = headingsOf(rest, known.columns, `uses.${name}`, undefined, owner);
    this.#problems.push(...headings.problems);
    if (owner === undefined && rows.length > 0) {
      this.#add('uses', 'unparsable', { reason: 'no-use-column', key: name }, first.cells[0] ?? first);
      return;
    }
    rows.forEach((row, index) => {
      const cell = row.cells.find(({ place }) => place.column === owner?.place.column);
      const position = cell === undefined ? undefined : this.#useOf(cell.text.trim());
      if (position === undefined) {
        const value = cell?.text.trim().slice(0, 100) ?? '';
        const known = [...this.#useAt.keys()].slice(0, 20).join(', ');
        this.#add('uses', 'wrong-value', { value, expected: 'use-id', allowed: known }, cell ?? row);
        return;
      }
      const others = { ...row, cells: row.cells.filter((other) => other !== cell) };
      const entry = this.#readRow(others, headings, ['uses', position, ...known.list.path]);
      this.#usePlaces[position]?.set([...known.list.path, 1_000_000 + index], entry);
    });
  }

  #useOf(id: string): number | undefined {
    return this.#useAt.get(id) ?? this.#useAt.get(id.normalize('NFC'));
  }

  /** One row as a group of keys. */
  #readRow(row: Row, headings: Headings, path: Path): Growing {
    const entry = new Growing(row.place);
    for (const { column, place } of headings.required) {
      const at = cellPlace(row.place.line, rowNumber(row), place.column, row.place.sheet);
      entry.set(pathOf(column), { kind: 'scalar', value: null, source: '', place: at });
    }
    for (const cell of row.cells) {
      const column = headings.byColumn.get(cell.place.column);
      if (column === undefined) {
        if (!headings.unknown.has(cell.place.column)) this.#beyond(cell, row.cells[0]?.text.trim() ?? '');
        continue;
      }
      if (this.#isBroken(cell)) continue;
      const node = nodeOfCell(column.type, column.path.at(-1) ?? '', cell, this.#reading);
      if (headings.whole.has(cell.place.column)) this.#putOnce(pathOf(column), column, node, cell);
      else if (!entry.set(pathOf(column), node)) this.#twice(`${fieldOf(path)}.${column.heading}`, column, cell);
    }
    return entry;
  }

  #put(path: Path, column: Column, cell: Cell): void {
    if (this.#isBroken(cell)) return;
    const node = nodeOfCell(column.type, column.path.at(-1) ?? '', cell, this.#reading);
    if (!this.#root.set(path, node)) this.#twice(fieldOf(path), column, cell);
  }

  /** What stands once in a declaration and yet in a column: every row must say the same. */
  #putOnce(path: Path, column: Column, node: Node, cell: Cell): void {
    if (this.#root.set(path, node)) return;
    if (!sameSource(this.#root.at(path), node)) this.#twice(fieldOf(path), column, cell);
  }

  /** A formula or an error value is in nobody's words; both are told once for the cell. */
  #isBroken(cell: Cell): boolean {
    return cell.kind === 'formula' || cell.kind === 'error';
  }

  #unknown(cell: Cell, field: string, near: string | undefined, known: string): void {
    const key = cell.text.trim().slice(0, 100);
    this.#add(field, 'unknown-key', { key, ...(near ? { nearest: near } : { known }) }, cell);
  }

  #beyond(cell: Cell, beside: string): void {
    const params = { reason: 'beyond-headings', value: cell.text.trim().slice(0, 60), key: beside.slice(0, 60) };
    this.#add('', 'unparsable', params, cell);
  }

  #twice(field: string, column: Column, cell: Cell): void {
    this.#add(field, 'unparsable', { reason: 'duplicate-key', key: column.heading }, cell);
  }

  #add(field: string, code: TableProblem['code'], params: TableProblem['params'] & object, at: Cell | Row): void {
    this.#problems.push({ field, code, params, place: at.place });
  }
}

const assumedSchema: Node = {
  kind: 'scalar',
  value: 'trueslate.declaration/1',
  source: 'trueslate.declaration/1',
  place: start,
};

/** `approval.2.status` is the key `status` of the second entry. */
function pathOf({ path, list, type }: Column): Path {
  if (list) return [...list.path, list.entry, ...path];
  // Entries of a cell of its own (`assets`) come before those that are spread over columns.
  return fieldsOfList(type) === undefined ? path : [...path, 0];
}

/** A column of what stands once, only by its whole name: `title` in the table of uses is the title of the use. */
function wholeKey(heading: string): Column | undefined {
  const column = keyColumns.find(heading);
  if (column === undefined) return undefined;
  const isWhole = column.list !== undefined || bareHeading(column.heading) === bareHeading(heading);
  return isWhole ? column : undefined;
}

/** The column with the id of the use; where consents have both, `use` is what the person consented to. */
function ownerOf(row: Row): Cell | undefined {
  const named = (...names: string[]) => row.cells.find(({ text }) => names.includes(bareHeading(text)));
  return named('useid') ?? named('use');
}

function rowNumber(row: Row): number {
  return Number(/\d+$/.exec(row.place.cell ?? '')?.[0] ?? row.place.line);
}

function fieldOf(path: Path): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}

function sameSource(before: unknown, node: Node): boolean {
  const text = (value: unknown): string => JSON.stringify(value, (key, inner) => (key === 'place' ? undefined : inner));
  return text(before) === text(node);
}

function* textsOf(tables: readonly Table[]): Generator<string> {
  for (const { rows } of tables)
    for (const { cells } of rows) for (const { text, kind } of cells) if (kind === 'text') yield text;
}
