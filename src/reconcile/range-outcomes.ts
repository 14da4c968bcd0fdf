import { isMarked, type RangeOutcome, type TraceGap, type Use } from '../model/index.ts';
import { absentDestinations } from './destinations.ts';
import { common, type DeclaredRange, enough, lengthOf } from './ranges.ts';
import { type HeldSighting, temporaryUse } from './sightings.ts';

/**
 * How the declared ranges fared, and where marked material is seen that no range declares. A range is matched where the video
 * itself is marked or a marked source is seen for half of the shorter of both; where nothing was searched, nothing can be said.
 * @param held what tracing saw; undefined where nothing was traced
 * @param gaps videos and sounds that could not be searched, and sources that could not be searched for
 * @param played a range of a composition as ranges of the track files that it plays then; any other as it stands
 */
export function rangeOutcomesOf(
  ranges: readonly DeclaredRange[],
  held?: readonly HeldSighting[],
  gaps: readonly TraceGap[] = [],
  played: (range: DeclaredRange) => readonly DeclaredRange[] = (range) => [range],
): RangeOutcome[] {
  const seenIn = new Map<string, HeldSighting[]>();
  for (const one of held ?? []) append(seenIn, one.sighting.in, one);
  const of = (role: TraceGap['role']) => new Set(gaps.flatMap((gap) => (gap.role === role ? [gap.path] : [])));
  const [unsearched, unsought] = [of('target'), of('source')];
  const outcomes = ranges.map((range) => {
    const pieces = played(range);
    const isSearched = ({ use, asset }: DeclaredRange): boolean =>
      held !== undefined && asset !== null && !unsearched.has(asset.path) && !isUntraceable(use, asset.path, unsought);
    const seen = pieces.flatMap((piece) => seenInRange(piece, seenIn.get(piece.asset?.path ?? '') ?? []));
    return rangeOutcome(range, pieces, seen, pieces.length > 0 && pieces.every(isSearched));
  });
  return [...outcomes, ...(held ?? []).flatMap(seenOutcomes)];
}

/** True where a use names its sources, beside the video in which the range lies, and none of them could be searched for. */
function isUntraceable({ assets }: Use, video: string, unsought: ReadonlySet<string>): boolean {
  const paths = assets.map((ref) => ('path' in ref ? ref.path : '')).filter((path) => path !== video);
  return paths.length > 0 && paths.every((path) => unsought.has(path));
}

/** Sightings of which a range holds half of the shorter of both. */
function seenInRange({ use, place }: DeclaredRange, held: readonly HeldSighting[]): readonly HeldSighting[] {
  const inside = place?.inside;
  const isAbsent = absentDestinations.includes(use.destination);
  return held.filter((one) => {
    // Of temporary material, only what this very use declares is what stayed.
    if (isAbsent && temporaryUse(one) !== use) return false;
    const { span } = one;
    const shared = span && inside && common(span, inside);
    return shared && lengthOf([shared]) >= enough * Math.min(span[1] - span[0], inside[1] - inside[0]);
  });
}

/** @param pieces the same range where it is held against what was seen: in the track files of a composition, else itself */
function rangeOutcome(
  { use, range, asset, place, composition }: DeclaredRange,
  pieces: readonly DeclaredRange[],
  seen: readonly HeldSighting[],
  isSearched: boolean,
): RangeOutcome {
  const isInMarked = pieces.some((piece) => piece.place?.inside && piece.asset && isMarked(piece.asset.verdict));
  const isMatched = seen.length > 0 || isInMarked;
  // The seconds of a track file are its own; the timecodes are those of the composition.
  const inAsset = composition === undefined ? place : pieces[0]?.place;
  const matched = absentDestinations.includes(use.destination) ? 'temp-in-final' : 'declared-and-matched';
  return {
    use: use.id,
    asset: asset?.path ?? range.asset ?? '',
    from: place?.from ?? range.in,
    to: place?.to ?? range.out,
    fromSeconds: inAsset?.fromSeconds ?? null,
    toSeconds: inAsset?.toSeconds ?? null,
    outcome: isMatched ? matched : isSearched ? 'declared-unmatched' : 'unverifiable',
    sources: [...new Set(seen.map(({ sighting }) => sighting.source))],
  };
}

/**
 * Where a sighting stands beside the declared ranges: under each use of its source that lists no timecodes, or that declares it
 * as temporary, else as undeclared. What lost its mark on the way or may be the original has a finding and no row here.
 */
function seenOutcomes(held: HeldSighting): RangeOutcome[] {
  const { sighting, span, place, bySource, byRange, code, target } = held;
  if (span === undefined || place === undefined) return [];
  const [fromSeconds, toSeconds] = span;
  const row = { asset: sighting.in, ...place, fromSeconds, toSeconds, sources: [sighting.source] };
  const temporary = temporaryUse(held);
  if (temporary !== undefined)
    return byRange.includes(temporary) ? [] : [{ use: temporary.id, ...row, outcome: 'temp-in-final' }];
  const final = bySource.filter(({ destination }) => !absentDestinations.includes(destination));
  if (final.length > 0) return final.map(({ id }) => ({ use: id, ...row, outcome: 'declared-and-matched' }));
  const isTold = byRange.length > 0 || code === 'P03' || sighting.relation === 'ambiguous' || target?.verdict === 'generated';
  return isTold ? [] : [{ use: null, ...row, outcome: 'matched-undeclared' }];
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
