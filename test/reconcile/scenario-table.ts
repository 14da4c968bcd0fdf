/** One row of a scenario table: cells by the heading of their column, with where it stands. */
export interface Row {
  readonly file: string;
  readonly line: number;
  readonly theme: string;
  readonly cells: Readonly<Record<Column, string>>;
}

export const columns = [
  'Scenario',
  'Delivery',
  'Paper',
  'Policy',
  'Findings',
  'Outcomes',
  'Verdict',
  'Seen',
  'Answers',
  'Became',
  'Earlier',
  'Fixed',
] as const;
export type Column = (typeof columns)[number];
const needed: readonly Column[] = columns.slice(0, 7);

/** Every row of the tables of a Markdown file. Lines `- @name: words` name pieces of paper or delivery that rows refer to. */
export function rowsOf(text: string, file: string): Row[] {
  const named = new Map([...text.matchAll(/^- `(@[a-z-]+)`: `([^`]+)`/gm)].map(([, name = '', words = '']) => [name, words]));
  const rows: Row[] = [];
  let [theme, heads]: [string, readonly Column[] | undefined] = ['', undefined];
  text.split('\n').forEach((written, index) => {
    if (written.startsWith('#')) theme = written.replace(/^#+\s*/, '');
    if (!written.startsWith('|')) heads = undefined;
    if (!written.startsWith('|') || /^\|[\s:|-]+\|$/.test(written)) return;
    const cells = written
      .split('|')
      .slice(1, -1)
      .map((cell) => expand(cell.trim().replaceAll('`', ''), named));
    if (heads === undefined) heads = headsOf(cells, `${file}:${index + 1}`);
    else rows.push({ file, line: index + 1, theme, cells: cellsOf(heads, cells, `${file}:${index + 1}`) });
  });
  return rows;
}

function headsOf(cells: readonly string[], place: string): Column[] {
  for (const cell of cells) if (!columns.includes(cell as Column)) throw new Error(`${place}: no column is called "${cell}"`);
  for (const column of needed) if (!cells.includes(column)) throw new Error(`${place}: the column "${column}" is missing`);
  return cells as Column[];
}

function cellsOf(heads: readonly Column[], cells: readonly string[], place: string): Record<Column, string> {
  if (cells.length !== heads.length) throw new Error(`${place}: ${cells.length} cells under ${heads.length} headings`);
  const row = Object.fromEntries(columns.map((column) => [column, cells[heads.indexOf(column)] ?? ''])) as Record<Column, string>;
  for (const column of needed) if (row[column] === '') throw new Error(`${place}: nothing stands under "${column}"`);
  return row;
}

function expand(cell: string, named: ReadonlyMap<string, string>): string {
  return cell.replace(/@[a-z-]+/g, (name) => {
    const words = named.get(name);
    if (words === undefined) throw new Error(`nothing is called ${name}`);
    return words;
  });
}

/** The parts of a cell between semicolons (a blank follows them, as none does in drop-frame timecode); `nothing` stands for none. */
export function partsOf(cell: string, separator: string | RegExp = /;(?:\s|$)/): string[] {
  if (cell === 'nothing') return [];
  return cell
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A word that no column knows: a cell is never passed over in silence. */
export function unknown(word: string, cell: string): never {
  throw new Error(`"${word}" in "${cell}" says nothing that the table knows`);
}
