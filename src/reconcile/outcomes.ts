import { type Finding, isMarked, type JudgedAsset, type RuleCode } from '../model/index.ts';

/** What came of an asset when the paper was held against it (reference: FIELD A5), in kebab case. */
export const assetOutcomes = [
  'undisclosed',
  'disclosed-mismatch',
  'disclosed-ok',
  'tampered-provenance',
  'unreadable',
  'suspected',
  'ai-assisted-review',
  'verified-capture',
  'no-signal',
] as const;
export type AssetOutcome = (typeof assetOutcomes)[number];

/** The outcome of every asset, by path. A marked asset is told by its disclosure, any other by what is known of it. */
export function outcomesOf(assets: readonly JudgedAsset[], findings: readonly Finding[]): Map<string, AssetOutcome> {
  const codes = new Map<string, Set<RuleCode>>();
  for (const { asset, alsoAt, code } of findings) {
    for (const path of asset === null ? alsoAt : [asset, ...alsoAt]) {
      codes.set(path, (codes.get(path) ?? new Set<RuleCode>()).add(code));
    }
  }
  return new Map(assets.map((asset) => [asset.path, outcomeOf(asset, codes.get(asset.path) ?? new Set())]));
}

function outcomeOf(asset: JudgedAsset, codes: ReadonlySet<RuleCode>): AssetOutcome {
  if (isMarked(asset.verdict)) {
    if (codes.has('D01')) return 'undisclosed';
    return codes.has('D02') || codes.has('D03') ? 'disclosed-mismatch' : 'disclosed-ok';
  }
  if (asset.verdict === 'unreadable') return 'unreadable';
  if (codes.has('P01')) return 'tampered-provenance';
  if (asset.verdict === 'possible') {
    return asset.evidence.some(({ says }) => says !== 'tool') ? 'suspected' : 'ai-assisted-review';
  }
  return asset.verdict === 'captured' ? 'verified-capture' : 'no-signal';
}
