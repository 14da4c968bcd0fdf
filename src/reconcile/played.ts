import { type ByPath, isMarked, type JudgedAsset, type Play, type Playlist } from '../model/index.ts';
import type { DeclaredRange } from './clock.ts';
import type { UseMatch } from './matching.ts';
import { common, enough, lengthOf, type Span } from './ranges.ts';

/** A stretch of a composition. */
export interface PlayedPlace {
  /** Path of the CPL. */
  readonly in: string;
  /** Seconds from the start of the composition. */
  readonly span: Span;
  /** The same in seconds of the track file. */
  readonly stretch: Span;
}

/** Seconds: the half of a frame at 120 a second. What follows so closely follows without a gap, and what is shorter is nothing. */
const nothing = 1 / 240;

/** What compositions play, looked up by track file and by composition. */
export class Played {
  readonly #byTrack = new Map<string, { readonly in: string; readonly play: Play }[]>();
  readonly #byPath: ReadonlyMap<string, Playlist>;

  constructor(playlists: readonly Playlist[]) {
    this.#byPath = new Map(playlists.map((playlist) => [playlist.path, playlist]));
    for (const { path, plays } of playlists) {
      for (const play of plays) {
        const list = this.#byTrack.get(play.track);
        if (list) list.push({ in: path, play });
        else this.#byTrack.set(play.track, [{ in: path, play }]);
      }
    }
  }

  /** True for a track file of a composition. */
  isTrack(path: string): boolean {
    return this.#byTrack.has(path);
  }

  /**
   * Where a stretch of a track file is played, by composition and time; none where no composition plays it. One that plays on in
   * the next resource is one place.
   */
  places(track: string, stretch: Span): readonly PlayedPlace[] {
    const found = (this.#byTrack.get(track) ?? []).flatMap(({ in: path, play }) => {
      const shared = common(stretch, [play.trackFrom, play.trackFrom + play.length]);
      if (!shared || shared[1] - shared[0] < nothing) return [];
      const shift = play.from - play.trackFrom;
      return [{ in: path, span: [shared[0] + shift, shared[1] + shift] as const, shift }];
    });
    found.sort((a, b) => (a.in < b.in ? -1 : a.in > b.in ? 1 : a.span[0] - b.span[0]));
    const places: (typeof found)[number][] = [];
    for (const place of found) {
      const before = places.at(-1);
      const isNext =
        before?.in === place.in &&
        Math.abs(before.shift - place.shift) < nothing &&
        Math.abs(before.span[1] - place.span[0]) < nothing;
      if (isNext) places[places.length - 1] = { ...before, span: [before.span[0], place.span[1]] };
      else places.push(place);
    }
    return places.map(({ in: path, span, shift }) => ({ in: path, span, stretch: [span[0] - shift, span[1] - shift] as const }));
  }

  /** The stretches of track files that a composition plays in a stretch of its own time. */
  stretches(path: string, span: Span): readonly (Pick<PlayedPlace, 'span' | 'stretch'> & { readonly track: string })[] {
    return (this.#byPath.get(path)?.plays ?? []).flatMap(({ track, from, trackFrom, length }) => {
      const shared = common(span, [from, from + length]);
      if (!shared || shared[1] - shared[0] < nothing) return [];
      const shift = trackFrom - from;
      return [{ track, span: shared, stretch: [shared[0] + shift, shared[1] + shift] as const }];
    });
  }

  /**
   * A range in the timecode of a composition as ranges in the track files that are played then, or in the one that it names; any
   * other range as it stands.
   */
  ranges(range: DeclaredRange, assetAt: ByPath<JudgedAsset>): readonly DeclaredRange[] {
    const { asset, place } = range;
    const composition = compositionOf(range);
    if (composition === undefined || !place?.inside) return [range];
    return this.stretches(composition.path, place.inside).flatMap(({ track, span, stretch }) => {
      const found = assetAt.get(track);
      if (found === undefined || (asset !== composition && asset?.path !== track)) return [];
      const inTrack = { ...place, fromSeconds: stretch[0], toSeconds: stretch[1], inside: stretch };
      return [{ ...range, asset: found, composition, place: inTrack, playedAt: span }];
    });
  }

  /**
   * True where declared ranges hold half or more of a stretch of a track file, at each place where a composition plays it: what is
   * shown again later must be declared there as well. A composition in which nothing of the track file is declared is another version
   * of one in which it is: there the same stretch counts.
   * @param pieces ranges in this track file; of a file that no composition plays, those in its own time
   */
  isDeclared(track: string, stretch: Span, pieces: readonly DeclaredRange[]): boolean {
    const inFile = pieces.map(({ place }) => place?.inside);
    const places = this.places(track, stretch);
    if (places.length === 0) return holdsHalf(stretch, inFile);
    return places.every((place) => {
      const own = pieces.filter(({ composition }) => composition?.path === place.in);
      if (own.length === 0) return holdsHalf(place.stretch, inFile);
      const inComposition = own.map(({ playedAt }) => playedAt);
      return holdsHalf(place.span, inComposition);
    });
  }

  /**
   * Uses as they stand for track files too: a use of a composition speaks of everything that it plays, a range of what is marked of
   * that which is played then.
   */
  uses(uses: readonly UseMatch[], assetAt: ByPath<JudgedAsset>): readonly UseMatch[] {
    if (this.#byPath.size === 0) return uses;
    return uses.map((match) => {
      const met = new Map(match.met);
      const ranges = match.ranges.flatMap((range) => this.ranges(range, assetAt));
      for (const { asset, composition } of match.ranges)
        if (asset && composition && met.get(asset.path) === 'timecode') met.delete(asset.path);
      for (const [path, by] of match.met) {
        if (by === 'timecode') continue;
        for (const track of assetAt.get(path)?.tracks ?? []) if (met.get(track) === undefined) met.set(track, by);
      }
      for (const range of ranges) {
        const { asset } = range;
        if (asset !== null && compositionOf(range) !== undefined && isMarked(asset.verdict) && !met.has(asset.path))
          met.set(asset.path, 'timecode');
      }
      return { ...match, met, ranges };
    });
  }
}

function holdsHalf(span: Span, declared: readonly (Span | null | undefined)[]): boolean {
  const shared = declared.map((each) => each && common(each, span)).filter((each) => each !== null && each !== undefined);
  return shared.length > 0 && lengthOf(shared) >= enough * (span[1] - span[0]);
}

/** The composition in whose time a range lies. */
function compositionOf({ asset, composition }: DeclaredRange): JudgedAsset | undefined {
  return composition ?? (asset?.tracks === undefined ? undefined : asset);
}
