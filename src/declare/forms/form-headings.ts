import { bareHeading } from '../table/columns.ts';
import type { Row, Table } from '../table/table.ts';
import { columnsReadIn, type Form, type FormColumn, type FormName, forms } from './forms.ts';

/** The headings of a form that somebody filled in, understood. */
export interface FormHeadings {
  /** The row that they stand in. */
  readonly at: number;
  /** Fields of a use by the number of their column; several columns may go into `description`. */
  readonly fields: ReadonlyMap<number, string>;
  /** Headings as they were written, by the number of their column. */
  readonly words: ReadonlyMap<number, string>;
  readonly unrecognised: readonly string[];
  /** Headings that mean the same as one before them. */
  readonly repeated: readonly string[];
}

/** Rows in which headings are looked for; above them stand titles and names. */
const rowsTried = 30;

/** How many texts of a row are headings of any form. */
export function headingsIn(texts: readonly string[]): number {
  return texts.filter((text) => forms.some((form) => columnsFor(columnsReadIn(form), text).length > 0)).length;
}

/** The named form, else the one that knows most headings of some row, where at least three of them are understood. */
export function formOf(table: Table, name: FormName | undefined): Form | undefined {
  const named = forms.find((form) => form.name === name);
  if (named) return named;
  const rows = table.rows.slice(0, rowsTried).map(textsOf);
  if (!rows.some((texts) => headingsIn(texts) >= 3)) return undefined;
  const weight = ({ columns }: Form): number =>
    Math.max(...rows.map((texts) => texts.filter((text) => columnsFor(columns, text).length > 0).length));
  return [...forms].sort((a, b) => weight(b) - weight(a))[0];
}

/** Understands the first row with two headings; undefined where there is none. */
export function formHeadings(table: Table, form: Form): FormHeadings | undefined {
  const at = table.rows.slice(0, rowsTried).findIndex((row) => headingsIn(textsOf(row)) >= 2);
  const row = table.rows[at];
  if (row === undefined) return undefined;
  const fields = new Map<number, string>();
  const unrecognised: string[] = [];
  const repeated: string[] = [];
  const words = new Map(row.cells.map(({ place, text }) => [place.column, text.trim()]));
  const taken = new Set<string>();
  const take = (column: number, field: string): void => {
    fields.set(column, field);
    taken.add(field);
  };
  // What bears the form's own word comes first: beside a description, the purpose is a detail.
  for (const [column, word] of words) {
    const own = form.columns.find(({ heading }) => ownWordOf(heading) === wordOf(word));
    if (own && !taken.has(own.field)) take(column, own.field);
  }
  for (const [column, word] of words) {
    if (fields.has(column)) continue;
    const candidates = columnsFor(columnsReadIn(form), word).map(({ field }) => field);
    const free = candidates.find((field) => !taken.has(field));
    if (free !== undefined) take(column, free);
    else if (candidates.includes('description')) take(column, 'description');
    else (candidates.length > 0 ? repeated : unrecognised).push(word);
  }
  return { at, fields, words, unrecognised, repeated };
}

/** The headings by which a form is told what its columns are. */
export function headingsReadIn(form: Form): readonly string[] {
  return [...new Set(columnsReadIn(form).map(({ heading }) => heading))];
}

function columnsFor(columns: readonly FormColumn[], heading: string): FormColumn[] {
  if (heading.trim() === '') return [];
  if (heading.trim() === '#') return columns.slice(0, 1);
  const word = wordOf(heading);
  const exact = columns.filter((column) => ownWordOf(column.heading) === word);
  return [
    ...exact,
    ...columns.filter(({ otherNames }) => otherNames.some((other) => other !== '#' && ownWordOf(other) === word)),
  ];
}

/** A heading without what people vary, accents among it. */
function wordOf(heading: string): string {
  return bareHeading(heading).normalize('NFD').replace(/\p{M}/gu, '').replace(/[’']/g, '');
}

/** Words of the headings that forms know: asked for each cell of a table. */
const ownWords = new Map<string, string>();

/** The same of a heading of a form. */
function ownWordOf(heading: string): string {
  const known = ownWords.get(heading);
  if (known !== undefined) return known;
  const word = wordOf(heading);
  ownWords.set(heading, word);
  return word;
}

function textsOf({ cells }: Row): string[] {
  return cells.map(({ text }) => text);
}
