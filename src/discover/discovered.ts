import type { Asset, Problem } from '../model/index.ts';

/** An asset with what discovering it brought to light. */
export interface DiscoveredAsset {
  readonly asset: Asset;
  readonly problems: readonly Problem[];
}
