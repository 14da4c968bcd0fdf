import type { Messages } from '../messages/index.ts';
import type { Report } from '../model/index.ts';
import { sheetRowLimit, type Table, writeTables } from '../tools/workbook.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { assetColumns, assetRows } from './tables/assets.ts';
import { type Column, type Value, wordRows } from './tables/column.ts';
import { findingColumns, findingRows } from './tables/findings.ts';
import { sightingColumns, sightingRows } from './tables/sightings.ts';
import { coverageLines, lineColumns, summaryLines } from './tables/summary.ts';
import { rangeColumns, useColumns, useRows } from './tables/uses.ts';

/** The report as a workbook: what is to be done first, then everything that was found, read and left out. */
export function renderXlsx(report: Report, { messages }: ReportOptions): Uint8Array {
  const sheet = <Row>(name: keyof Messages['tables']['sheets'], columns: readonly Column<Row>[], rows: readonly Row[]): Table =>
    sheetOf(name, columns, rows, messages);
  return writeTables([
    sheet('summary', lineColumns, summaryLines(report, messages)),
    sheet('findings', findingColumns, findingRows(report)),
    sheet('assets', assetColumns, assetRows(report)),
    sheet('uses', useColumns, useRows(report)),
    sheet('ranges', rangeColumns, report.ranges),
    ...(report.sightings.length > 0 ? [sheet('sightings', sightingColumns, sightingRows(report))] : []),
    sheet('coverage', lineColumns, coverageLines(report, messages)),
  ]);
}

function sheetOf<Row>(
  name: keyof Messages['tables']['sheets'],
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  texts: Messages,
): Table {
  return {
    name: texts.tables.sheets[name],
    headings: columns.map((column) => texts.tables.headings[column.name]),
    widths: columns.map(({ width }) => width),
    rows: fitting(wordRows(columns, rows, texts), texts),
  };
}

/** The rows that a sheet can hold; where some are left out, the first row says so. `limit`: headings included. */
export function fitting(rows: readonly Value[][], texts: Messages, limit = sheetRowLimit): readonly Value[][] {
  if (rows.length < limit) return rows;
  const kept = rows.slice(0, limit - 2);
  return [[texts.tables.rowsCut({ rows: rows.length - kept.length })], ...kept];
}

/** `xlsx`: for people who filter and sort. */
export const xlsx: Reporter = { name: 'xlsx', extensions: ['.xlsx'], render: renderXlsx };
