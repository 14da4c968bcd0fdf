import {
  type Declaration,
  type Evidence,
  type Finding,
  isMarked,
  type JudgedAsset,
  type RuleCode,
  type Severity,
  type Skipped,
  strengths,
} from '../model/index.ts';
import type { Match, UseMatch } from './matching.ts';

/** How bad a finding of each rule is; where a rule has a milder case, its file says so with `fyi`. */
export const severityOf = {
  D01: 'blocker',
  D02: 'issue',
  D03: 'issue',
  D14: 'issue',
  D16: 'blocker',
  D17: 'fyi',
  P01: 'issue',
  P04: 'issue',
  P05: 'issue',
  P06: 'issue',
  P07: 'issue',
  T01: 'issue',
} as const satisfies Record<RuleCode, Severity>;

/** Everything that a rule may look at. */
export interface Delivery {
  readonly assets: readonly JudgedAsset[];
  readonly skipped: readonly Skipped[];
  readonly declaration: Declaration | null;
  readonly uses: readonly UseMatch[];
  /** The uses that cover an asset, by path; absent where none does. */
  readonly covering: ReadonlyMap<string, readonly Match[]>;
  readonly sameGenerator: (declared: string, found: string) => boolean;
}

/** A finding before it has an id: what it is about decides which findings are one. */
export interface Draft {
  readonly code: RuleCode;
  /** Absent: as `severityOf` says. */
  readonly severity?: Severity;
  /** Path of the asset, or of what was not scanned; null for the delivery and for a use. */
  readonly asset: string | null;
  readonly use?: string;
  /** What the id speaks of: the content of an asset, or a text where there is no content. */
  readonly subject: { readonly contentOf: string } | { readonly text: string };
  readonly params: Finding['params'];
  readonly evidence?: readonly Evidence[];
}

/** One rule: pure, in any order, knows nothing of ids. */
export type Rule = (delivery: Delivery) => readonly Draft[];

/** A draft about one asset. */
export function about(
  asset: JudgedAsset,
  code: RuleCode,
  params: Finding['params'],
  rest: Pick<Draft, 'severity' | 'use' | 'evidence'> = {},
): Draft {
  return { code, asset: asset.path, subject: { contentOf: asset.path }, params: { asset: asset.path, ...params }, ...rest };
}

/** Evidence of the given words, strongest first, else in the order found. */
export function strongest(asset: JudgedAsset, says: readonly Evidence['says'][]): Evidence[] {
  return asset.evidence
    .filter((evidence) => says.includes(evidence.says))
    .sort((a, b) => strengths.indexOf(a.strength) - strengths.indexOf(b.strength));
}

/** Pieces of evidence that a finding carries; the asset has them all. */
export const evidenceShown = 3;

/** True where an asset is marked and the declaration does not cover it (D01). */
export function isUndisclosed(delivery: Delivery, asset: JudgedAsset): boolean {
  if (!isMarked(asset.verdict)) return false;
  return delivery.declaration?.statement === 'none-used' || usesOf(delivery, asset).length === 0;
}

/** The uses that cover an asset, the strongest match first. */
export function usesOf(delivery: Delivery, asset: JudgedAsset): readonly Match[] {
  return delivery.covering.get(asset.path) ?? [];
}
