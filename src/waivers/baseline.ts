import type { BaselineComparison, Finding, Report } from '../model/index.ts';

/** What a baseline must hold: the part of an earlier report that is read. */
export type EarlierReport = Pick<Report, 'schema' | 'findings'> & { readonly run: Pick<Report['run'], 'finished'> };

/** Reads an earlier report from JSON text; undefined where it is none. */
export function parseBaseline(text: string): EarlierReport | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const report = value as Partial<Report> | null;
  const isReport =
    report?.schema === 'trueslate.report/1' && Array.isArray(report.findings) && typeof report.run?.finished === 'string';
  return isReport ? (report as EarlierReport) : undefined;
}

/** Says of every finding whether an earlier report had it, by id, and which of the earlier ones are gone. */
export function compareBaseline(
  findings: readonly Finding[],
  earlier: EarlierReport,
  path: string,
): { readonly findings: readonly Finding[]; readonly baseline: BaselineComparison } {
  const before = new Set(earlier.findings.map(({ id }) => id));
  const now = new Set(findings.map(({ id }) => id));
  const compared = findings.map((finding) => ({
    ...finding,
    baseline: before.has(finding.id) ? ('unchanged' as const) : ('new' as const),
  }));
  const fixed = earlier.findings
    .filter(({ id }) => !now.has(id))
    .map(({ id, code, severity, asset, use, message }) => ({ id, code, severity, asset, use, message }));
  const unchanged = compared.filter(({ baseline }) => baseline === 'unchanged').length;
  return {
    findings: compared,
    baseline: { path, finished: earlier.run.finished, new: compared.length - unchanged, unchanged, fixed },
  };
}
