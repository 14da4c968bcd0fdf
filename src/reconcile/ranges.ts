import type { JudgedAsset, RangeOutcome, Use } from '../model/index.ts';
import { isMarked } from '../model/index.ts';
import type { DeclaredRange, RangePlace } from './clock.ts';
import type { HeldSighting } from './sightings.ts';

export type { DeclaredRange } from './clock.ts';

/** Every declared range with the asset that it speaks of, in the order of the declaration. */
export function declaredRanges(uses: readonly { readonly ranges: readonly DeclaredRange[] }[]): DeclaredRange[] {
  return uses.flatMap(({ ranges }) => ranges);
}

/** From this share on, two times mean the same (reference: FIELD A6, step 3). */
export const enough = 0.5;

/**
 * Wholly generated assets of which the declared ranges, of all uses together, are less than half: by path, the ranges in
 * words. An asset of unknown duration always is one: nobody can say how much of it was declared, and its path can be.
 */
export function partlyDeclared(uses: readonly { readonly ranges: readonly DeclaredRange[] }[]): ReadonlyMap<string, string> {
  const declared = new Map<string, { readonly asset: JudgedAsset; readonly places: RangePlace[] }>();
  for (const { asset, place } of declaredRanges(uses)) {
    if (asset?.verdict !== 'generated' || !place?.inside) continue;
    const known = declared.get(asset.path);
    if (known) known.places.push(place);
    else declared.set(asset.path, { asset, places: [place] });
  }
  const partly = new Map<string, string>();
  for (const [path, { asset, places }] of declared) {
    const covered = lengthOf(places.flatMap(({ inside }) => (inside ? [inside] : [])));
    if (covered >= enough * (asset.about.duration ?? Number.POSITIVE_INFINITY)) continue;
    partly.set(path, [...new Set(places.map(({ from, to }) => `${from}-${to}`))].join(', '));
  }
  return partly;
}

/**
 * How the declared ranges fared, and where marked material is seen that no range declares. A range is matched where the video
 * itself is marked or a marked source is seen for half of the shorter of both; where nothing was searched, nothing can be said.
 * @param held what tracing saw; undefined where nothing was traced
 * @param untraced videos and sounds that could not be searched, and sources that could not be searched for, by path
 */
export function rangeOutcomesOf(
  ranges: readonly DeclaredRange[],
  held?: readonly HeldSighting[],
  untraced: ReadonlySet<string> = new Set(),
): RangeOutcome[] {
  const seenIn = new Map<string, HeldSighting[]>();
  for (const one of held ?? []) append(seenIn, one.sighting.in, one);
  const outcomes = ranges.map((range) => {
    const path = range.asset?.path ?? '';
    const isSearched = held !== undefined && range.asset !== null && !untraced.has(path) && !isUntraceable(range.use, untraced);
    return rangeOutcome(range, seenIn.get(path) ?? [], isSearched);
  });
  return [...outcomes, ...(held ?? []).flatMap(seenOutcomes)];
}

/** True where a use names its sources and none of them could be searched for. */
function isUntraceable({ assets }: Use, untraced: ReadonlySet<string>): boolean {
  const paths = assets.map((ref) => ('path' in ref ? ref.path : ''));
  return paths.length > 0 && paths.every((path) => untraced.has(path));
}

function rangeOutcome(declared: DeclaredRange, held: readonly HeldSighting[], isSearched: boolean): RangeOutcome {
  const { use, range, asset, place } = declared;
  const inside = place?.inside;
  const seen = held.filter(({ span }) => {
    const shared = span && inside && common(span, inside);
    return shared && lengthOf([shared]) >= enough * Math.min(span[1] - span[0], inside[1] - inside[0]);
  });
  const isMatched = seen.length > 0 || (inside && asset && isMarked(asset.verdict));
  return {
    use: use.id,
    asset: asset?.path ?? range.asset ?? '',
    from: place?.from ?? range.in,
    to: place?.to ?? range.out,
    fromSeconds: place?.fromSeconds ?? null,
    toSeconds: place?.toSeconds ?? null,
    outcome: isMatched ? 'declared-and-matched' : isSearched ? 'declared-unmatched' : 'unverifiable',
    sources: [...new Set(seen.map(({ sighting }) => sighting.source))],
  };
}

/**
 * Where a sighting stands beside the declared ranges: under each use of its source that lists no timecodes, else as undeclared.
 * What is declared as temporary, lost its mark on the way or may be the original has a finding and no row here.
 */
function seenOutcomes({ sighting, span, place, bySource, byRange, temporary, code, target }: HeldSighting): RangeOutcome[] {
  if (span === undefined || place === undefined || temporary !== undefined) return [];
  const [fromSeconds, toSeconds] = span;
  const row = { asset: sighting.in, ...place, fromSeconds, toSeconds, sources: [sighting.source] };
  if (bySource.length > 0) return bySource.map(({ id }) => ({ use: id, ...row, outcome: 'declared-and-matched' }));
  const isTold = byRange.length > 0 || code === 'P03' || sighting.relation === 'ambiguous' || target?.verdict === 'generated';
  return isTold ? [] : [{ use: null, ...row, outcome: 'matched-undeclared' }];
}

/** Seconds, `to` exclusive. */
export type Span = readonly [number, number];

/** What two spans share. */
export function common(a: Span, b: Span): Span | undefined {
  const [from, to] = [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
  return from < to ? [from, to] : undefined;
}

/** Seconds that spans cover together; what two of them share counts once. */
export function lengthOf(spans: readonly Span[]): number {
  let [length, reached] = [0, Number.NEGATIVE_INFINITY];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    length += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return length;
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
