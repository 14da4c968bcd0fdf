import type { DiscoveredAsset } from '../discover/index.ts';
import { judge } from '../judge/index.ts';
import { conflictRules, markers } from '../markers/index.ts';
import type { JudgedAsset, Reading } from '../model/index.ts';
import { needsOthers } from '../read/walked.ts';
import { type PixelMode, type PixelSkip, pixelDecision } from '../read/watermark/candidate.ts';
import { pixelSubject } from './pixel-subject.ts';

/** An asset that its header alone settles: read in full, and nothing found that bytes or another reader must speak to. */
export interface Plain {
  readonly asset: JudgedAsset;
  readonly pixels: PixelSkip;
}

/** What decides whether pixels would be read. */
export interface PlainTerms {
  readonly pixels: PixelMode;
  readonly hasDecoder: boolean;
}

/** Judges an asset by its header; null where more must be read to judge it. Pure. */
export function plainly({ asset, problems }: DiscoveredAsset, walked: Reading | null, terms: PlainTerms): Plain | null {
  if (walked === null || needsOthers(asset, walked)) return null;
  // What speaks of other files is joined to them.
  if (walked.facts.some(({ of }) => of !== undefined)) return null;
  const judged = judge(asset, problems, [walked], markers, conflictRules);
  if (judged.evidence.length > 0 || judged.verdict !== 'unmarked') return null;
  const decision = terms.hasDecoder ? pixelDecision(pixelSubject(judged), terms.pixels) : 'no-decoder';
  return decision === 'read' ? null : { asset: judged, pixels: decision };
}
