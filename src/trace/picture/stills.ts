import type { JudgedAsset, Sighting, SightingRelation } from '../../model/index.ts';
import { proofPicture } from '../../tools/still-picture.ts';
import type { PictureContext } from '../context.ts';
import { isPlain } from './appearances.ts';
import { decodeStill, gapOf } from './decode.ts';
import { decideVersion, type Original } from './originals.ts';
import type { Hit } from './search.ts';
import type { IndexedSource } from './source-print.ts';
import { type Copy, isPixelCopy, relationOfCopy, showsAll } from './still-copies.ts';
import { credentialOriginals, inOrder, type Originals, stillOriginal } from './still-originals.ts';
import { comparedSide } from './version-differences.ts';
import type { Picture } from './version-planes.ts';

/** Pixels of the longer side of a still that is searched. */
const searchedSide = 960;

/** Pixels of the longer side of a picture in the report. */
export const proofSide = 480;

/**
 * Likeness from which a still shows a source: a still has no second frame that could confirm it. What is less alike is kept only
 * where the two fit to the pixel but for some regions: much of the source was altered, and this is what it was made from. The
 * same goes for what is not plain: pages of text share letters.
 */
const leastScore = 0.5;

/** What was found in stills: copies of sources, and pictures that sources may have been made from. */
export interface StillAnswer {
  readonly sightings: readonly Sighting[];
  readonly originals: Originals;
}

/** Looks for the sources in unmarked stills. */
export async function searchStills(stills: readonly JudgedAsset[], context: PictureContext): Promise<StillAnswer> {
  const sightings: Sighting[] = [];
  const copies: { readonly copy: Copy; readonly sighting: Sighting }[] = [];
  const originals = credentialOriginals(context.sources);
  const waiting = [...stills];
  const next = async (): Promise<void> => {
    for (let still = waiting.shift(); still !== undefined; still = waiting.shift()) {
      context.input.signal?.throwIfAborted();
      for (const found of await inStill(still, context, originals)) {
        if (found.sighting !== null && found.copy !== null) copies.push({ copy: found.copy, sighting: found.sighting });
        else if (found.sighting !== null) sightings.push(found.sighting);
        if (found.original !== null) originals.set(found.source, [...(originals.get(found.source) ?? []), found.original]);
      }
    }
  };
  await Promise.all(Array.from({ length: context.pool.threads }, next));
  // What a copy can be held against is known only once all stills were looked at.
  for (const { copy, sighting } of copies) {
    const relation = await relationOfCopy(copy, originals.get(copy.source.asset.path) ?? [], context);
    sightings.push({ ...sighting, relation });
  }
  return { sightings, originals: inOrder(originals) };
}

/**
 * An unmarked still that differs from a source in some regions is what the source was made from, not a copy of it. Of what was
 * wholly generated it may as well be a copy with a title over it.
 */
function relationOfVersion(source: JudgedAsset, likeness: 'altered' | 'neighbour' | 'unrelated'): SightingRelation {
  return likeness === 'altered' && source.verdict === 'edited' ? 'original' : 'ambiguous';
}

interface FoundInStill {
  readonly source: string;
  readonly sighting: Sighting | null;
  readonly original: Original | null;
  /** Set where only what other stills tell can say which of both is seen. */
  readonly copy: Copy | null;
}

