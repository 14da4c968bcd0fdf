import { isOpen, type Report, type Severity, severities } from '../model/index.ts';
import { exitCodes } from './terminal.ts';

/** Values of `--fail-on`. */
export const failOnValues = [...severities, 'never'] as const;
export type FailOn = (typeof failOnValues)[number];

/** The exit code of a finished scan: findings before incompleteness; `never` only turns findings into none. */
export function exitCodeOf(report: Report, failOn: FailOn): number {
  const fails = (severity: Severity): boolean => failOn !== 'never' && severities.indexOf(severity) <= severities.indexOf(failOn);
  if (report.findings.some((finding) => isOpen(finding) && fails(finding.severity))) return exitCodes.findings;
  return report.run.complete ? exitCodes.clear : exitCodes.incomplete;
}
