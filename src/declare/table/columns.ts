import { declarationFields } from '../../written/declaration-fields.ts';
import type { Field, Fields, FieldType } from '../../written/field-types.ts';
import { nearest } from '../../written/spelling.ts';

/** What a heading stands for. */
export interface Column {
  /** As `declare convert` writes it. */
  readonly heading: string;
  /** Keys down to the value; with a list of groups, keys inside one entry. */
  readonly path: readonly string[];
  readonly type: FieldType;
  /** Keys of the list of groups that the value belongs to, and which entry of it, from 1. */
  readonly list?: { readonly path: readonly string[]; readonly entry: number };
}

/** A list of groups (`approvals`), which has columns of its own and, in a workbook, a sheet of its own. */
export interface GroupList {
  readonly path: readonly string[];
  readonly fields: Fields;
}

/** Headings that people use for something that the table of fields calls otherwise. */
const otherHeadings: Readonly<Record<string, string>> = {
  useid: 'id',
  path: 'assets',
  paths: 'assets',
  pathglob: 'assets',
  file: 'assets',
  files: 'assets',
  filename: 'assets',
  filenames: 'assets',
  glob: 'assets',
  timecode: 'timecodes',
  tcin: 'timecode.in',
  tcout: 'timecode.out',
  in: 'timecode.in',
  out: 'timecode.out',
  note: 'description',
  notes: 'description',
  remark: 'description',
  remarks: 'description',
  comment: 'description',
  comments: 'description',
};

/** A heading without what people vary: case, blanks, punctuation, a star for "required". */
export function bareHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_.\-:/()*#?\u00a0]+/g, '');
}

/** The columns that a table of fields makes, by every name that they go under. */
export class Columns {
  readonly all: readonly Column[];
  readonly lists: readonly GroupList[];
  readonly #byName = new Map<string, Column>();
  readonly #prefixes: readonly { readonly name: string; readonly path: readonly string[] }[];

  constructor(fields: Fields, others: Readonly<Record<string, string>> = {}) {
    this.all = columnsOf(fields, []);
    this.lists = listsOf(fields, []);
    this.#prefixes = this.lists.flatMap(({ path }) => prefixesOf(path).map((name) => ({ name: bareHeading(name), path })));
    for (const column of this.all) this.#name(column.heading, column);
    for (const column of this.all) for (const name of otherNamesOf(fields, column)) this.#name(name, column);
    // The last word of a column alone (`wording`) where it is nobody else's name.
    const short = this.all.filter(({ list, path }) => list === undefined && path.length > 1);
    const uses = (name: string): number => short.filter(({ path }) => bareHeading(path.at(-1) ?? '') === name).length;
    for (const column of short) {
      const name = bareHeading(column.path.at(-1) ?? '');
      if (uses(name) === 1) this.#name(name, column);
    }
    for (const [name, heading] of Object.entries(others)) {
      const column = this.#byName.get(bareHeading(heading));
      if (column) this.#name(name, column);
    }
  }

  #name(name: string, column: Column): void {
    const bare = bareHeading(name);
    if (!this.#byName.has(bare)) this.#byName.set(bare, column);
  }

  /** The column that a heading means; undefined where it means none. */
  find(heading: string): Column | undefined {
    const bare = bareHeading(heading);
    const direct = this.#byName.get(bare);
    if (direct) return direct;
    // `approval.2.authority`: the second approval.
    for (const { name } of this.#prefixes) {
      const match = bare.startsWith(name) ? /^([1-9]\d{0,3})(\D.*)$/.exec(bare.slice(name.length)) : null;
      const column = match ? this.#byName.get(`${name}${match[2]}`) : undefined;
      if (match && column?.list) return { ...column, list: { ...column.list, entry: Number(match[1]) } };
    }
    return undefined;
  }

  /** The heading that was probably meant. */
  nearest(heading: string): string | undefined {
    return nearest(
      this.all.map((column) => column.heading),
      heading,
    );
  }
}

/** Singular and plural of a list's name: `approval.status` reads better than `approvals.status`, and both are understood. */
function prefixesOf(path: readonly string[]): string[] {
  const name = path.join('.');
  return [name, singular(name)];
}

export function singular(name: string): string {
  return name.replace(/s$/, '');
}

function columnsOf(fields: Fields, path: readonly string[]): Column[] {
  return Object.entries(fields).flatMap(([key, field]): Column[] => {
    const at = [...path, key];
    if (field.type === 'map') return columnsOf(field.fields, at);
    const column = { heading: at.join('.'), path: at, type: field };
    const groups = fieldsOfList(field);
    if (groups === undefined) return [column];
    const inside = columnsOf(groups, []).map((inner) => ({
      ...inner,
      heading: `${singular(at.join('.'))}.${inner.heading}`,
      list: { path: at, entry: 1 },
    }));
    return [column, ...inside];
  });
}

function listsOf(fields: Fields, path: readonly string[]): GroupList[] {
  return Object.entries(fields).flatMap(([key, field]): GroupList[] => {
    const at = [...path, key];
    if (field.type === 'map') return listsOf(field.fields, at);
    const groups = fieldsOfList(field);
    return groups === undefined ? [] : [{ path: at, fields: groups }];
  });
}

/** The fields of the groups in a list of groups; undefined for every other type. */
export function fieldsOfList(type: FieldType): Fields | undefined {
  return type.type === 'list' && type.of.type === 'map' ? type.of.fields : undefined;
}

/** Every heading that the fields' other names (FIELD A3, other forms) make of a column. */
function otherNamesOf(fields: Fields, column: Column): string[] {
  const whole = [...(column.list?.path ?? []), ...column.path];
  let names = [''];
  let at: Fields | undefined = fields;
  for (const key of whole) {
    const field: Field | undefined = at?.[key];
    const words = [key, singular(key), ...(field?.otherNames ?? [])];
    names = names.flatMap((name) => words.map((word) => `${name}${word}.`));
    at = field?.type === 'map' ? field.fields : field && fieldsOfList(field);
  }
  return names;
}

const { uses, tools, ...rest } = declarationFields;
/** Columns of one row a use. */
export const useColumns = new Columns(uses.of.fields, otherHeadings);
/** Columns of one row a tool. */
export const toolColumns = new Columns(tools.of.fields);
/** What stands once in a declaration, as keys of `key, value` rows; `tool.2.name` is the second tool's name. */
export const keyColumns = new Columns({ ...rest, tools }, { title: 'production.title', id: 'production.id' });

/** Sheets of a workbook that hold entries of lists of groups, each row with the id of its use. */
export const listSheets: readonly { readonly name: string; readonly list: GroupList; readonly columns: Columns }[] =
  useColumns.lists.map((list) => ({ name: list.path.join('.'), list, columns: new Columns(list.fields) }));
