import type { Declaration, Finding, JudgedAsset, Skipped, UseOutcome } from '../model/index.ts';
import type { Delivery } from './draft.ts';
import { comparePaths, findingsOf } from './findings.ts';
import { coverage, type DocumentIds, matchUses, type UseMatch } from './matching.ts';
import { type AssetOutcome, outcomesOf } from './outcomes.ts';
import { allRules } from './rules/index.ts';

/** Paper and files. */
export interface ReconcileInput {
  readonly assets: readonly JudgedAsset[];
  readonly skipped: readonly Skipped[];
  /** Null where the delivery has none. */
  readonly declaration: Declaration | null;
  /** Where the declaration was read; not part of any answer. */
  readonly declarationPath?: string;
  /** Content key of an asset by its path (DESIGN 4, "Finding ids"); asked only for assets that a finding speaks of. */
  readonly keys: (path: string) => string;
  /** True where a tool as declared and a generator as found can be the same thing. */
  readonly sameGenerator: (declared: string, found: string) => boolean;
  /** `xmpMM:DocumentID` of an asset by its path; without it, uses that name document ids are unverifiable. */
  readonly documentIds?: DocumentIds;
}

/** What came of it. */
export interface Reconciled {
  /** Sorted: worst first, then by path and code. */
  readonly findings: readonly Finding[];
  /** In the order of the declaration. */
  readonly uses: readonly UseOutcome[];
  /** For every asset, by path. */
  readonly outcomes: ReadonlyMap<string, AssetOutcome>;
}

/** Holds the declaration against the delivery. Pure: the same input gives the same answer in whatever order it comes. */
export function reconcile(input: ReconcileInput): Reconciled {
  const assets = [...input.assets].sort((a, b) => comparePaths(a.path, b.path));
  const uses = matchUses(input.declaration, assets, input.skipped, input.documentIds);
  const delivery: Delivery = {
    assets,
    skipped: input.skipped,
    declaration: input.declaration,
    uses,
    covering: coverage(uses),
    sameGenerator: input.sameGenerator,
  };
  const drafts = allRules.flatMap((rule) => rule(delivery));
  const findings = findingsOf(drafts, input.keys);
  return { findings, uses: uses.map(useOutcome), outcomes: outcomesOf(assets, findings) };
}

function useOutcome({ use, outcome, met, missing, unverified }: UseMatch): UseOutcome {
  const assets = [...met.keys()].sort(comparePaths);
  return { id: use.id, title: use.title, outcome, assets, missing: [...missing, ...unverified] };
}
