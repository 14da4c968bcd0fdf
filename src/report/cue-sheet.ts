import type { Report } from '../model/index.ts';
import { csvText } from '../tools/csv.ts';
import { declaredRows } from './cue-sheet/declared.ts';
import { undeclaredRows } from './cue-sheet/undeclared.ts';
import { printable } from './printable.ts';
import type { Reporter, ReportOptions } from './reporter.ts';

/**
 * The cue sheet of generative AI that the Archival Producers Alliance asks for (https://www.archivalproducersalliance.com),
 * filled from what was declared and what was found: a row for each range or file of each declared use, then one for each marked
 * file and range that nobody declared, which says so.
 */
export function renderCueSheet(report: Report, { messages }: ReportOptions): string {
  const { headings } = messages.cueSheet;
  const columns = Object.keys(headings) as (keyof typeof headings)[];
  const rows = [...declaredRows(report, messages), ...undeclaredRows(report, messages)];
  return csvText([
    columns.map((column) => headings[column]),
    ...rows.map((row) => columns.map((column) => printable(row[column] ?? ''))),
  ]);
}

/** `cuesheet`: for the archive producer and the person who tracks AI. */
export const cueSheet: Reporter = { name: 'cuesheet', extensions: ['.cuesheet.csv'], render: renderCueSheet };
