import { credits } from './credits.ts';
import { cueSheet } from './cue-sheet.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { ndjson } from './ndjson.ts';
import { qcLog } from './qc-log.ts';
import type { Reporter } from './reporter.ts';
import { text } from './text.ts';

export type { Reporter, ReportOptions } from './reporter.ts';

/** Every form of the report; a new one is one file and one entry here. */
export const reporters: readonly Reporter[] = [text, json, ndjson, html, qcLog, cueSheet, credits];

/** The reporter that `--format` names; undefined where there is none. */
export function reporterByName(name: string): Reporter | undefined {
  return reporters.find((reporter) => reporter.name === name);
}

/**
 * The reporter that the end of a file name chooses, in any case of letters: the longest end wins, so `x.assets.csv` is not
 * taken for `.csv`. Undefined where no reporter writes such a file.
 */
export function reporterByFile(file: string): Reporter | undefined {
  const name = file.toLowerCase();
  const ends = reporters.flatMap((reporter) => reporter.extensions.map((extension) => ({ reporter, extension })));
  return ends.filter(({ extension }) => name.endsWith(extension)).sort((a, b) => b.extension.length - a.extension.length)[0]
    ?.reporter;
}
