import type { RuleCode } from './finding.ts';

/** What came of an asset when the paper was held against it (reference: FIELD A5), in kebab case. */
export const assetOutcomes = [
  'undisclosed',
  'temp-in-final',
  'disclosed-no-consent',
  'disclosed-unapproved',
  'disclosed-mismatch',
  'disclosed-unchecked',
  'disclosed-ok',
  'marking-stripped',
  'tampered-provenance',
  'unreadable',
  'suspected',
  'ai-assisted-review',
  'verified-capture',
  'no-signal',
  'excluded',
  'waived',
  'outside',
] as const;
/**
 * Rules that decide how well a declared asset is disclosed, worst first; of the asset itself or of a use that covers it. Where
 * the audience is not told, or an input not cleared, the use is no more settled than without an approval.
 */
export const disclosureRules: readonly (readonly [AssetOutcome, readonly RuleCode[]])[] = [
  ['temp-in-final', ['D04']],
  ['disclosed-no-consent', ['D07']],
  ['disclosed-unapproved', ['D05', 'D06', 'D08', 'D09', 'D12']],
  ['disclosed-mismatch', ['D02', 'D03', 'D15', 'D18']],
  // A credential that does not validate is nothing that a declaration answers for.
  ['tampered-provenance', ['P01']],
];
export type AssetOutcome = (typeof assetOutcomes)[number];
