import type { DeclarationProblem } from '../../model/index.ts';
import { declarationFields, declarationSchemaName } from '../../written/declaration-fields.ts';
import type { FieldType } from '../../written/field-types.ts';
import { inTextOrder, type PlainMap, unparsable } from '../../written/read.ts';
import type { Node } from '../../written/source.ts';
import type { Plain } from '../../written/validate.ts';
import { readValue } from '../../written/values.ts';
import { formatOf } from '../formats.ts';
import { nodeOfCell, type Reading, splitItems } from '../table/cells.ts';
import { readCsv } from '../table/csv.ts';
import { dateOrderOf } from '../table/dates.ts';
import { tablesOfWorkbook } from '../table/read-tables.ts';
import { brokenCells } from '../table/sheets.ts';
import type { Cell, Row, Table } from '../table/table.ts';
import { textOfBytes } from '../text-of-bytes.ts';
import { todo, todoWith } from '../todo.ts';
import { type FormHeadings, formHeadings, formOf, headingsIn, headingsReadIn } from './form-headings.ts';
import type { Form, FormName } from './forms.ts';

/** A draft of a declaration that a form made, with `TODO` wherever a person must say what the form does not. */
export interface ImportedForm {
  readonly written: PlainMap;
  /** Headings that mean nothing here: their columns are not in the draft. */
  readonly unrecognised: readonly string[];
  /** Headings that mean the same as an earlier one: their columns are not in the draft either. */
  readonly repeated: readonly string[];
  /** Headings that would be understood. */
  readonly known: readonly string[];
}

type Imported = ImportedForm | { readonly problems: readonly DeclarationProblem[] };

/** Reads a form of the trade; `name` says which, else its headings do. Undefined where it is none of them. */
export function importForm(bytes: Uint8Array, file: string, name?: FormName): Imported | undefined {
  const isCsv = formatOf(bytes, file) !== 'xlsx';
  const read = isCsv ? readCsv(textOfBytes(bytes), headingsIn) : tablesOfWorkbook(bytes);
  if ('reason' in read) return name === undefined ? undefined : { problems: [unparsable(file, read)] };
  const tables = ('rows' in read ? [read] : read).filter(({ rows }) => rows.length > 0);
  const [table, second] = tables;
  const form = table && formOf(table, name);
  const headings = form && formHeadings(table, form);
  if (table === undefined || form === undefined || headings === undefined) return undefined;
  const problems: DeclarationProblem[] = brokenCells(table).map(({ place, ...problem }) => ({ file, ...place, ...problem }));
  if (second) {
    const params = { reason: 'unknown-sheet', key: second.sheet ?? '', known: table.sheet ?? '' };
    problems.push({ file, field: '', code: 'unparsable', params });
  }
  return new FormReader(form, table, headings, isCsv, file, problems).read();
}

class FormReader {
  readonly #form: Form;
  readonly #table: Table;
  readonly #headings: FormHeadings;
  readonly #file: string;
  readonly #reading: Reading;
  readonly #problems: DeclarationProblem[];
  readonly #uses = new Map<string, Record<string, Plain>>();
  readonly #tools = new Map<string, Record<string, Plain>>();

  constructor(form: Form, table: Table, headings: FormHeadings, isCsv: boolean, file: string, problems: DeclarationProblem[]) {
    this.#form = form;
    this.#table = table;
    this.#headings = headings;
    this.#file = file;
    this.#problems = problems;
    const texts = table.rows.flatMap(({ cells }) => cells.map(({ text }) => text));
    this.#reading = { order: dateOrderOf(texts), isCsv, tools: new Set() };
  }

