import {
  type AssetRef,
  type ByPath,
  byPath,
  type Declaration,
  type JudgedAsset,
  type List,
  type Skipped,
  type TimecodeRef,
  type Use,
} from '../model/index.ts';
import { type DeclaredRange, placeRange } from './clock.ts';
import { DeliveryPaths, type PathHits } from './paths.ts';

/** How a use names an asset, strongest first (reference: FIELD A6, step 3). */
export const matchKeys = ['sha256', 'xxh64', 'documentId', 'exact', 'glob', 'timecode'] as const;
export type MatchKey = (typeof matchKeys)[number];

/** What one entry of a use met. */
export interface EntryMatch {
  readonly entry: string;
  /** The path or glob in it. */
  readonly path?: string | undefined;
  readonly by: MatchKey;
  readonly paths: readonly string[];
  readonly byCaseAlone: readonly string[];
  /** Where `paths` is empty. */
  readonly otherwise: 'missing' | 'misplaced' | 'present' | 'unverified';
  readonly ranges?: readonly DeclaredRange[];
}

/** Kinds of assets that have a time in which a range can lie. */
const timed: readonly string[] = ['video', 'audio', 'sequence', 'package'];
const pictures: readonly string[] = ['video', 'sequence', 'package'];

/** Keys of which a file proves that it is the one; every key that an entry gives must fit. */
const provenKeys = ['sha256', 'xxh64', 'documentId'] as const;
type ProvenKey = (typeof provenKeys)[number];
type Keys = Readonly<Partial<Record<ProvenKey, string>>>;

/** Assets by the values of one key. */
interface KeyIndex {
  readonly byValue: ReadonlyMap<string, readonly JudgedAsset[]>;
  /** Assets of which the value is not known, so that they may be meant. */
  readonly unknown: readonly JudgedAsset[];
}

/** Look-ups into the delivery, made once for all uses. */
export class DeliveryIndex {
  readonly #assets: List<JudgedAsset>;
  readonly #paths: DeliveryPaths;
  readonly #byPath: ByPath<JudgedAsset>;
  readonly #documentIds: ((path: string) => readonly string[]) | undefined;
  readonly #delivery: Declaration['delivery'];
  readonly #videos: readonly JudgedAsset[];
  /** The composition that plays a track file, by its path. */
  readonly #compositionOf: ReadonlyMap<string, JudgedAsset>;
  readonly #keys = new Map<ProvenKey, KeyIndex>();

  constructor(
    assets: List<JudgedAsset>,
    skipped: readonly Skipped[],
    documentIds: ((path: string) => readonly string[]) | undefined,
    delivery: Declaration['delivery'],
  ) {
    this.#assets = assets;
    this.#paths = new DeliveryPaths(assets, skipped);
    this.#byPath = byPath(assets);
    this.#documentIds = documentIds;
    this.#delivery = delivery;
    // What a composition plays is no video beside it.
    this.#compositionOf = compositionsOf(assets);
    this.#videos = assets.filter(({ kind, path }) => pictures.includes(kind) && !this.#compositionOf.has(path));
  }

  /** What an entry of `assets` meets; an entry with several keys means the asset that all of them name. */
  ref(ref: AssetRef): EntryMatch {
    const given: Keys & { readonly path?: string } = ref;
    const keys = keysOf(given);
    const named = provenKeys.filter((key) => keys[key] !== undefined);
    const hits = given.path === undefined ? undefined : this.#paths.find(given.path);
    const { paths, isOpen } = hits && named.length === 0 ? { paths: hits.paths, isOpen: false } : this.#proven(keys, named, hits);
    const isUnread = hits ? hits.beside !== undefined : this.#paths.hasUnread;
    const isPresent = hits?.beside === 'present' && named.length === 0;
    return {
      entry: [given.path, ...named.map((key) => given[key])].filter((part) => part !== undefined).join(' '),
      path: given.path,
      by: named[0] ?? hits?.by ?? 'glob',
      paths,
      byCaseAlone: paths === hits?.paths ? hits.byCaseAlone : (hits?.byCaseAlone.filter((found) => paths.includes(found)) ?? []),
      otherwise: isPresent ? 'present' : isOpen || isUnread ? 'unverified' : 'missing',
    };
  }