async function inStill(still: JudgedAsset, context: PictureContext, known: Originals): Promise<FoundInStill[]> {
  const { pool, sources, input, gaps, digests } = context;
  const isOutside = still.path.startsWith('marked:');
  try {
    const frame = await decodeStill(still, searchedSide, 1, input.frames);
    const hits = await pool.ask('search', { frame });
    const best = new Map<string, Hit>();
    for (const hit of hits) {
      const path = sources[hit.source]?.unit.path ?? '';
      const isItself = path === still.path || (still.sha256 !== null && digests.get(path) === still.sha256);
      // What was altered in large parts shares little with its original; what was generated has none.
      const { unit, asset } = sources[hit.source] as PictureContext['sources'][number];
      const mayBeOriginal = unit.seconds === null && asset.verdict === 'edited';
      if (!isItself && (hit.score >= leastScore || mayBeOriginal) && !best.has(path)) best.set(path, hit);
    }
    const all = [...best.values()].map((hit) => foundIn(still, hit, frame.width, isOutside, context, known));
    return (await Promise.all(all)).filter((one) => one !== null);
  } catch (error) {
    // One still that cannot be decoded, or compared, must not take what was found in the others.
    input.signal?.throwIfAborted();
    if (!isOutside) gaps.push(gapOf(error, still.path, 'target'));
    return [];
  }
}

async function foundIn(
  still: JudgedAsset,
  hit: Hit,
  searchedWidth: number,
  isOutside: boolean,
  context: PictureContext,
  known: Originals,
): Promise<FoundInStill | null> {
  const { sources, input } = context;
  const { asset, unit, fingerprintWidth } = sources[hit.source] as PictureContext['sources'][number];
  const source = asset.path;
  const own = stillOriginal(still, hit.mirrored, input.frames);
  const [picture, seen] = await Promise.all([
    unit.seconds === null ? decodeStill(asset, comparedSide, 3, input.frames) : null,
    decodeStill(still, comparedSide, 3, input.frames),
  ]);
  let relation: SightingRelation = 'marked';
  let original: Original | null = null;
  let copy: Copy | null = null;
  const isClear = hit.score >= leastScore;
  if (picture === null && !isPlain(hit)) return null;
  // A trusted credential says that a camera took this one; whatever is like it was made of it.
  if (still.verdict === 'captured' && isClear) [relation, original] = ['original', own];
  else if (picture !== null) {
    const named = { path: source, load: async () => picture, fingerprintWidth };
    const { differences } = await context.pairs.of(named, own);
    const { likeness } = differences;
    if (!(isClear && isPlain(hit)) && likeness !== 'altered' && likeness !== 'same') return null;
    const fromCredentials = (known.get(source) ?? []).filter(({ path }) => path === source);
    const isCopy = likeness === 'same' && asset.verdict === 'edited';
    if (likeness === 'altered' && fromCredentials.length > 0) {
      const shown = [{ picture: seen, matrix: hit.matrix, searchedWidth }];
      relation = (await decideVersion(named, fromCredentials, shown, context)).relation;
    } else if (isCopy && !isPixelCopy(picture, seen)) {
      const isWhole = showsAll(differences, seen);
      copy = { still, source: sources[hit.source] as IndexedSource, matrix: hit.matrix, searchedWidth, isWhole };
    } else if (likeness !== 'same') relation = relationOfVersion(asset, likeness);
    if (likeness !== 'same' && relation !== 'marked') original = own;
    if (still.verdict === 'captured') [relation, original, copy] = ['original', own, null];
  }
  if (isOutside) return { source, sighting: null, original, copy: null };
  const proof = input.pictures
    ? {
        source: picture === null ? null : await proofPicture(withBytes(picture), proofSide),
        target: await proofPicture(withBytes(seen), proofSide),
      }
    : null;
  return {
    source,
    original,
    copy,
    sighting: {
      source,
      in: still.path,
      fromSeconds: null,
      toSeconds: null,
      from: null,
      to: null,
      score: hit.score,
      medium: unit.seconds === null ? 'still' : 'clip',
      relation,
      inliers: hit.inliers,
      area: hit.area,
      outline: hit.outline,
      mirrored: hit.mirrored,
      ...(unit.seconds === null ? {} : { sourceFromSeconds: unit.seconds, sourceToSeconds: unit.seconds }),
      ...(original === null ? {} : { original: original.path }),
      ...(proof === null || proof.source === null ? {} : { proof: { source: proof.source, target: proof.target } }),
    },
  };
}

const withBytes = ({ width, height, data }: Picture) => ({ width, height, data: Uint8Array.from(data) });
