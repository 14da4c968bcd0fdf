import type { AssetRef, Declaration, JudgedAsset, List, ListedMeeting, Skipped, Use, UseOutcome } from '../model/index.ts';
import type { DeclaredRange } from './clock.ts';
import { DeliveryIndex, type EntryMatch } from './delivery-index.ts';
import { type MatchKey, matchKeys } from './keys.ts';
import type { ListedDigests } from './listed-digests.ts';
import { partlyDeclared } from './ranges.ts';

export { type MatchKey, matchKeys } from './keys.ts';

/** A use that covers an asset, and the strongest key by which it does. */
export interface Match {
  readonly use: Use;
  readonly by: MatchKey;
}

/** How one use fared against the delivery. */
export interface UseMatch {
  readonly use: Use;
  readonly outcome: UseOutcome['outcome'];
  /** Paths of the assets met, each with the strongest key. */
  readonly met: ReadonlyMap<string, MatchKey>;
  /** Entries that surely met nothing. */
  readonly missing: readonly string[];
  /** Ranges that lie outside their video, or in no video that could be told: they cover nothing, and D15 says why. */
  readonly misplaced: readonly string[];
  /** Entries that what was read can neither meet nor refute. */
  readonly unverified: readonly string[];
  /** Every entry as written, with the number of assets that it met. */
  readonly entries: readonly {
    readonly entry: string;
    /** The path or glob in it. */
    readonly path: string | undefined;
    readonly by: MatchKey;
    readonly count: number;
  }[];
  /** Entries that met an asset by case alone, with its path. */
  readonly byCaseAlone: readonly { readonly entry: string; readonly path: string }[];
  /** Assets of `met` that a digest met which a manifest lists and nobody computed. */
  readonly listed: readonly ListedMeeting[];
  /** Every range of the use, in each video that it names. */
  readonly ranges: readonly DeclaredRange[];
  /** For the first missing entry that has one: a path or glob that its writer may have meant. */
  readonly didYouMean?: string;
}

/** The document ids that an asset states (`xmpMM:DocumentID`), by path. */
export type DocumentIds = (path: string) => readonly string[];

/**
 * Holds every use of the declaration against the delivery; in the order of the declaration. Pure.
 * @param seenOutside assets of `--marked` folders that are seen in the delivery: they are in it all the same
 * @param listed digests that stand for those which nobody computed
 */
export function matchUses(
  declaration: Declaration | null,
  assets: List<JudgedAsset>,
  skipped: readonly Skipped[],
  documentIds: DocumentIds | undefined,
  seenOutside: readonly JudgedAsset[] = [],
  listed?: ListedDigests,
): UseMatch[] {
  if (!declaration || declaration.uses.length === 0) return [];
  const delivery = new DeliveryIndex(assets, skipped, documentIds, declaration.delivery, listed);
  const outside = seenOutside.length === 0 ? undefined : new DeliveryIndex(seenOutside, [], documentIds, undefined);
  return declaration.uses.map((use) => matchUse(use, delivery, outside));
}

/**
 * Paths of the assets that uses name by path, digest or document id, and not as the video in which ranges of the same use lie (of
 * that, only the ranges are declared as AI): they can be searched for. None where the declaration says that no AI was used.
 * @param marked assets of the folders of `--marked`
 */
export function namedByUses(
  declaration: Declaration | null,
  assets: List<JudgedAsset>,
  skipped: readonly Skipped[],
  documentIds: DocumentIds | undefined,
  marked: readonly JudgedAsset[] = [],
  listed?: ListedDigests,
): ReadonlySet<string> {
  if (declaration?.statement === 'none-used') return new Set();
  const matches = matchUses(declaration, assets, skipped, documentIds, marked, listed);
  return new Set(
    matches.flatMap(({ met, ranges }) => {
      const ranged = new Set(ranges.map(({ asset }) => asset?.path));
      return [...met].flatMap(([path, by]) => (by === 'timecode' || ranged.has(path) ? [] : [path]));
    }),
  );
}

