import { type AssetOutcome, type Finding, isMarked, type JudgedAsset, type RuleCode } from '../model/index.ts';
import type { Match } from './matching.ts';

/** Rules that decide how well a declared asset is disclosed, worst first; of the asset itself or of a use that covers it. */
const disclosure: readonly (readonly [AssetOutcome, readonly RuleCode[]])[] = [
  ['temp-in-final', ['D04']],
  ['disclosed-no-consent', ['D07']],
  ['disclosed-unapproved', ['D05', 'D06', 'D09']],
  ['disclosed-mismatch', ['D02', 'D03', 'D15', 'D18']],
];

/** The outcome of every asset, by path: a declared one is told by its uses, any other by what is known of it. */
export function outcomesOf(
  assets: readonly JudgedAsset[],
  findings: readonly Finding[],
  covering: ReadonlyMap<string, readonly Match[]>,
): Map<string, AssetOutcome> {
  const ofAsset = new Map<string, Set<RuleCode>>();
  const ofUse = new Map<string, Set<RuleCode>>();
  for (const { asset, alsoAt, code, use } of findings) {
    if (use !== null && asset === null) add(ofUse, use, code);
    for (const path of asset === null ? alsoAt : [asset, ...alsoAt]) add(ofAsset, path, code);
  }
  return new Map(
    assets.map((asset) => {
      const uses = covering.get(asset.path) ?? [];
      const own = ofAsset.get(asset.path) ?? new Set<RuleCode>();
      const codes = new Set([...own, ...uses.flatMap(({ use }) => [...(ofUse.get(use.id) ?? [])])]);
      return [asset.path, outcomeOf(asset, uses.length > 0, own, codes)];
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
    return disclosure.find(([, rules]) => rules.some((code) => codes.has(code)))?.[0] ?? 'disclosed-ok';
  }
  if (own.has('P03')) return 'marking-stripped';
  if (own.has('P01')) return 'tampered-provenance';
  if (asset.verdict === 'possible') {
    return asset.evidence.some(({ says }) => says !== 'tool') ? 'suspected' : 'ai-assisted-review';
  }
  return asset.verdict === 'captured' ? 'verified-capture' : 'no-signal';
}
