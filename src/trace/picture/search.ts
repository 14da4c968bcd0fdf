import type { PicturePoint } from '../../model/index.ts';
import { type Features, type GreyPicture, type Homography, pointNumbers, type Vision } from '../../tools/opencv.ts';
import { likeness } from './correlation.ts';
import { nearIn } from './descriptor-index.ts';
import { mirrored } from './grey.ts';
import { type MatchedFeatures, type Projection, projectionAlong, projectionOf, wordsOf } from './match.ts';
import { areaOf, outlineOf, unmirrored } from './projection.ts';
import { placingOf, type Similarity } from './similarity.ts';
import { type SearchedSources, seenBySource, strengthOf } from './source-view.ts';

/** One source that one frame shows. */
export interface Hit {
  /** Number of the source. */
  readonly source: number;
  /** From the source's fingerprint picture into the frame (of a mirrored frame: into the frame as it is). */
  readonly matrix: Homography;
  readonly mirrored: boolean;
  readonly inliers: number;
  /** Share of the source's visible blocks that the frame shows, 0 to 1. */
  readonly score: number;
  readonly outline: readonly PicturePoint[];
  /** Share of the frame, 0 to 1. */
  readonly area: number;
  /** How strongly the frame shows the source's own contrast: less in a dissolve or a fade. See `strengthOf`. */
  readonly strength: number;
}

/** Features of a frame. */
const frameFeatures = 1000;

/** Sources that are looked at closely for one frame. */
const candidateLimit = 5;

/** Corners that must tell of one placing before a source is looked at closely. */
const fewestVotes = 5;

/** A projection that fewer features agree with proves nothing. */
const fewestInliers = 8;

/** Blocks that must be compared before their likeness counts. */
const fewestBlocks = 12;

/** Everything of `sources` that a frame shows, upright or mirrored. */
export function search(frame: GreyPicture, sources: SearchedSources, vision: Vision): readonly Hit[] {
  const { upright, mirrored: flipped } = vision.featuresBothWays(frame, frameFeatures);
  // The mirrored frame itself is only needed where something is found in it.
  const shown = hitsOf(upright, () => frame, frame.width, sources, vision);
  const back = hitsOf(flipped, () => mirrored(frame), frame.width, sources, vision).map((hit) => turnedBack(hit, frame.width));
  return [...shown, ...back].sort((a, b) => b.inliers * b.score - a.inliers * a.score);
}

/** What was found in a mirrored frame, as the frame shows it. */
function turnedBack(hit: Hit, width: number): Hit {
  return {
    ...hit,
    mirrored: true,
    matrix: unmirrored(hit.matrix, width),
    outline: hit.outline.map(([x, y]) => [1 - x, y] as const),
  };
}

/** One of some sources anywhere in a frame, upright or mirrored; null where it shows none of them. */
export function lookFor(
  wanted: readonly number[],
  isMirrored: boolean,
  frame: GreyPicture,
  sources: SearchedSources,
  vision: Vision,
): Hit | null {
  const hit = lookedFor(wanted, null, isMirrored ? mirrored(frame) : frame, sources, vision);
  return hit === null || !isMirrored ? hit : turnedBack(hit, frame.width);
}

/** The sources that a frame shows upright, the best first. */
export function hitsIn(frame: GreyPicture, sources: SearchedSources, vision: Vision): Hit[] {
  return hitsOf(vision.features(frame, frameFeatures), () => frame, frame.width, sources, vision);
}

/** @param wanted sources that are looked for; null: all */
function hitsOf(
  found: Features,
  load: () => GreyPicture,
  width: number,
  sources: SearchedSources,
  vision: Vision,
  wanted: readonly number[] | null = null,
): Hit[] {
  if (found.count < fewestInliers) return [];
  const features = matchedOf(found);
  const placings = [...nearIn(sources.index, features.words)].flatMap(([source, near]) => {
    if (wanted?.includes(source) === false) return [];
    const placing = placingIn(source, near, features, sources, width);
    return placing === null ? [] : [{ source, placing }];
  });
  if (placings.length === 0) return [];
  const frame = load();
  const candidates = placings.sort((a, b) => b.placing.votes - a.placing.votes || a.source - b.source).slice(0, candidateLimit);
  return candidates.flatMap(({ source, placing }) => {
    const hit = hitOf(source, placing, frame, features, sources, vision);
    return hit === null ? [] : [hit];
  });
}

const matchedOf = ({ count, points, descriptors }: Features): MatchedFeatures => ({
  count,
  points,
  words: wordsOf(descriptors),
});

