import type { Report } from '../model/index.ts';
import { csvText } from '../tools/csv.ts';
import type { Reporter } from './reporter.ts';
import { assetColumns, assetRows } from './tables/assets.ts';
import { type Column, codeRows } from './tables/column.ts';
import { findingColumns, findingRows } from './tables/findings.ts';
import { sightingColumns, sightingRows } from './tables/sightings.ts';
import { rangeColumns, useColumns, useRows } from './tables/uses.ts';

/**
 * A table as CSV. Line feeds and other controls in names and tags are written out (`\n`), those in a reason that a person wrote
 * stay inside the quotes; a cell that would be run as a formula has an apostrophe in front. The column `uri` keeps every name
 * exactly.
 */
function csvOf<Row>(
  name: string,
  extension: string,
  columns: readonly Column<Row>[],
  rows: (report: Report) => readonly Row[],
): Reporter {
  return { name, extensions: [extension], render: (report) => csvText(codeRows(columns, rows(report))) };
}

/** `csv`: one finding a row. */
export const findingsCsv: Reporter = csvOf('csv', '.csv', findingColumns, findingRows);

/** `assets-csv`: one asset a row. */
export const assetsCsv: Reporter = csvOf('assets-csv', '.assets.csv', assetColumns, assetRows);

/** `uses-csv`: one declared use a row. */
export const usesCsv: Reporter = csvOf('uses-csv', '.uses.csv', useColumns, useRows);

/** `ranges-csv`: one range a row, declared or seen, with its outcome. */
export const rangesCsv: Reporter = csvOf('ranges-csv', '.ranges.csv', rangeColumns, ({ ranges }) => ranges);

/** `sightings-csv`: one sighting a row. */
export const sightingsCsv: Reporter = csvOf('sightings-csv', '.sightings.csv', sightingColumns, sightingRows);
