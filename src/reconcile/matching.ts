import type { AssetRef, Declaration, JudgedAsset, Skipped, TimecodeRef, Use, UseOutcome } from '../model/index.ts';
import { DeliveryPaths } from './paths.ts';

/** How a use names an asset, strongest first (reference: FIELD A6, step 3). */
export const matchKeys = ['sha256', 'documentId', 'exact', 'glob', 'timecode'] as const;
export type MatchKey = (typeof matchKeys)[number];

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
  /** Entries that what was read can neither meet nor refute. */
  readonly unverified: readonly string[];
  /** Entries that met an asset by case alone, with its path. */
  readonly byCaseAlone: readonly { readonly entry: string; readonly path: string }[];
}

/** The document ids that an asset states (`xmpMM:DocumentID`), by path. */
export type DocumentIds = (path: string) => readonly string[];

/** What one entry of a use met. */
interface EntryMatch {
  readonly entry: string;
  readonly by: MatchKey;
  readonly paths: readonly string[];
  readonly byCaseAlone: readonly string[];
  /** Where `paths` is empty. */
  readonly otherwise: 'missing' | 'present' | 'unverified';
}

/** Kinds of assets that have a time in which a range can lie. */
const timed: readonly string[] = ['video', 'audio', 'sequence', 'package'];
const pictures: readonly string[] = ['video', 'sequence', 'package'];

/** Holds every use of the declaration against the delivery; in the order of the declaration. Pure. */
export function matchUses(
  declaration: Declaration | null,
  assets: readonly JudgedAsset[],
  skipped: readonly Skipped[],
  documentIds: DocumentIds | undefined,
): UseMatch[] {
  if (!declaration || declaration.uses.length === 0) return [];
  const delivery = new DeliveryIndex(assets, skipped, documentIds);
  return declaration.uses.map((use) => matchUse(use, delivery));
}

function matchUse(use: Use, delivery: DeliveryIndex): UseMatch {
  const others = (use.otherRefs ?? []).map((ref) =>
    Object.entries(ref)
      .map(([key, value]) => `${key}:${value}`)
      .join(' '),
  );
  const entries = [...use.assets.map((ref) => delivery.ref(ref)), ...use.timecodes.map((range) => delivery.range(range))];
  const met = new Map<string, MatchKey>();
  for (const { paths, by } of entries) {
    for (const path of paths) {
      const before = met.get(path);
      if (before === undefined || matchKeys.indexOf(by) < matchKeys.indexOf(before)) met.set(path, by);
    }
  }
  const unmet = entries.filter((entry) => entry.paths.length === 0);
  const missing = unmet.filter(({ otherwise }) => otherwise === 'missing').map(({ entry }) => entry);
  const unverified = [...unmet.filter(({ otherwise }) => otherwise === 'unverified').map(({ entry }) => entry), ...others];
  const some = entries.length > unmet.length || unmet.some(({ otherwise }) => otherwise === 'present');
  const byCaseAlone = entries.flatMap(({ entry, byCaseAlone: paths }) => paths.map((path) => ({ entry, path })));
  return { use, outcome: outcomeOf(some, missing.length, unverified.length), met, missing, unverified, byCaseAlone };
}

function outcomeOf(some: boolean, missing: number, unverified: number): UseOutcome['outcome'] {
  if (missing > 0 && some) return 'partly-found';
  if (unverified > 0) return 'unverifiable';
  // A use without any entry (one that is not in the delivery) was not found either.
  return missing > 0 || !some ? 'not-found' : 'found';
}

/** Look-ups into the delivery, made once for all uses. */
class DeliveryIndex {
  readonly #assets: readonly JudgedAsset[];
  readonly #paths: DeliveryPaths;
  readonly #byPath: ReadonlyMap<string, JudgedAsset>;
  readonly #documentIds: DocumentIds | undefined;

  constructor(assets: readonly JudgedAsset[], skipped: readonly Skipped[], documentIds: DocumentIds | undefined) {
    this.#assets = assets;
    this.#paths = new DeliveryPaths(assets, skipped);
    this.#byPath = new Map(assets.map((asset) => [asset.path, asset]));
    this.#documentIds = documentIds;
  }

  /** What an entry of `assets` meets; an entry with several keys means the asset that all of them name. */
  ref(ref: AssetRef): EntryMatch {
    const { path, sha256, documentId }: { path?: string; sha256?: string; documentId?: string } = ref;
    const hits = path === undefined ? undefined : this.#paths.find(path);
    const pool = hits ? hits.paths.flatMap((found) => this.#byPath.get(found) ?? []) : this.#assets;
    let unverified = hits ? hits.beside === 'unread' : this.#paths.hasUnread;
    const paths: string[] = [];
    for (const asset of pool) {
      const answers = [this.#hasDigest(asset, sha256), this.#hasDocumentId(asset, documentId)];
      if (answers.every((answer) => answer === true)) paths.push(asset.path);
      else if (!answers.includes(false)) unverified = true;
    }
    const present = hits?.beside === 'present' && sha256 === undefined && documentId === undefined;
    return {
      entry: [path, sha256, documentId].filter((part) => part !== undefined).join(' '),
      by: sha256 !== undefined ? 'sha256' : documentId !== undefined ? 'documentId' : (hits?.by ?? 'glob'),
      paths,
      byCaseAlone: hits?.byCaseAlone.filter((found) => paths.includes(found)) ?? [],
      otherwise: present ? 'present' : unverified || hits?.beside ? 'unverified' : 'missing',
    };
  }

  /** What a range covers: the asset it names, or the only video of the delivery. */
  range(range: TimecodeRef): EntryMatch {
    const times = `${range.in}-${range.out}`;
    if (range.asset === undefined) {
      const videos = this.#assets.filter(({ kind }) => pictures.includes(kind)).map(({ path }) => path);
      const paths = videos.length === 1 ? videos : [];
      return { entry: times, by: 'timecode', paths, byCaseAlone: [], otherwise: 'missing' };
    }
    const hits = this.#paths.find(range.asset);
    const isTimed = (path: string) => timed.includes(this.#byPath.get(path)?.kind ?? '');
    return {
      entry: `${range.asset} ${times}`,
      by: 'timecode',
      paths: hits.paths.filter(isTimed),
      byCaseAlone: hits.byCaseAlone.filter(isTimed),
      otherwise: hits.beside === undefined ? 'missing' : hits.beside === 'present' ? 'present' : 'unverified',
    };
  }

  #hasDigest(asset: JudgedAsset, sha256: string | undefined): boolean | undefined {
    if (sha256 === undefined) return true;
    return asset.sha256 === null ? undefined : asset.sha256 === sha256;
  }

  #hasDocumentId(asset: JudgedAsset, documentId: string | undefined): boolean | undefined {
    if (documentId === undefined) return true;
    if (this.#documentIds?.(asset.path).includes(documentId)) return true;
    return this.#documentIds === undefined || asset.verdict === 'unreadable' ? undefined : false;
  }
}

/**
 * The uses that cover each asset, the strongest key first, then in the order of the declaration. A use that is declared as
 * not in the delivery covers nothing of it.
 */
export function coverage(uses: readonly UseMatch[]): ReadonlyMap<string, readonly Match[]> {
  const covering = new Map<string, Match[]>();
  for (const { use, met } of uses) {
    if (use.destination === 'not-in-delivery') continue;
    for (const [path, by] of met) covering.set(path, [...(covering.get(path) ?? []), { use, by }]);
  }
  for (const matches of covering.values()) {
    matches.sort((a, b) => matchKeys.indexOf(a.by) - matchKeys.indexOf(b.by));
  }
  return covering;
}
