import type { Messages } from '../messages/index.ts';
import { type Declaration, isOpen, type Report, type ReportedAsset, type WordedFinding } from '../model/index.ts';
import { csvText } from '../tools/csv.ts';
import { countOf, type FindingPlace, placeIndex, placesOf } from './places-of-findings.ts';
import { printable, severalLines } from './printable.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { byUrgency } from './standing.ts';

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
  return csvText([columns.map((column) => qcLog.headings[column]), ...rows]);
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
  const count = place.from === null ? undefined : countOf(asset, delivery);
  return {
    code: finding.code,
    rule: finding.rule,
    severity: severities[finding.severity].label,
    task: qcLog.tasks[asset?.kind ?? (finding.use === null ? 'delivery' : 'declaration')],
    asset: place.path ?? '',
    from: place.from ?? '',
    to: place.to ?? '',
    rate: count === undefined ? '' : count.drop ? qcLog.dropFrame(count) : count.rate,
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
