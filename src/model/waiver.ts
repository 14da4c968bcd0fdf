import type { Severity } from './severity.ts';

/** Answers to a finding, in the words of QC; `fix` promises a new file and so leaves the finding open. */
export const waiverAnswers = ['fix', 'best-possible', 'creative-intent', 'declared', 'not-ai'] as const;
export type WaiverAnswer = (typeof waiverAnswers)[number];

/** A signed-off answer to one finding, as a waiver file holds it (reference: DESIGN 4b, docs of `--waivers`). */
export interface Waiver {
  /** Id of the finding, 16 hexadecimal digits. */
  readonly finding: string;
  readonly answer: WaiverAnswer;
  readonly reason: string;
  /** Who signed it. */
  readonly by: string;
  /** ISO 8601 day. */
  readonly date: string;
  /** Last day on which it holds, ISO 8601. */
  readonly expires?: string;
  /** For `declared`: the use that covers it. */
  readonly use?: string;
}

/** Assets that somebody took out of the judgement, as a waiver file holds them; their rows stay in every report. */
export interface Exclusion {
  /** Path in the delivery, or a glob. */
  readonly path: string;
  readonly reason: string;
  readonly by: string;
  readonly date: string;
}

/** A waiver file as read. */
export interface WaiverFile {
  readonly schema: 'trueslate.waivers/1';
  readonly waivers: readonly Waiver[];
  readonly exclusions: readonly Exclusion[];
}

/** A waiver on the finding that it answers, or the exclusion under which the finding's asset falls. */
export type AppliedWaiver =
  | Omit<Waiver, 'finding'>
  | (Omit<Exclusion, 'path'> & { readonly answer: 'excluded'; readonly path: string });

/** True for a finding that still has to be answered: without a waiver, or with one that only promises a fix. */
export function isOpen({ waiver }: { readonly waiver: AppliedWaiver | null }): boolean {
  return waiver === null || waiver.answer === 'fix';
}

/** What became of each entry of the waiver file in this run. */
export interface WaiverOutcome {
  readonly state: 'applied' | 'expired' | 'unmatched';
  readonly entry: Waiver | Exclusion;
}

/** Findings of this run against those of an earlier report, by id. */
export interface BaselineComparison {
  readonly path: string;
  /** When the earlier run finished, ISO 8601. */
  readonly finished: string;
  readonly new: number;
  readonly unchanged: number;
  /** Findings of the earlier report that are gone, as it worded them. */
  readonly fixed: readonly {
    readonly id: string;
    readonly code: string;
    readonly severity: Severity;
    readonly asset: string | null;
    readonly use: string | null;
    readonly message: string;
  }[];
}
