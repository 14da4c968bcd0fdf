import { credits } from './credits.ts';
import { assetsCsv, findingsCsv, rangesCsv, sightingsCsv, usesCsv } from './csv.ts';
import { cueSheet } from './cue-sheet.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { ndjson } from './ndjson.ts';
import { qcLog } from './qc-log.ts';
import type { AnyReporter } from './reporter.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';
import { avid, edl, fcpXml, otio } from './timeline.ts';
import { xlsx } from './xlsx.ts';

export { printable } from './printable.ts';
export type { AnyReporter, Reporter, ReportOptions, TimelineReporter, VideoFile, VideoFiles } from './reporter.ts';

/** Every form of the report; a new one is one file and one entry here. */
export const reporters: readonly AnyReporter[] = [
  text,
  json,
  ndjson,
  html,
  qcLog,
  cueSheet,
  credits,
  edl,
  avid,
  fcpXml,
  otio,
  findingsCsv,
  assetsCsv,
  usesCsv,
  rangesCsv,
  sightingsCsv,
  xlsx,
  sarif,
  junit,
];

/** The reporter that `--format` names; undefined where there is none. */
export function reporterByName(name: string): AnyReporter | undefined {
  return reporters.find((reporter) => reporter.name === name);
}

/** The reporter that the end of a file name chooses, as `reportEnding` finds it. */
export function reporterByFile(file: string): AnyReporter | undefined {
  return reportEnding(file)?.reporter;
}

/**
 * The end of a file name that chooses a reporter, in any case of letters, and that reporter: the longest end wins, so
 * `x.assets.csv` is not taken for `.csv`. Undefined where no reporter writes such a file.
 */
export function reportEnding(file: string): { readonly reporter: AnyReporter; readonly extension: string } | undefined {
  const name = file.toLowerCase();
  const ends = reporters.flatMap((reporter) => reporter.extensions.map((extension) => ({ reporter, extension })));
  return ends.filter(({ extension }) => name.endsWith(extension)).sort((a, b) => b.extension.length - a.extension.length)[0];
}
