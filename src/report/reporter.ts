import type { Messages } from '../messages/index.ts';
import type { Report } from '../model/index.ts';

/** What a reporter may be told beside the report. */
export interface ReportOptions {
  readonly messages: Messages;
  /** Columns of the terminal, for text. */
  readonly width: number;
  /** Colour in text; asked for by the caller, never guessed here. */
  readonly colour: boolean;
  /** True where text goes to a terminal: paths that do not fit are cut in the middle. Elsewhere they are whole, to be copied. */
  readonly shortPaths?: boolean;
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
  /** The same file piece by piece, where that of a million assets is longer than a text can be. */
  pieces?(report: Report, options: ReportOptions): Iterable<string>;
}

/** A report of one video: timeline formats know no second one. */
export interface VideoFile {
  /** Path of the video in the delivery; a name from strangers, never a path to write to. */
  readonly video: string;
  /** From 1 where one video takes several files; absent where it takes one. */
  readonly part?: number;
  readonly content: string;
}

/** What a timeline reporter makes of a report: a file for each video that has markers, and in words what is in none. */
export interface VideoFiles {
  readonly files: readonly VideoFile[];
  /** Sentences for stderr. */
  readonly notes: readonly string[];
}

/** A form of the report that has one file a video. */
export interface TimelineReporter extends Pick<Reporter, 'name' | 'extensions'> {
  /** Pure. */
  renderVideos(report: Report, options: ReportOptions): VideoFiles;
}

/** Every form of the report gives either one file or one a video. */
export type AnyReporter = Reporter | TimelineReporter;
