import type { DeclarationProblem } from '../../model/index.ts';
import { declarationFields, declarationSchemaName } from '../../written/declaration-fields.ts';
import type { FieldType } from '../../written/field-types.ts';
import { inTextOrder, type PlainMap, unparsable } from '../../written/read.ts';
import type { Node } from '../../written/source.ts';
import type { Plain } from '../../written/validate.ts';
import { readValue } from '../../written/values.ts';
import { formatOf } from '../formats.ts';
import { nodeOfCell, type Reading, splitItems } from '../table/cells.ts';
import { bareHeading } from '../table/columns.ts';
import { readCsv } from '../table/csv.ts';
import { dateOrderOf } from '../table/dates.ts';
import { tablesOfWorkbook } from '../table/read-tables.ts';
import { brokenCells } from '../table/sheets.ts';
import type { Cell, Row, Table } from '../table/table.ts';
import { textOfBytes } from '../text-of-bytes.ts';
import { type Form, type FormColumn, type FormName, forms } from './forms.ts';

/** A draft of a declaration that a form made, and what a person must add to it, by field. */
export interface ImportedForm {
  readonly written: PlainMap;
  /** Columns of the form that a declaration has no field for. */
  readonly leftOut: readonly string[];
  /** Sentences by field; `code` and what the form says, worded by `messages/`. */
  readonly toDo: readonly { readonly field: string; readonly code: 'not-in-form' | 'not-understood'; readonly value: string }[];
}

/** Reads a form of the trade; `name` says which, else its headings do. Undefined where it is none of them. */
export function importForm(
  bytes: Uint8Array,
  file: string,
  name?: FormName,
): ImportedForm | { readonly problems: readonly DeclarationProblem[] } | undefined {
  const isCsv = formatOf(bytes, file) !== 'xlsx';
  const read = isCsv
    ? readCsv(textOfBytes(bytes), (row) => Math.max(...forms.map((form) => known(form, row))))
    : tablesOfWorkbook(bytes);
  if ('reason' in read) return name === undefined ? undefined : { problems: [unparsable(file, read)] };
  const tables = ('rows' in read ? [read] : read).filter(({ rows }) => rows.length > 0);
  const [table, second] = tables;
  if (table === undefined) return undefined;
  const form = formOf(table, name);
  if (form === undefined) return undefined;
  const problems: DeclarationProblem[] = brokenCells(table).map(({ place, ...problem }) => ({ file, ...place, ...problem }));
  if (second)
    problems.push({
      file,
      field: '',
      code: 'unparsable',
      params: { reason: 'unknown-sheet', key: second.sheet ?? '', known: table.sheet ?? '' },
    });
  return new FormReader(form, table, isCsv, file, problems).read();
}

function known(form: Form, row: readonly string[]): number {
  return row.filter((text) => text.trim() !== '' && columnOf(form, text) !== undefined).length;
}

function columnOf(form: Form, heading: string): FormColumn | undefined {
  const bare = bareHeading(heading);
  const is = (word: string): boolean => bareHeading(word) === bare && word !== '#';
  if (heading.trim() === '#') return form.columns[0];
  return form.columns.find((column) => is(column.heading)) ?? form.columns.find((column) => column.otherNames.some(is));
}

/** The named form, else the one that knows most headings of some row: at least three, among them one that only it asks for. */
function formOf(table: Table, name: FormName | undefined): Form | undefined {
  const named = forms.find((form) => form.name === name);
  if (named) return named;
  const weight = (form: Form): number =>
    Math.max(
      0,
      ...table.rows.slice(0, 30).map(({ cells }) =>
        known(
          form,
          cells.map(({ text }) => text),
        ),
      ),
    );
  const best = [...forms].sort((a, b) => weight(b) - weight(a))[0];
  return best && weight(best) >= 3 ? best : undefined;
}

class FormReader {
  readonly #form: Form;
  readonly #table: Table;
  readonly #file: string;
  readonly #reading: Reading;
  readonly #problems: DeclarationProblem[];
  readonly #toDo: { field: string; code: 'not-in-form' | 'not-understood'; value: string }[] = [];
  readonly #leftOut = new Map<number, string>();
  readonly #uses = new Map<string, Record<string, Plain>>();
  readonly #tools = new Map<string, Record<string, Plain>>();

  constructor(form: Form, table: Table, isCsv: boolean, file: string, problems: DeclarationProblem[]) {
    this.#form = form;
    this.#table = table;
    this.#file = file;
    this.#problems = problems;
    const texts = table.rows.flatMap(({ cells }) => cells.map(({ text }) => text));
    this.#reading = { order: dateOrderOf(texts), isCsv, tools: new Set() };
  }

