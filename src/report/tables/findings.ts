import { isOpen, type Report, type ReportedAsset, type WordedFinding } from '../../model/index.ts';
import { byUrgency } from '../standing.ts';
import { type Column, joined } from './column.ts';

/** A finding beside the asset that it speaks of. */
export interface FindingRow {
  readonly finding: WordedFinding;
  readonly asset: ReportedAsset | undefined;
}

/** Every finding, in the order in which a person should read them. */
export function findingRows(report: Report): readonly FindingRow[] {
  const assets = new Map(report.assets.map((asset) => [asset.path, asset]));
  return byUrgency(report.findings).map((finding) => ({
    finding,
    asset: finding.asset === null ? undefined : assets.get(finding.asset),
  }));
}

const first = ({ finding }: FindingRow) => finding.evidence[0];

/** Columns of the findings; of the evidence the strongest piece, and how many there are. */
export const findingColumns: readonly Column<FindingRow>[] = [
  {
    name: 'severity',
    width: 9,
    value: ({ finding }) => finding.severity,
    words: ({ finding }, texts) => texts.severities[finding.severity].label,
  },
  { name: 'code', width: 6, value: ({ finding }) => finding.code },
  {
    name: 'rule',
    width: 28,
    value: ({ finding }) => finding.rule,
    words: ({ finding }, texts) => texts.rules[finding.code].title,
  },
  { name: 'asset', width: 40, value: ({ finding }) => finding.asset },
  { name: 'use', width: 12, value: ({ finding }) => finding.use },
  { name: 'from', width: 12, value: ({ finding }) => finding.from },
  { name: 'to', width: 12, value: ({ finding }) => finding.to },
  { name: 'message', width: 80, value: ({ finding }) => finding.message },
  { name: 'fix', width: 60, value: ({ finding }) => finding.fix },
  {
    name: 'state',
    width: 10,
    value: ({ finding }) => (isOpen(finding) ? 'open' : 'answered'),
    words: ({ finding }, texts) => texts.tables.states[isOpen(finding) ? 'open' : 'answered'],
  },
  {
    name: 'answer',
    width: 14,
    value: ({ finding }) => finding.waiver?.answer ?? null,
    words: ({ finding }, texts) => (finding.waiver ? texts.waiverAnswers[finding.waiver.answer].label : null),
  },
  { name: 'reason', width: 30, prose: true, value: ({ finding }) => finding.waiver?.reason ?? null },
  {
    name: 'coveredBy',
    width: 12,
    value: ({ finding: { waiver } }) => (waiver && 'use' in waiver ? (waiver.use ?? null) : null),
  },
  { name: 'by', width: 16, value: ({ finding }) => finding.waiver?.by ?? null },
  { name: 'date', width: 11, value: ({ finding }) => finding.waiver?.date ?? null },
  {
    name: 'expires',
    width: 11,
    value: ({ finding: { waiver } }) => (waiver && 'expires' in waiver ? (waiver.expires ?? null) : null),
  },
  {
    name: 'verdict',
    width: 14,
    value: ({ asset }) => asset?.verdict ?? null,
    words: ({ asset }, texts) => (asset ? texts.verdicts[asset.verdict].label : null),
  },
  {
    name: 'strength',
    width: 10,
    value: (row) => first(row)?.strength ?? null,
    words: (row, texts) => {
      const strength = first(row)?.strength;
      return strength ? texts.strengths[strength].label : null;
    },
  },
  {
    name: 'generator',
    width: 20,
    value: (row) => [first(row)?.generator, first(row)?.generatorVersion].filter((part) => part !== undefined).join(' '),
  },
  {
    name: 'marker',
    width: 24,
    value: (row) => first(row)?.marker ?? null,
    words: (row, texts) => texts.markerTitle(first(row)?.title ?? '') || null,
  },
  { name: 'value', width: 40, value: (row) => first(row)?.value ?? null },
  { name: 'where', width: 30, value: (row) => first(row)?.where ?? null },
  { name: 'file', width: 40, value: (row) => first(row)?.at?.path ?? null },
  { name: 'offset', width: 11, value: (row) => first(row)?.at?.offset ?? null },
  { name: 'length', width: 9, value: (row) => first(row)?.at?.length ?? null },
  { name: 'evidence', width: 9, value: ({ finding }) => finding.evidence.length },
  { name: 'alsoAt', width: 40, value: ({ finding }) => joined(finding.alsoAt) },
  {
    name: 'policies',
    width: 24,
    value: ({ finding }) => joined(Object.entries(finding.policies).map(([name, severity]) => `${name}: ${severity}`)),
    words: ({ finding }, texts) =>
      joined(Object.entries(finding.policies).map(([name, severity]) => `${name}: ${texts.severities[severity].label}`)),
  },
  { name: 'baseline', width: 10, value: ({ finding }) => finding.baseline ?? null },
  { name: 'id', width: 18, value: ({ finding }) => finding.id },
];
