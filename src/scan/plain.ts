import type { DiscoveredAsset } from '../discover/index.ts';
import { judge } from '../judge/index.ts';
import { conflictRules, markersFor } from '../markers/index.ts';
import type { JudgedAsset, Reading } from '../model/index.ts';
import { walkMaySettle, walkSettles } from '../read/walked.ts';
import { type PixelMode, type PixelSkip, pixelDecision } from '../read/watermark/candidate.ts';
import { pixelSubject } from './pixel-subject.ts';

/** An asset that its header alone settles: read in full, and nothing found that other bytes or another reader must speak to. */
export interface Plain {
  readonly asset: JudgedAsset;
  /** Why its pixels need not be read. */
  readonly pixels: PixelSkip;
}

/**
 * Judges an asset by its header; null where more must be read to judge it. Pure, but for the walk that it is given.
 * @param walk of its container; asked only where it could settle everything
 */
export function plainly(entry: DiscoveredAsset, walk: () => Reading | null, pixels: PixelMode): Plain | null {
  const { asset, problems } = entry;
  if (!walkMaySettle(asset)) return null;
  const walked = walk();
  // What speaks of other files is joined to them.
  if (walked === null || !walkSettles(walked) || walked.facts.some(({ of }) => of !== undefined)) return null;
  const judged = judge(asset, problems, [walked], markersFor, conflictRules);
  if (judged.evidence.length > 0 || judged.verdict !== 'unmarked') return null;
  const decision = pixelDecision(pixelSubject(judged), pixels);
  return decision === 'read' ? null : { asset: judged, pixels: decision };
}