  /** What an entry by other keys meets: only `xxh64` can be held against files. */
  otherRef(ref: Readonly<Record<string, string>>): EntryMatch {
    const entry = Object.entries(ref)
      .map(([key, value]) => `${key}:${value}`)
      .join(' ');
    const { xxh64, ...rest } = ref;
    const none: EntryMatch = { entry, by: 'xxh64', paths: [], byCaseAlone: [], otherwise: 'unverified' };
    if (xxh64 === undefined || Object.keys(rest).length > 0) return none;
    const { paths, isOpen } = this.#proven(keysOf({ xxh64 }), ['xxh64'], undefined);
    return { ...none, paths, otherwise: isOpen || this.#paths.hasUnread ? 'unverified' : 'missing' };
  }

  /** What a range covers: the assets it names, or the only video of the delivery. */
  range(use: Use, range: TimecodeRef, index: number): EntryMatch {
    const times = `${range.in}-${range.out}`;
    const entry = range.asset === undefined ? times : `${range.asset} ${times}`;
    const hits = range.asset === undefined ? undefined : this.#paths.find(range.asset);
    const found = hits ? hits.paths.flatMap((path) => this.#byPath.get(path) ?? []) : this.#videos.slice(0, 1);
    const videos = hits ? found.filter(({ kind }) => timed.includes(kind)) : found;
    const nowhere = { entry, path: range.asset, by: 'timecode', paths: [], byCaseAlone: [] } as const;
    const lost: DeclaredRange = { use, index, range, asset: null, place: null };
    if (!hits && this.#videos.length > 1) {
      const fault = { reason: 'ambiguous', found: String(this.#videos.length) } as const;
      return { ...nowhere, otherwise: 'misplaced', ranges: [{ ...lost, fault }] };
    }
    const [still] = found;
    if (still && videos.length === 0) {
      return { ...nowhere, otherwise: 'misplaced', ranges: [{ ...lost, fault: { reason: 'no-time', found: still.path } }] };
    }
    if (videos.length === 0) {
      const otherwise = hits?.beside === undefined ? 'missing' : hits.beside === 'present' ? 'present' : 'unverified';
      return { ...nowhere, otherwise, ranges: [lost] };
    }
    const ranges = videos.map((asset) => {
      const composition = this.#compositionOf.get(asset.path);
      const placed = placeRange(range, composition ?? asset, this.#delivery);
      return { use, index, range, asset, ...placed, ...(composition === undefined ? {} : { composition }) };
    });
    const paths = ranges.flatMap(({ asset, place }) => (place?.inside ? [asset.path] : []));
    const byCaseAlone = hits?.byCaseAlone.filter((path) => paths.includes(path)) ?? [];
    return { ...nowhere, paths, byCaseAlone, otherwise: 'misplaced', ranges };
  }

  /** What the writer of a path or glob that meets nothing may have meant. */
  nearest(declared: string): string | undefined {
    return this.#paths.nearest(declared);
  }

  /** Assets that every key names, among those that a path named; `isOpen`: of another one it could not be told. */
  #proven(keys: Keys, named: readonly ProvenKey[], hits: PathHits | undefined): { paths: string[]; isOpen: boolean } {
    const [first, ...others] = named;
    if (first === undefined) return { paths: [], isOpen: false };
    const pool = hits?.paths.flatMap((path) => this.#byPath.get(path) ?? []);
    const { byValue, unknown } = this.#keyIndex(first);
    // Without a path, look-ups; assets whose first key is not known stay open, whatever the other keys are.
    const known = pool ?? byValue.get(keys[first] ?? '') ?? [];
    const paths: string[] = [];
    let isOpen = pool === undefined && unknown.length > 0;
    for (const asset of known) {
      const answers = (pool ? named : others).map((key) => this.#has(asset, key, keys[key] ?? ''));
      if (answers.every((answer) => answer === true)) paths.push(asset.path);
      else if (!answers.includes(false)) isOpen = true;
    }
    return { paths, isOpen };
  }

  #keyIndex(key: ProvenKey): KeyIndex {
    const made = this.#keys.get(key);
    if (made) return made;
    const byValue = new Map<string, JudgedAsset[]>();
    const unknown: JudgedAsset[] = [];
    for (const asset of this.#assets) {
      const values = this.#valuesOf(asset, key);
      if (values === undefined || (key === 'documentId' && asset.verdict === 'unreadable')) unknown.push(asset);
      for (const value of new Set(values)) {
        const list = byValue.get(value);
        if (list) list.push(asset);
        else byValue.set(value, [asset]);
      }
    }
    const index = { byValue, unknown };
    this.#keys.set(key, index);
    return index;
  }

  #has(asset: JudgedAsset, key: ProvenKey, value: string): boolean | undefined {
    const values = this.#valuesOf(asset, key);
    if (values === undefined) return undefined;
    if (values.includes(value)) return true;
    return key === 'documentId' && asset.verdict === 'unreadable' ? undefined : false;
  }

  /** Undefined where nobody looked. */
  #valuesOf(asset: JudgedAsset, key: ProvenKey): readonly string[] | undefined {
    if (key === 'documentId') return this.#documentIds?.(asset.path);
    const value = key === 'sha256' ? (asset.sha256 ?? asset.digests?.sha256) : asset.digests?.xxh64;
    return value === undefined ? undefined : [value];
  }
}

/** The first composition of each track file; one that could not be read has no clock, and its track files keep their own. */
function compositionsOf(assets: List<JudgedAsset>): ReadonlyMap<string, JudgedAsset> {
  const found = new Map<string, JudgedAsset>();
  for (const asset of assets) {
    if (asset.about.frameRate === undefined) continue;
    for (const track of asset.tracks ?? []) if (!found.has(track)) found.set(track, asset);
  }
  return found;
}

/** Digests are compared in lower case; `xxh64` is written with and without `0x`. */
function keysOf({ sha256, xxh64, documentId }: Keys): Keys {
  return {
    ...(sha256 === undefined ? {} : { sha256: sha256.toLowerCase() }),
    ...(xxh64 === undefined ? {} : { xxh64: xxh64.trim().toLowerCase().replace(/^0x/, '') }),
    ...(documentId === undefined ? {} : { documentId }),
  };
}
