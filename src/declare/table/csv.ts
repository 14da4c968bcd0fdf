import { parse } from 'csv-parse/sync';
import type { SourceProblem } from '../../written/source.ts';
import { cellPlace, type Row, type Table } from './table.ts';

/** Characters that spreadsheets put between cells; which one depends on the country. */
const separators = [',', ';', '\t', '|'] as const;
/** Cells of one row; a spreadsheet that has more is no declaration. */
const columnLimit = 1000;
const rowLimit = 200_000;

/**
 * Reads a CSV (RFC 4180) with whatever separator knows the most headings. `weigh` says how much a row looks like one of a
 * declaration. Never throws for what the text holds.
 */
export function readCsv(text: string, weigh: (row: readonly string[]) => number): Table | SourceProblem {
  // Excel's own way of naming the separator.
  const named = /^\ufeff?sep=(.)\r?\n/i.exec(text);
  const body = named === null ? text : text.slice(named[0].length);
  const skipped = named === null ? 0 : 1;
  const separator = named?.[1] ?? likeliest(body, weigh);
  const records = recordsOf(body, separator);
  if ('reason' in records) return records.place ? { ...records, place: shifted(records.place, skipped) } : records;
  const rows: Row[] = [];
  for (const [index, { line, cells }] of records.entries()) {
    const number = index + 1 + skipped;
    if (cells.length > columnLimit) return { reason: 'too-large', limit: columnLimit, place: { line, column: 1 } };
    const filled = cells.flatMap((cell, at) =>
      cell.trim() === '' ? [] : [{ kind: kindOf(cell), text: cell, place: cellPlace(line + skipped, number, at + 1) }],
    );
    if (filled.length > 0) rows.push({ place: cellPlace(line + skipped, number, 1), cells: filled });
  }
  if (rows.length > rowLimit) return { reason: 'too-large', limit: rowLimit };
  return { rows, merged: [] };
}

const shifted = (place: { line: number; column: number }, lines: number) => ({ ...place, line: place.line + lines });

/** `="0012"` is how a text is kept from becoming a number; any other `=` at the beginning is a formula. */
function kindOf(cell: string): 'text' | 'formula' | 'error' {
  const text = cell.trim();
  if (text.startsWith('=')) return /^="(?:[^"]|"")*"$/.test(text) ? 'text' : 'formula';
  return /^#(?:REF!|NAME\?|VALUE!|DIV\/0!|N\/A|NULL!|NUM!|BEZUG!|WERT!|NV|#+)$/i.test(text) ? 'error' : 'text';
}

/** The text without what a spreadsheet was told by an apostrophe, or by `="…"`: that this is a text and nothing else. */
export function withoutTextSign(cell: string): string {
  const formula = /^="((?:[^"]|"")*)"$/.exec(cell.trim());
  if (formula) return (formula[1] as string).replaceAll('""', '"');
  return cell.startsWith("'") && isMisreadable(cell.slice(1)) ? cell.slice(1) : cell;
}

/** True for a text that a spreadsheet would take for a formula, a number or a date, or that already begins with the sign. */
export function isMisreadable(text: string): boolean {
  return /^[=+\-@'\t\r]/.test(text) || /^\d[\d.,]*$/.test(text) || looksMangled(text);
}

/** True for what a spreadsheet makes of ids and digests that it takes for numbers (`1.2E+34`) or dates (`03-Apr`). */
export function looksMangled(text: string): boolean {
  return looksLikeExponent(text) || looksLikeDay(text);
}

export function looksLikeExponent(text: string): boolean {
  return /^[+-]?\d(?:[.,]\d+)?E\+\d{2,3}$/i.test(text.trim());
}

const month = '(?:jan|feb|mar|mär|mrz|apr|may|mai|jun|jul|aug|sep|sept|oct|okt|nov|dec|dez)';
const dayMonth = new RegExp(`^(?:\\d{1,2}\\.?[- ]${month}|${month}[- ]\\d{2})\\.?$`, 'i');

export function looksLikeDay(text: string): boolean {
  return dayMonth.test(text.trim());
}

interface Record {
  readonly line: number;
  readonly cells: readonly string[];
}

function likeliest(text: string, weigh: (row: readonly string[]) => number): string {
  let best = ',';
  let most = 0;
  for (const separator of separators) {
    const records = recordsOf(text, separator, 60);
    if ('reason' in records) continue;
    const weight = Math.max(0, ...records.map(({ cells }) => weigh(cells)));
    if (weight > most) {
      best = separator;
      most = weight;
    }
  }
  return best;
}

function recordsOf(text: string, delimiter: string, to?: number): readonly Record[] | SourceProblem {
  try {
    const options = { delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: false } as const;
    const read = parse(text, to === undefined ? options : { ...options, to }) as unknown as readonly {
      readonly info: { readonly lines: number };
      readonly record: string[];
    }[];
    let end = 0;
    return read.map(({ info, record }) => {
      const line = end + 1;
      end = info.lines;
      return { line, cells: record };
    });
  } catch (error) {
    const { message, lines, code } = error as { message: string; lines?: number; code?: string };
    if (code === undefined) throw error;
    if (code === 'CSV_QUOTE_NOT_CLOSED') return { reason: 'quote-not-closed', place: { line: openQuoteLine(text), column: 1 } };
    return { reason: 'csv-syntax', place: { line: lines ?? 1, column: 1 }, detail: message.slice(0, 160) };
  }
}

/** The line on which the quote stands that nothing closes: the parser names the end of the file. */
function openQuoteLine(text: string): number {
  let line = 1;
  let openedAt = 1;
  let isOpen = false;
  for (const character of text) {
    if (character === '\n') line++;
    if (character !== '"') continue;
    isOpen = !isOpen;
    if (isOpen) openedAt = line;
  }
  return openedAt;
}