function matchUse(use: Use, delivery: DeliveryIndex, outside: DeliveryIndex | undefined): UseMatch {
  const entries: readonly EntryMatch[] = [
    ...use.assets.map((ref) => withOutside(delivery.ref(ref), ref, outside)),
    ...(use.otherRefs ?? []).map((ref) => delivery.otherRef(ref)),
    ...use.timecodes.map((range, index) => delivery.range(use, range, index)),
  ];
  const met = new Map<string, MatchKey>();
  for (const { paths, by } of entries) {
    for (const path of paths) {
      const before = met.get(path);
      if (before === undefined || matchKeys.indexOf(by) < matchKeys.indexOf(before)) met.set(path, by);
    }
  }
  const unmet = entries.filter((entry) => entry.paths.length === 0);
  const unmetAs = (otherwise: EntryMatch['otherwise']) => unmet.filter((entry) => entry.otherwise === otherwise);
  const [missing, misplaced, unverified] = (['missing', 'misplaced', 'unverified'] as const).map((otherwise) =>
    unmetAs(otherwise).map(({ entry }) => entry),
  ) as [string[], string[], string[]];
  const some = entries.length > unmet.length || unmetAs('present').length > 0;
  const hint = didYouMean(unmetAs('missing'), delivery);
  return {
    use,
    outcome: outcomeOf(some, missing.length + misplaced.length, unverified.length),
    met,
    missing,
    misplaced,
    unverified,
    entries: entries.map(({ entry, path, by, paths }) => ({ entry, path, by, count: paths.length })),
    byCaseAlone: entries.flatMap(({ entry, byCaseAlone }) => byCaseAlone.map((path) => ({ entry, path }))),
    listed: entries.flatMap((entry) => entry.listed ?? []),
    ranges: entries.flatMap(({ ranges }) => ranges ?? []),
    ...(hint === undefined ? {} : { didYouMean: hint }),
  };
}

/**
 * What an entry meets in the delivery and outside it: there only what its own path (`marked:NAME/…`), its digest or its
 * document id names, since a declared glob speaks of the delivery.
 */
function withOutside(match: EntryMatch, ref: AssetRef, outside: DeliveryIndex | undefined): EntryMatch {
  const { path, ...keys } = ref as Readonly<Partial<Record<string, string>>>;
  const isOutside = path?.startsWith('marked:') === true;
  if (outside === undefined || (!isOutside && Object.keys(keys).length === 0)) return match;
  const { paths } = outside.ref((isOutside ? ref : keys) as AssetRef);
  return { ...match, paths: [...match.paths, ...paths] };
}

/** Entries of a use for which a hint is looked for: one good hint shows what went wrong with all. */
const hintsTried = 10;

function didYouMean(missing: readonly EntryMatch[], delivery: DeliveryIndex): string | undefined {
  for (const { path } of missing.slice(0, hintsTried)) {
    const hint = path === undefined ? undefined : delivery.nearest(path);
    if (hint !== undefined) return hint;
  }
  return undefined;
}

function outcomeOf(some: boolean, missing: number, unverified: number): UseOutcome['outcome'] {
  if (missing > 0 && some) return 'partly-found';
  if (unverified > 0) return 'unverifiable';
  // A use without any entry (one that is not in the delivery) was not found either.
  return missing > 0 || !some ? 'not-found' : 'found';
}

/**
 * The uses that cover each asset, the strongest key first, then in the order of the declaration. Ranges cover a wholly
 * generated video only where, taken together, they are half of it or more: a declared shot says nothing of the rest.
 */
export function coverage(uses: readonly UseMatch[]): ReadonlyMap<string, readonly Match[]> {
  const partly = partlyDeclared(uses);
  const covering = new Map<string, Match[]>();
  for (const { use, met } of uses) {
    for (const [path, by] of met) {
      if (by === 'timecode' && partly.has(path)) continue;
      const matches = covering.get(path);
      if (matches) matches.push({ use, by });
      else covering.set(path, [{ use, by }]);
    }
  }
  for (const matches of covering.values()) {
    matches.sort((a, b) => matchKeys.indexOf(a.by) - matchKeys.indexOf(b.by));
  }
  return covering;
}