/** How a source would stand in the frame, by what the index found near; null where that tells of nothing. */
function placingIn(
  source: number,
  near: readonly number[],
  features: MatchedFeatures,
  { index, prints }: SearchedSources,
  frameWidth: number,
): Similarity | null {
  const first = index.starts[source] as number;
  const points = prints.points.subarray(first * pointNumbers);
  const pairs = near.map((number, at) => (at % 2 === 0 ? number : number - first));
  return placingOf(pairs, points, features.points, frameWidth, fewestVotes);
}

function hitOf(
  source: number,
  placing: Similarity,
  frame: GreyPicture,
  features: MatchedFeatures,
  sources: SearchedSources,
  vision: Vision,
): Hit | null {
  const { own, isSane } = knownOf(source, frame, sources);
  const projection = projectionOf(own, features, frame, placing, isSane, vision);
  const hit = projection === null ? null : weighed(source, projection, frame, sources, vision);
  return hit !== null && isProof(hit.inliers, hit.score) ? hit : null;
}

/** A source where it is expected: it needs less proof than one that nobody expects. */
const followedProof = { inliers: 8, score: 0.3 };

/** Where a source was seen in another frame of the same shot. */
export interface SeenBefore {
  readonly source: number;
  readonly matrix: Homography;
  /** Whether the frame lies so near that it cannot have moved far. */
  readonly isNear: boolean;
}

/**
 * One of some sources in an upright frame, where it stood in another frame or else anywhere; null where none is shown.
 * @param before where it was seen; null where the pictures of the sources change from frame to frame
 */
export function lookedFor(
  wanted: readonly number[],
  before: SeenBefore | null,
  frame: GreyPicture,
  sources: SearchedSources,
  vision: Vision,
): Hit | null {
  const found = vision.features(frame, frameFeatures);
  const anywhere = (): Hit | null => hitsOf(found, () => frame, frame.width, sources, vision, wanted)[0] ?? null;
  if (before === null) return anywhere();
  const followed = (): Hit | null => followedIn(before, frame, matchedOf(found), sources, vision);
  // Far from where it was seen, the little proof that following needs may be of another place.
  return before.isNear ? followed() : (anywhere() ?? followed());
}

function followedIn(
  { source, matrix }: SeenBefore,
  frame: GreyPicture,
  features: MatchedFeatures,
  sources: SearchedSources,
  vision: Vision,
): Hit | null {
  const { own, isSane } = knownOf(source, frame, sources);
  const projection = projectionAlong(own, features, frame, matrix, isSane, vision);
  const hit = projection === null ? null : weighed(source, projection, frame, sources, vision);
  return hit !== null && hit.inliers >= followedProof.inliers && hit.score >= followedProof.score ? hit : null;
}

function knownOf(source: number, frame: GreyPicture, { index, prints }: SearchedSources) {
  const [first, end] = [index.starts[source] as number, index.starts[source + 1] as number];
  const own: MatchedFeatures = {
    count: end - first,
    points: prints.points.subarray(first * pointNumbers, end * pointNumbers),
    words: index.descriptors.subarray(first * 8, end * 8),
  };
  const size = prints.sizes[source] as { width: number; height: number };
  return { own, isSane: (matrix: Homography): boolean => outlineOf(matrix, size, frame) !== null };
}

/** A projection with what speaks for it; null where too little can be compared. */
function weighed(
  source: number,
  { matrix, inliers }: Projection,
  frame: GreyPicture,
  sources: SearchedSources,
  vision: Vision,
): Hit | null {
  const outline = outlineOf(matrix, sources.prints.sizes[source] as { width: number; height: number }, frame);
  if (inliers < fewestInliers || outline === null) return null;
  const seen = seenBySource(frame, matrix, source, sources, vision);
  const { blocks, score } = likeness(seen.source, seen.picture, seen.inside);
  if (blocks < fewestBlocks) return null;
  const strength = strengthOf(frame, matrix, source, sources, vision);
  return { source, matrix, mirrored: false, inliers, score, outline, area: areaOf(outline), strength };
}

/**
 * Many features that agree need little likeness besides, few need much. Measured on 600 frames: of projections of the wrong
 * picture none had a score above 0.17, of the right one few had one below 0.4.
 */
function isProof(inliers: number, score: number): boolean {
  return (inliers >= 20 && score >= 0.25) || (inliers >= 12 && score >= 0.35) || score >= 0.5;
}
