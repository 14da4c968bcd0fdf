import type { JudgedAsset } from '../model/index.ts';
import type { DeclaredRange, RangePlace } from './clock.ts';

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