  read(): Imported {
    const { at, unrecognised, repeated } = this.#headings;
    for (const row of this.#table.rows.slice(at + 1)) this.#readRow(row);
    if (this.#problems.length > 0) return { problems: inTextOrder(this.#problems) };
    return { written: this.#draft(), unrecognised, repeated, known: headingsReadIn(this.#form) };
  }

  #draft(): PlainMap {
    const tools = [...this.#tools.values()];
    return {
      schema: declarationSchemaName,
      statement: 'uses-listed',
      production: { title: todo },
      declaredBy: { name: todo, date: todo },
      ...(tools.length > 0 ? { tools } : {}),
      uses: [...this.#uses.values()].map(withTodos),
    };
  }

  #readRow(row: Row): void {
    const cells = new Map<string, Cell>();
    const details: string[] = [];
    for (const cell of row.cells) {
      const { column } = cell.place;
      const field = this.#headings.fields.get(column);
      const heading = this.#headings.words.get(column);
      if (field === 'description') details.push(details.length === 0 ? this.#text(cell) : `${heading}: ${this.#text(cell)}`);
      else if (field !== undefined) cells.set(field, cell);
      else if (heading === undefined) {
        this.#problem(cell, 'unparsable', { reason: 'beyond-headings', value: cell.text.trim().slice(0, 60) });
      }
    }
    const idCell = cells.get('id');
    const id = idCell ? this.#text(idCell) : `U${this.#uses.size + 1}`;
    const isNew = !this.#uses.has(id);
    const use = this.#uses.get(id) ?? { id };
    this.#uses.set(id, use);
    if (isNew && details.length > 0) use.description = details.join('\n');
    for (const [field, cell] of cells) this.#take(use, field, cell, isNew);
    this.#takeTools(use, cells);
    this.#takeRange(use, cells);
  }

  #take(use: Record<string, Plain>, field: string, cell: Cell, isNew: boolean): void {
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

  /** What a cell says; what is no value of its field is left to a person, with the words that stood there. */
  #value(field: string, cell: Cell): Plain {
    const text = this.#text(cell);
    const type = typeOf(field);
    // "More than half" is no number, and none is made up.
    if (field === 'frameSharePct') return known(declarationFields.uses.of.fields.frameSharePct, text);
    if (/\[\]/.test(field)) return splitItems(text).map(({ text: item }) => (type ? known(type, item) : item));
    if (type === undefined) return text;
    const node = nodeOfCell(type, field, cell, this.#reading);
    if (node.kind === 'list') {
      const of = type.type === 'list' ? type.of : type;
      return node.items.map((item) => (item.kind === 'scalar' ? known(of, String(item.value)) : todoWith(text)));
    }
    return node.kind === 'scalar' && node.complaint === undefined ? known(type, String(node.value)) : todoWith(text);
  }

  #takeTools(use: Record<string, Plain>, cells: ReadonlyMap<string, Cell>): void {
    const part = (key: string): string[] => {
      const cell = cells.get(`tool.${key}`);
      const items = cell ? this.#text(cell).split(';') : [];
      return items.map((item) => item.trim());
    };
    // A sheet that names models alone names the tools by them.
    const names = ['name', 'model', 'vendor'].map(part).find((items) => items.some((item) => item !== '')) ?? [];
    names.forEach((name, index) => {
      if (name === '') return;
      const given = ['vendor', 'version', 'model', 'licence'].flatMap((key) => {
        const value = part(key)[index];
        const type = declarationFields.tools.of.fields[key as 'licence'];
        return value === undefined || value === '' ? [] : [[key, known(type, value)] as const];
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

/** The value that a text is; else the text, left to a person. Commas in a value ("final, visible") are people's. */
function known(type: FieldType, text: string): Plain {
  if (text === '') return text;
  if (type.type === 'list' || type.type === 'map') return todoWith(text);
  for (const written of type.type === 'choice' ? [text, text.replace(/[,.;:/]+/g, ' ')] : [text]) {
    const read = readValue(type, written, written);
    if ('value' in read) return read.value;
  }
  return todoWith(text);
}

/** A use with `TODO` for what every declaration must say, and for where it ends up, in the order of the fields. */
function withTodos(use: Readonly<Record<string, Plain>>): PlainMap {
  const fields = declarationFields.uses.of.fields;
  const isCovering = use.assets !== undefined || use.timecodes !== undefined;
  const whole: Record<string, Plain> = {
    title: todo,
    tools: [todo],
    degree: todo,
    destination: todo,
    ...(isCovering ? {} : { assets: [{ path: todo }] }),
    ...use,
  };
  if (Array.isArray(use.timecodes)) {
    whole.timecodes = (use.timecodes as readonly PlainMap[]).map(({ asset, in: from, out }) => ({
      ...(asset === undefined ? {} : { asset }),
      in: from ?? todo,
      out: out ?? todo,
    }));
  }
  return Object.fromEntries(Object.keys(fields).flatMap((key) => (whole[key] === undefined ? [] : [[key, whole[key]]])));
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
