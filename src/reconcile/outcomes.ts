import {
  type AssetOutcome,
  disclosureRules,
  isMarked,
  type JudgedAsset,
  type RangeOutcome,
  type RuleCode,
} from '../model/index.ts';
import type { RaisedDraft } from './findings.ts';
import type { Match } from './matching.ts';

/**
 * The outcome of every asset, by path: a declared one is told by its uses, any other by what is known of it.
 * @param ranges how declared ranges fared: one that nobody searched settles nothing
 */
export function outcomesOf(
  assets: readonly JudgedAsset[],
  drafts: readonly RaisedDraft[],
  covering: ReadonlyMap<string, readonly Match[]>,
  ranges: readonly RangeOutcome[],
): Map<string, AssetOutcome> {
  const ofAsset = new Map<string, Set<RuleCode>>();
  const ofUse = new Map<string, Set<RuleCode>>();
  for (const { asset, concerns, code, use, severity } of drafts) {
    // What is only noted changes no outcome.
    if (severity === 'fyi') continue;
    for (const path of concerns ?? (asset === null ? [] : [asset])) add(ofAsset, path, code);
    if (use !== undefined && asset === null && concerns === undefined) add(ofUse, use, code);
  }
  const unchecked = new Set(ranges.filter(({ outcome }) => outcome === 'unverifiable').map(({ asset }) => asset));
  return new Map(
    assets.map((asset) => {
      const uses = covering.get(asset.path) ?? [];
      const own = ofAsset.get(asset.path) ?? new Set<RuleCode>();
      const codes = new Set([...own, ...uses.flatMap(({ use }) => [...(ofUse.get(use.id) ?? [])])]);
      const outcome = outcomeOf(asset, uses.length > 0, own, codes);
      return [asset.path, outcome === 'disclosed-ok' && unchecked.has(asset.path) ? 'disclosed-unchecked' : outcome];
    }),
  );
}

function add(codes: Map<string, Set<RuleCode>>, key: string, code: RuleCode): void {
  const known = codes.get(key);
  if (known) known.add(code);
  else codes.set(key, new Set([code]));
}

function outcomeOf(
  asset: JudgedAsset,
  isDeclared: boolean,
  own: ReadonlySet<RuleCode>,
  codes: ReadonlySet<RuleCode>,
): AssetOutcome {
  if (own.has('D01')) return 'undisclosed';
  if (asset.verdict === 'unreadable') return 'unreadable';
  if (isDeclared || isMarked(asset.verdict)) {
    return disclosureRules.find(([, rules]) => rules.some((code) => codes.has(code)))?.[0] ?? 'disclosed-ok';
  }
  if (own.has('P03')) return 'marking-stripped';
  if (own.has('P01')) return 'tampered-provenance';
  if (asset.verdict === 'possible') return asset.evidence.some(isStatement) ? 'suspected' : 'ai-assisted-review';
  return asset.verdict === 'captured' ? 'verified-capture' : 'no-signal';
}

/** Anything but the name of a capable tool, and what a camera says. */
function isStatement({ says }: JudgedAsset['evidence'][number]): boolean {
  return says === 'possible' || says === 'generated' || says === 'edited';
}
