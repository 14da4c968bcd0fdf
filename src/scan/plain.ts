import type { DiscoveredAsset } from '../discover/index.ts';
import { judge } from '../judge/index.ts';
import { conflictRules, markersFor } from '../markers/index.ts';
import type { Asset, JudgedAsset, Plain, Reading } from '../model/index.ts';
import { walkMaySettle, walkSettles } from '../read/walked.ts';
import { type PixelMode, pixelDecision } from '../read/watermark/candidate.ts';
import { pixelSubject } from './pixel-subject.ts';

/**
 * Judges an asset by its header; null where more must be read to judge it. Pure, but for the walk that it is given.
 * @param walk of its container; asked only where it could settle everything
 */
export function plainly(entry: DiscoveredAsset, walk: () => Reading | null, pixels: PixelMode): Plain | null {
  const { asset, problems } = entry;
  if (!walkMaySettle(asset)) return null;
  const walked = walk();
  // What speaks of other files is joined to them.
  if (walked === null || !walkSettles(asset, walked) || walked.facts.some(({ of }) => of !== undefined)) return null;
  const judged = judge(asset, problems, [walked], markersFor, conflictRules);
  if (judged.evidence.length > 0 || judged.verdict !== 'unmarked') return null;
  const decision = pixelDecision(pixelSubject(judged), pixels);
  return decision === 'read' ? null : { about: judged.about, problems: judged.problems, c2pa: judged.c2pa, pixels: decision };
}

/** What of an asset only judging it tells. */
export type Judgement = Omit<JudgedAsset, keyof Asset>;

const nothing: readonly never[] = [];

/** The asset as judging it gave it. */
export function plainAsset(asset: Asset, { about, problems, c2pa }: Plain): JudgedAsset {
  return withJudgement(asset, {
    verdict: 'unmarked',
    strength: null,
    generators: nothing,
    c2pa,
    about,
    evidence: nothing,
    conflicts: nothing,
    problems,
    sha256: null,
    thumbnail: null,
  });
}

/**
 * An asset that stands for one file and belongs to no other, with what judging it told. Field by field: made of parts by spreading
 * them, a million assets take three times as long.
 */
export function withJudgement(asset: Asset, judgement: Judgement): JudgedAsset {
  const { digests } = judgement;
  const judged = {
    path: asset.path,
    uri: asset.uri,
    kind: asset.kind,
    format: asset.format,
    recognised: asset.recognised,
    size: asset.size,
    parts: asset.parts,
    verdict: judgement.verdict,
    strength: judgement.strength,
    generators: judgement.generators,
    c2pa: judgement.c2pa,
    about: judgement.about,
    evidence: judgement.evidence,
    conflicts: judgement.conflicts,
    problems: judgement.problems,
    sha256: judgement.sha256,
    thumbnail: judgement.thumbnail,
  };
  return digests === undefined ? judged : { ...judged, digests };
}
