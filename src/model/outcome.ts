/** What came of an asset when the paper was held against it (reference: FIELD A5), in kebab case. */
export const assetOutcomes = [
  'undisclosed',
  'temp-in-final',
  'disclosed-no-consent',
  'disclosed-unapproved',
  'disclosed-mismatch',
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
] as const;
export type AssetOutcome = (typeof assetOutcomes)[number];
