import type { About } from './asset.ts';
import type { C2paSummary } from './c2pa.ts';
import type { PixelSkip } from './pixels.ts';
import type { Problem } from './problem.ts';

/**
 * What is said of an asset that its header alone settles: read in full, and nothing found that other bytes or another reader must
 * speak to. Without the asset itself, so that a million of these take little room.
 */
export interface Plain {
  readonly about: About;
  readonly problems: readonly Problem[];
  readonly c2pa: C2paSummary;
  /** Why its pixels need not be read. */
  readonly pixels: PixelSkip;
}
