import type { Complaint, Place } from '../../written/source.ts';

/** What a cell holds; all cells of a CSV are text, and may look like the others. */
export type CellKind = 'text' | 'number' | 'mangled' | 'date' | 'time' | 'boolean' | 'formula' | 'error';

/** One cell that is not empty. */
export interface Cell {
  readonly kind: CellKind;
  readonly text: string;
  readonly place: Place & { readonly column: number };
}

export interface Row {
  /** Of its first column. */
  readonly place: Place;
  /** By ascending column; empty ones left out. */
  readonly cells: readonly Cell[];
}

/** One sheet of a workbook, or a CSV, without its empty rows. */
export interface Table {
  /** Absent for a CSV. */
  readonly sheet?: string;
  readonly rows: readonly Row[];
  /** Ranges of merged cells, `B2:C2`. */
  readonly merged: readonly string[];
}

/** What is wrong with the shape of a table. */
export interface TableProblem extends Complaint {
  readonly field: string;
  readonly place: Place;
}

/** The letters of a column: 1 is A, 27 is AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** The place of a cell: its line in the file, and its name as a spreadsheet shows it. */
export function cellPlace(line: number, row: number, column: number, sheet?: string): Place & { readonly column: number } {
  const cell = `${columnLetters(column)}${row}`;
  return { line, column, cell, ...(sheet === undefined ? {} : { sheet }) };
}
