import type { Messages } from '../messages/index.ts';
import { type Declaration, isOpen, type Report, type ReportedAsset, type WordedFinding } from '../model/index.ts';
import { csvText } from '../tools/csv.ts';
import { countOf, type FindingPlace, placeIndex, placesOf } from './places-of-findings.ts';
import { printable, severalLines } from './printable.ts';
import { rangeLine } from './ranges.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { byUrgency } from './standing.ts';
import { rangesTold } from './undeclared-places.ts';

/**
 * A log in the shape of Netflix Asset QC: one row for each finding and place, with type code, severity, task, frame-exact
 * timecodes in the video's own rate, and the production's answer.
 */
export function renderQcLog(report: Report, { messages, onlyFailures }: ReportOptions): string {
  const { qcLog } = messages;
  const assets = new Map(report.assets.map((asset) => [asset.path, asset]));
  const index = placeIndex(report);
  const delivery = report.declaration?.content.delivery;
  const shown = report.findings.filter(({ severity }) => !onlyFailures || severity !== 'fyi');
  const columns = Object.keys(qcLog.headings) as (keyof typeof qcLog.headings)[];
  const rows = byUrgency(shown).flatMap((finding) =>
    placesOf(finding, index).map((place) => {
      const row = rowOf(finding, place, place.path === null ? undefined : assets.get(place.path), delivery, messages);
      return columns.map((column) => (column === 'reason' ? severalLines(row.reason) : printable(row[column])));
    }),
  );
  const beside = rangeRows(report, assets, { messages, onlyFailures }).map((row) =>
    columns.map((column) => printable(row[column])),
  );
  return csvText([columns.map((column) => qcLog.headings[column]), ...rows, ...beside]);
}

/**
 * A row for each range that no finding speaks of, behind the findings: declared and found, declared and not found, not checked. It
 * has no severity and nobody has to answer it.
 */
function rangeRows(
  report: Report,
  assets: ReadonlyMap<string, ReportedAsset>,
  { messages, onlyFailures }: Pick<ReportOptions, 'messages' | 'onlyFailures'>,
): readonly Row[] {
  const { rangeOutcomes } = messages;
  const told = rangesTold(report);
  const shown = report.ranges.filter((range) => !told.has(range) && !(onlyFailures && range.outcome === 'declared-and-matched'));
  return shown.map((range) => {
    const asset = assets.get(range.asset);
    return {
      ...emptyRow,
      rule: range.outcome,
      task: messages.qcLog.tasks[asset?.kind ?? 'declaration'],
      asset: range.asset,
      from: range.from,
      to: range.to,
      rate: rateOf(asset, report.declaration?.content.delivery, messages),
      message: `${rangeLine(range, report, messages)}. ${rangeOutcomes[range.outcome].means}`,
      state: rangeOutcomes[range.outcome].label,
      use: range.use ?? '',
    };
  });
}

const emptyRow = { code: '', severity: '', answer: '', reason: '', coveredBy: '', by: '', date: '', fix: '', id: '' };

/** Frames a second of an asset, as timecodes of it are counted; empty where it has none. */
function rateOf(
  asset: ReportedAsset | undefined,
  delivery: Declaration['delivery'],
  { qcLog }: ReportOptions['messages'],
): string {
  const count = countOf(asset, delivery);
  return count === undefined ? '' : count.drop ? qcLog.dropFrame(count) : count.rate;
}

type Row = Readonly<Record<keyof ReportOptions['messages']['qcLog']['headings'], string>>;

function rowOf(
  finding: WordedFinding,
  place: FindingPlace,
  asset: ReportedAsset | undefined,
  delivery: Declaration['delivery'],
  messages: Messages,
): Row {
  const { qcLog, severities, tables, waiverAnswers } = messages;
  const { source } = place;
  const { waiver } = finding;
  return {
    code: finding.code,
    rule: finding.rule,
    severity: severities[finding.severity].label,
    task: qcLog.tasks[asset?.kind ?? (finding.use === null ? 'delivery' : 'declaration')],
    asset: place.path ?? '',
    from: place.from ?? '',
    to: place.to ?? '',
    rate: place.from === null ? '' : rateOf(asset, delivery, messages),
    message: source === undefined ? finding.message : qcLog.seenHere({ source, message: finding.message }),
    state: tables.states[isOpen(finding) ? 'open' : 'answered'],
    answer: waiver === null ? '' : waiverAnswers[waiver.answer].label,
    reason: waiver?.reason ?? '',
    coveredBy: (waiver && 'use' in waiver && waiver.use) || '',
    by: waiver?.by ?? '',
    date: waiver?.date ?? '',
    fix: finding.fix,
    use: finding.use ?? '',
    id: finding.id,
  };
}

/** `qc`: for the log that a QC house keeps and the production answers. */
export const qcLog: Reporter = { name: 'qc', extensions: ['.qc.csv'], render: renderQcLog };
