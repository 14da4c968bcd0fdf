import type { Evidence } from './marker.ts';
import type { Severity } from './severity.ts';
import type { AppliedWaiver } from './waiver.ts';

/** The rules, by stable code (reference: `trueslate explain`). */
export const rules = {
  D01: 'undisclosed',
  D02: 'degree-understated',
  D03: 'tool-mismatch',
  D04: 'temp-in-final',
  D05: 'not-approved',
  D06: 'approval-void',
  D07: 'consent-missing',
  D08: 'audience-not-told',
  D09: 'could-be-taken-as-real',
  D10: 'tool-keeps-inputs',
  D11: 'licence-unfit',
  D12: 'input-rights',
  D13: 'human-contribution-missing',
  D14: 'declared-not-found',
  D15: 'timecode-mismatch',
  D16: 'none-used-but-marked',
  D17: 'declaration-missing-or-old',
  D18: 'blanket-declaration',
  P01: 'credential-invalid',
  P02: 'signer-unknown',
  P03: 'marking-stripped',
  P04: 'ai-ingredient-unlabelled',
  P05: 'statements-conflict',
  P06: 'provenance-detached',
  P07: 'possible-ai',
  P08: 'suggestive-name',
  P09: 'undisclosed-in-cut',
  P10: 'marked-text',
  T01: 'scan-incomplete',
  T02: 'manifest-mismatch',
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
  /** The severity under each policy that raises it, by the policy's name; `severity` is the worst of them. */
  readonly policies: Readonly<Record<string, Severity>>;
  /** The answer that somebody signed; null where there is none, or only one that has expired. */
  readonly waiver: AppliedWaiver | null;
  /** Against `--baseline`; absent without one. */
  readonly baseline?: 'new' | 'unchanged';
}

/** A finding with its words, as reports carry it. */
export interface WordedFinding extends Finding {
  readonly message: string;
  readonly fix: string;
}
