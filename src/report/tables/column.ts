import type { Messages } from '../../messages/index.ts';
import { printable, severalLines } from '../printable.ts';

/** What a table has to say of one thing; null where there is nothing to say. */
export type Value = string | number | null;

/** One column of a table of the report. */
export interface Column<Row> {
  /** Heading in CSV, stable for scripts; the key of its heading in workbooks. */
  readonly name: keyof Messages['tables']['headings'];
  /** Characters in workbooks. */
  readonly width: number;
  /** True where a person wrote the text, so that its line breaks stay; those of names and tags are written out. */
  readonly prose?: boolean;
  /** For scripts: codes of the model, bare numbers. */
  value(row: Row): Value;
  /** For people, where it differs. */
  words?(row: Row, texts: Messages): Value;
}

/** Several texts in one cell. A path cannot hold ` | ` more easily than a comma, and people read over it. */
export function joined(texts: readonly string[]): string {
  return texts.join(' | ');
}

/** Columns of rows as scripts want them: headings by name, codes as they are. */
export function codeRows<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly (readonly string[])[] {
  const headings = columns.map(({ name }): string => name);
  return [headings, ...rows.map((row) => columns.map((column) => safe(column, String(column.value(row) ?? ''))))];
}

const safe = <Row>({ prose }: Column<Row>, text: string): string => (prose ? severalLines(text) : printable(text));

/** Rows of a table for people: words in the place of codes, numbers as numbers. */
export function wordRows<Row>(columns: readonly Column<Row>[], rows: readonly Row[], texts: Messages): readonly Value[][] {
  return rows.map((row) =>
    columns.map((column) => {
      const value = column.words ? column.words(row, texts) : column.value(row);
      return typeof value === 'string' ? safe(column, value) : value;
    }),
  );
}
