import type { Evidence } from './marker.ts';

/** How bad a finding is, in the words of Netflix Asset QC; worst first. */
export const severities = ['blocker', 'issue', 'fyi'] as const;
export type Severity = (typeof severities)[number];

/** The rules, by stable code (reference: `trueslate explain`). */
export const rules = {
  D01: 'undisclosed',
  D02: 'degree-understated',
  D03: 'tool-mismatch',
  D14: 'declared-not-found',
  D16: 'none-used-but-marked',
  D17: 'declaration-missing-or-old',
  P01: 'credential-invalid',
  P04: 'ai-ingredient-unlabelled',
  P05: 'statements-conflict',
  P06: 'provenance-detached',
  P07: 'possible-ai',
  T01: 'scan-incomplete',
} as const;
export type RuleCode = keyof typeof rules;
export type RuleName = (typeof rules)[RuleCode];

/** A thing that somebody must answer for. */
export interface Finding {
  /** First 16 hex digits of SHA-256 over code, subject and use id; stable across runs, renames and wording. */
  readonly id: string;
  readonly rule: RuleName;
  readonly code: RuleCode;
  readonly severity: Severity;
  /** Path of the asset, or null for a finding on the delivery or on a use. */
  readonly asset: string | null;
  /** Other assets of equal content. */
  readonly alsoAt: readonly string[];
  readonly use: string | null;
  /** Timecodes, for findings inside a video. */
  readonly from: string | null;
  readonly to: string | null;
  /** Values for the message. */
  readonly params: Readonly<Record<string, string | number>>;
  /** The strongest pieces of evidence behind it. */
  readonly evidence: readonly Evidence[];
  readonly waiver: null;
}

/** A finding with its words, as reports carry it. */
export interface WordedFinding extends Finding {
  readonly message: string;
  readonly fix: string;
}