  read(): ImportedForm | { readonly problems: readonly DeclarationProblem[] } {
    const at = this.#table.rows.findIndex(
      ({ cells }) =>
        known(
          this.#form,
          cells.map(({ text }) => text),
        ) >= 2,
    );
    const headings = new Map<number, FormColumn>();
    for (const cell of this.#table.rows[Math.max(0, at)]?.cells ?? []) {
      const column = columnOf(this.#form, cell.text);
      if (column && ![...headings.values()].includes(column)) headings.set(cell.place.column, column);
      else this.#leftOut.set(cell.place.column, cell.text.trim());
    }
    for (const row of this.#table.rows.slice(at + 1)) this.#readRow(row, headings);
    if (this.#problems.length > 0) return { problems: inTextOrder(this.#problems) };
    return { written: this.#draft(), toDo: this.#toDo, leftOut: [...this.#leftOut.values()] };
  }

  #draft(): PlainMap {
    const uses = [...this.#uses.values()];
    this.#toDo.push({ field: 'production', code: 'not-in-form', value: 'title' });
    uses.forEach((use, index) => {
      const wanted = Object.entries(declarationFields.uses.of.fields)
        .filter(([, field]) => 'required' in field)
        .map(([key]) => key);
      const covers = use.assets === undefined && use.timecodes === undefined ? ['assets'] : [];
      for (const key of [...wanted, ...covers]) {
        if (use[key] === undefined) this.#toDo.push({ field: `uses[${index}]`, code: 'not-in-form', value: key });
      }
    });
    const tools = [...this.#tools.values()];
    return {
      schema: declarationSchemaName,
      statement: 'uses-listed',
      production: { title: '' },
      ...(tools.length > 0 ? { tools } : {}),
      uses,
    };
  }

  #readRow(row: Row, headings: ReadonlyMap<number, FormColumn>): void {
    const cells = new Map<string, Cell>();
    for (const cell of row.cells) {
      const column = headings.get(cell.place.column);
      if (column) cells.set(column.field, cell);
      else if (!this.#leftOut.has(cell.place.column)) {
        this.#problem(cell, 'unparsable', { reason: 'beyond-headings', value: cell.text.trim().slice(0, 60) });
      }
    }
    const idCell = cells.get('id');
    const id = idCell ? this.#text(idCell) : `U${this.#uses.size + 1}`;
    const isNew = !this.#uses.has(id);
    const use = this.#uses.get(id) ?? { id };
    this.#uses.set(id, use);
    const index = [...this.#uses.keys()].indexOf(id);
    for (const [field, cell] of cells) this.#take(use, field, cell, index, isNew);
    this.#takeTools(use, cells);
    this.#takeRange(use, cells);
  }

  #take(use: Record<string, Plain>, field: string, cell: Cell, index: number, isNew: boolean): void {
    if (field === 'id' || field.startsWith('tool.') || field.startsWith('timecodes')) return;
    if (field === 'assets') {
      const given = this.#assets(cell);
      const all = [...((use.assets as Plain[] | undefined) ?? []), ...given];
      use.assets = [...new Map(all.map((asset) => [JSON.stringify(asset), asset])).values()];
      return;
    }
    // Further rows of a use repeat what its first row says.
    if (!isNew && field !== 'inputs[].ref') return;
    const value = this.#value(field, cell);
    if (value === undefined) {
      this.#toDo.push({
        field: `uses[${index}]`,
        code: 'not-understood',
        value: `${field.replace('[].', '.')}: ${this.#text(cell)}`,
      });
      return;
    }
    const list = /^(\w+)\[\]\.(\w+)$/.exec(field);
    if (list) {
      const [, name, key] = list as unknown as [string, string, string];
      const items = Array.isArray(value) ? (value as readonly Plain[]) : [value];
      const entries = [...((use[name] as Record<string, Plain>[] | undefined) ?? [])];
      items.forEach((item, position) => {
        if (item !== '') entries[position] = { ...entries[position], [key]: item };
      });
      use[name] = entries.map((entry) => entry ?? {});
    } else if (field.includes('.')) {
      const [group, key] = field.split('.') as [string, string];
      use[group] = { ...(use[group] as object | undefined), [key]: value };
    } else use[field] = value;
  }

  #value(field: string, cell: Cell): Plain | undefined {
    const text = this.#text(cell);
    // "More than half" is no number, and none is made up.
    if (field === 'frameSharePct') return single(declarationFields.uses.of.fields.frameSharePct, text);
    const type = typeOf(field);
    if (/\[\]/.test(field)) {
      const items = splitItems(text).map(({ text: item }) => (type ? single(type, item) : item));
      return items.every((item) => item !== undefined) ? (items as Plain[]) : undefined;
    }
    if (type === undefined) return text;
    const node = nodeOfCell(type, field, cell, this.#reading);
    if (node.kind !== 'list')
      return node.kind === 'scalar' && node.complaint === undefined ? single(type, String(node.value)) : undefined;
    const of = type.type === 'list' ? type.of : type;
    const items = node.items.map((item) => (item.kind === 'scalar' ? single(of, String(item.value)) : undefined));
    return items.every((item) => item !== undefined) ? (items as Plain[]) : undefined;
  }

  #takeTools(use: Record<string, Plain>, cells: ReadonlyMap<string, Cell>): void {
    const part = (key: string): string[] => {
      const cell = cells.get(`tool.${key}`);
      return cell
        ? this.#text(cell)
            .split(';')
            .map((item) => item.trim())
        : [];
    };
    const names = part('name');
    names.forEach((name, index) => {
      if (name === '') return;
      const given = ['vendor', 'version', 'model', 'licence'].flatMap((key) => {
        const value = part(key)[index];
        const type = declarationFields.tools.of.fields[key as 'licence'];
        const read = value === undefined || value === '' ? undefined : single(type, value);
        return read === undefined ? [] : [[key, read] as const];
      });
      // One name in two versions is two tools.
      const key = JSON.stringify([name.toLowerCase(), Object.fromEntries(given).version ?? '']);
      const tool = this.#tools.get(key) ?? { id: `T${this.#tools.size + 1}`, name };
      this.#tools.set(key, Object.assign(tool, Object.fromEntries(given)));
      use.tools = [...new Set([...((use.tools as string[] | undefined) ?? []), String(tool.id)])];
    });
  }

