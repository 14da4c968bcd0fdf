import type { DeclarationProblem } from '../model/index.ts';

/** Why a scan did not start: each has its sentence in `messages/`. */
export const startProblems = [
  'missing-root',
  'overlapping-roots',
  'report-inside',
  'marked-inside',
  'marked-not-folder',
  'cache-inside',
  'spool-unusable',
  'declaration-unreadable',
  'declaration-invalid',
  'several-declarations',
  'policy-unknown',
  'policy-unreadable',
  'policy-invalid',
  'waivers-unreadable',
  'waivers-invalid',
  'baseline-unreadable',
  'trust-unreadable',
  'no-exiftool',
  'no-c2pa-engine',
  'not-a-file',
  'not-media',
  'queue-unreachable',
  'results-inside',
  'results-unusable',
] as const;
export type StartProblem = (typeof startProblems)[number];

/** Thrown before anything is scanned, for a reason that the user can mend (exit code 2). */
export class CannotStart extends Error {
  readonly code: StartProblem;
  readonly params: Readonly<Record<string, string | number>>;
  /** For an invalid declaration, policy or waiver file: every error, with line and column. */
  readonly problems: readonly DeclarationProblem[];

  constructor(
    code: StartProblem,
    params: Readonly<Record<string, string | number>>,
    problems: readonly DeclarationProblem[] = [],
  ) {
    super(`${code}: ${Object.values(params).join(', ')}`);
    this.name = 'CannotStart';
    this.code = code;
    this.params = params;
    this.problems = problems;
  }
}
