import type { JudgedAsset, RangeOutcome, Sighting } from '../model/index.ts';
import { isMarked } from '../model/index.ts';
import type { DeclaredRange, RangePlace } from './clock.ts';

export type { DeclaredRange } from './clock.ts';

/** Every declared range with the asset that it speaks of, in the order of the declaration. */
export function declaredRanges(uses: readonly { readonly ranges: readonly DeclaredRange[] }[]): DeclaredRange[] {
  return uses.flatMap(({ ranges }) => ranges);
}

/** From this share on, two times mean the same (reference: FIELD A6, step 3). */
const enough = 0.5;

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
 * How the declared ranges fared, and the sightings that no range declares. A range is matched where the video itself is marked
 * or a marked source is seen for half of the shorter of both; without tracing, nothing else can be said of it.
 * @param sightings what tracing saw; undefined where nothing was traced
 */
export function rangeOutcomesOf(ranges: readonly DeclaredRange[], sightings?: readonly Sighting[]): RangeOutcome[] {
  const seenIn = new Map<string, TimedSighting[]>();
  const timed = sightings?.filter(isTimed);
  for (const sighting of timed ?? []) append(seenIn, sighting.in, sighting);
  const declaredIn = new Map<string, Span[]>();
  for (const { asset, place } of ranges) if (asset && place?.inside) append(declaredIn, asset.path, place.inside);
  const outcomes = ranges.map((range) => rangeOutcome(range, timed && (seenIn.get(range.asset?.path ?? '') ?? [])));
  const undeclared = (timed ?? []).filter((sighting) => {
    const span = spanOf(sighting);
    const shared = (declaredIn.get(sighting.in) ?? []).flatMap((declared) => {
      const both = common(declared, span);
      return both ? [both] : [];
    });
    return lengthOf(shared) < enough * (span[1] - span[0]) || shared.length === 0;
  });
  return [...outcomes, ...undeclared.map(undeclaredOutcome)];
}

function rangeOutcome(declared: DeclaredRange, sightings: readonly TimedSighting[] | undefined): RangeOutcome {
  const { use, range, asset, place } = declared;
  const inside = place?.inside;
  const seen = (inside ? (sightings ?? []) : []).filter((sighting) => {
    const [span, own] = [spanOf(sighting), inside as Span];
    const shared = common(span, own);
    return shared !== undefined && lengthOf([shared]) >= enough * Math.min(span[1] - span[0], own[1] - own[0]);
  });
  const isMatched = seen.length > 0 || (inside && asset && isMarked(asset.verdict));
  return {
    use: use.id,
    asset: asset?.path ?? range.asset ?? '',
    from: place?.from ?? range.in,
    to: place?.to ?? range.out,
    fromSeconds: place?.fromSeconds ?? null,
    toSeconds: place?.toSeconds ?? null,
    outcome: isMatched ? 'declared-and-matched' : sightings && asset ? 'declared-unmatched' : 'unverifiable',
    sources: [...new Set(seen.map(({ source }) => source))],
  };
}

function undeclaredOutcome({ source, in: asset, from, to, fromSeconds, toSeconds }: TimedSighting): RangeOutcome {
  const place = { from: from ?? '', to: to ?? '', fromSeconds, toSeconds };
  return { use: null, asset, ...place, outcome: 'matched-undeclared', sources: [source] };
}

/** A sighting in a video or a sound; in a still it has no time. */
type TimedSighting = Sighting & { readonly fromSeconds: number; readonly toSeconds: number };

function isTimed(sighting: Sighting): sighting is TimedSighting {
  return sighting.fromSeconds !== null && sighting.toSeconds !== null;
}

/** Seconds, `to` exclusive. */
type Span = readonly [number, number];

function spanOf({ fromSeconds, toSeconds }: TimedSighting): Span {
  return [fromSeconds, toSeconds];
}

function common(a: Span, b: Span): Span | undefined {
  const [from, to] = [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
  return from < to ? [from, to] : undefined;
}

/** Seconds that spans cover together; what two of them share counts once. */
function lengthOf(spans: readonly Span[]): number {
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
