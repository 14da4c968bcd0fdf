import type { RangeOutcome, Report, Use, UseOutcome } from '../../model/index.ts';
import { toolLabels } from '../declared-tools.ts';
import { type Column, joined } from './column.ts';

/** How a declared use fared, beside its own words and the findings on it. */
export interface UseRow {
  readonly outcome: UseOutcome;
  readonly declared: Use | undefined;
  readonly tools: readonly string[];
  readonly findings: readonly string[];
}

/** Every declared use, in the order of the report. */
export function useRows(report: Report): readonly UseRow[] {
  const content = report.declaration?.content;
  const declared = new Map(content?.uses.map((use) => [use.id, use]));
  const findings = new Map<string, Set<string>>();
  for (const { use, code } of report.findings) if (use !== null) findings.set(use, (findings.get(use) ?? new Set()).add(code));
  return report.uses.map((outcome) => {
    const use = declared.get(outcome.id);
    return {
      outcome,
      declared: use,
      tools: toolLabels(content, use),
      findings: [...(findings.get(outcome.id) ?? [])].sort(),
    };
  });
}

/** Columns of the uses. */
export const useColumns: readonly Column<UseRow>[] = [
  { name: 'id', width: 10, value: ({ outcome }) => outcome.id },
  { name: 'title', width: 48, value: ({ outcome }) => outcome.title },
  {
    name: 'outcome',
    width: 16,
    value: ({ outcome }) => outcome.outcome,
    words: ({ outcome }, texts) => texts.outcomes[outcome.outcome].label,
  },
  { name: 'findings', width: 12, value: ({ findings }) => joined(findings) },
  {
    name: 'degree',
    width: 12,
    value: ({ declared }) => declared?.degree ?? null,
    words: ({ declared }, texts) => (declared ? texts.degrees[declared.degree].label : null),
  },
  { name: 'destination', width: 20, value: ({ declared }) => declared?.destination ?? null },
  { name: 'tools', width: 26, value: ({ tools }) => joined(tools) },
  { name: 'met', width: 9, value: ({ outcome }) => outcome.assets.length },
  { name: 'assets', width: 48, value: ({ outcome }) => joined(outcome.assets) },
  { name: 'missing', width: 40, value: ({ outcome }) => joined(outcome.missing) },
];

/** Columns of the ranges. */
export const rangeColumns: readonly Column<RangeOutcome>[] = [
  { name: 'asset', width: 40, value: ({ asset }) => asset },
  { name: 'from', width: 13, value: ({ from }) => from },
  { name: 'to', width: 13, value: ({ to }) => to },
  {
    name: 'outcome',
    width: 20,
    value: ({ outcome }) => outcome,
    words: ({ outcome }, texts) => texts.rangeOutcomes[outcome].label,
  },
  { name: 'use', width: 12, value: ({ use }) => use },
  { name: 'sources', width: 48, value: ({ sources }) => joined(sources) },
  { name: 'fromSeconds', width: 12, value: ({ fromSeconds }) => fromSeconds },
  { name: 'toSeconds', width: 12, value: ({ toSeconds }) => toSeconds },
];
