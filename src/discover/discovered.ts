import type { Asset, Plain, Problem, Reading } from '../model/index.ts';

/** An asset with what discovering it brought to light. */
export interface DiscoveredAsset {
  readonly asset: Asset;
  readonly problems: readonly Problem[];
  /** True of a frame that was not opened, because only some frames of each sequence are to be read. */
  readonly isUnread?: true;
  /** What was read of it to discover it: the composition of a package. */
  readonly readings?: readonly Reading[];
  /** What its header alone settled, where nothing else speaks of it. */
  readonly plain?: () => Plain;
}
