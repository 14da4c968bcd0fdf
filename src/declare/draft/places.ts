import type { PlainMap } from '../../written/read.ts';

/** Where a marked source is seen or heard, and no use declares it. */
export interface SeenPlace {
  readonly source: string;
  /** The video or sound. */
  readonly asset: string;
  /** Timecodes, `out` exclusive. */
  readonly in: string;
  readonly out: string;
}

/** Places by their source, those of one source by video and time. */
export function placesBySource(places: readonly SeenPlace[]): ReadonlyMap<string, readonly SeenPlace[]> {
  const bySource = new Map<string, SeenPlace[]>();
  for (const place of places) {
    const known = bySource.get(place.source);
    if (known) known.push(place);
    else bySource.set(place.source, [place]);
  }
  return bySource;
}

/** The places of a use, by video and time; a place that two sources share (picture and sound of one clip) is one range. */
export function placesOf(
  paths: readonly string[],
  bySource: ReadonlyMap<string, readonly SeenPlace[]>,
): readonly (Omit<SeenPlace, 'source'> & { readonly sources: readonly string[] })[] {
  const ranges = new Map<string, Omit<SeenPlace, 'source'> & { sources: string[] }>();
  for (const { source, ...range } of paths.flatMap((path) => bySource.get(path) ?? [])) {
    const key = JSON.stringify([range.asset, range.in, range.out]);
    const known = ranges.get(key);
    if (known) known.sources.push(source);
    else ranges.set(key, { ...range, sources: [source] });
  }
  return [...ranges].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, range]) => range);
}

/** The same as the field `timecodes` of a use. */
export function timecodesOf(places: readonly Omit<SeenPlace, 'source'>[]): readonly PlainMap[] {
  return places.map(({ asset, in: from, out }) => ({ asset, in: from, out }));
}
