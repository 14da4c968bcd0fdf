import type { RuleCode } from './finding.ts';
import type { Severity } from './severity.ts';

/** Where a policy's rules come from. */
export interface PolicySource {
  readonly title: string;
  readonly publisher?: string;
  readonly url?: string;
  /** Date or version that the source gives itself. */
  readonly version?: string;
  /** Day on which it was read for this policy, ISO 8601. */
  readonly read?: string;
  /** True where only an excerpt was read, not the whole. */
  readonly excerpt?: boolean;
}

/**
 * A condition: every field named has one of the values listed. Fields of a use stand bare (`destination`,
 * `depicts.realPerson`), others behind `production.`, `delivery.` or `asset.` (kind, verdict); `absent` is met by a field that
 * was not given. Values are compared as text (`true` is "true").
 */
export type Condition = Readonly<Record<string, readonly string[]>>;

/** How a policy applies one rule in one case. */
export interface RuleSetting {
  readonly severity: Severity | 'off';
  /** Conditions of which one must hold; absent: the setting holds always. */
  readonly when?: readonly Condition[];
  /** True where a field that was not given fails the rule; else only what the declaration states can fail it. */
  readonly asks?: boolean;
  /** D05, D06, D09: whose approval counts; absent: anybody's. */
  readonly authorities?: readonly string[];
  /** D08: ways of telling the audience that do not suffice by themselves. */
  readonly notEnoughAlone?: readonly string[];
  /** D08: true where telling the audience does not mend it. */
  readonly forbidden?: boolean;
  /** D10: kinds of inputs that must not go into a tool that keeps them. */
  readonly inputs?: readonly string[];
  /** D18: assets that one glob may cover. */
  readonly most?: number;
  /** Why the policy has it, in one sentence with the place in its source. */
  readonly because?: string;
}

/** A commissioner's rules as data: for every code the settings, of which the first whose condition holds applies. */
export interface Policy {
  readonly schema: 'trueslate.policy/1';
  /** What `--policy` and a declaration call it. */
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** What it covers and what it leaves out, in words. */
  readonly about?: string;
  readonly sources: readonly PolicySource[];
  readonly rules: Readonly<Record<RuleCode, readonly RuleSetting[]>>;
}

/** How a delivery fares under one policy. */
export interface PolicyOutcome {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** Where it was read, for a policy of one's own; absent for those that are shipped. */
  readonly file?: string;
  readonly sources: readonly PolicySource[];
  readonly verdict: 'undisclosed' | 'findings' | 'incomplete' | 'clear';
  /** Findings that are open (not waived), by severity. */
  readonly open: Readonly<Record<Severity, number>>;
}