  #takeRange(use: Record<string, Plain>, cells: ReadonlyMap<string, Cell>): void {
    const range: Record<string, Plain> = {};
    for (const key of ['asset', 'in', 'out'] as const) {
      const cell = cells.get(`timecodes[].${key}`);
      if (cell) range[key] = this.#text(cell);
    }
    if (range.in === undefined && range.out === undefined) {
      if (range.asset !== undefined) use.assets = [...((use.assets as Plain[] | undefined) ?? []), { path: range.asset }];
      return;
    }
    use.timecodes = [...((use.timecodes as Plain[] | undefined) ?? []), range];
  }

  #assets(cell: Cell): Plain[] {
    const node = nodeOfCell(declarationFields.uses.of.fields.assets, 'assets', cell, this.#reading);
    return node.kind === 'list' ? node.items.flatMap((item) => groupOf(item) ?? []) : [];
  }

  /** The text of a cell; what a spreadsheet has mangled is a problem. */
  #text(cell: Cell): string {
    const node = nodeOfCell({ type: 'text' }, '', cell, this.#reading);
    if (node.kind !== 'scalar') return cell.text.trim();
    const { complaint } = node;
    if (complaint && cell.kind !== 'date') this.#problem(cell, complaint.code, complaint.params ?? {});
    return String(node.value).trim();
  }

  #problem(cell: Cell, code: DeclarationProblem['code'], params: DeclarationProblem['params'] & object): void {
    this.#problems.push({ file: this.#file, ...cell.place, field: '', code, params });
  }
}

function groupOf(node: Node): Plain | undefined {
  if (node.kind !== 'map') return undefined;
  return Object.fromEntries(
    node.entries.map(({ key, node: value }) => [key, value.kind === 'scalar' ? String(value.value) : '']),
  );
}

function single(type: FieldType, text: string): Plain | undefined {
  if (type.type === 'list' || type.type === 'map') return undefined;
  const read = readValue(type, text, text);
  return 'value' in read ? read.value : undefined;
}

/** The type of a field of a use, `disclosure.methods`, `inputs[].rights`. */
function typeOf(field: string): FieldType | undefined {
  let at: FieldType | undefined = { type: 'map', fields: declarationFields.uses.of.fields };
  for (const key of field.replaceAll('[]', '').split('.')) {
    const inside: FieldType | undefined = at?.type === 'list' ? at.of : at;
    at = inside?.type === 'map' ? inside.fields[key] : undefined;
  }
  return at;
}
