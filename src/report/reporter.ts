import type { Messages } from '../messages/index.ts';
import type { Report } from '../model/index.ts';

/** What a reporter may be told beside the report. */
export interface ReportOptions {
  readonly messages: Messages;
  /** Columns of the terminal, for text. */
  readonly width: number;
  /** Colour in text; asked for by the caller, never guessed here. */
  readonly colour: boolean;
  /** Only what needs an answer: blockers, issues, and what was not read in full. */
  readonly onlyFailures: boolean;
}

/** One form of the report. */
export interface Reporter {
  /** What `--format` calls it. */
  readonly name: string;
  /** Ends of file names that choose it, with the first dot, lower case: `.json`, `.assets.csv`. */
  readonly extensions: readonly string[];
  /** Pure; the whole file. */
  render(report: Report, options: ReportOptions): string | Uint8Array;
}
