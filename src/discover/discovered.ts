import type { Asset, Problem } from '../model/index.ts';

/** An asset with what discovering it brought to light. */
export interface DiscoveredAsset {
  readonly asset: Asset;
  readonly problems: readonly Problem[];
  /** True of a frame that was not opened, because only some frames of each sequence are to be read. */
  readonly isUnread?: true;
}
