import {
  type AssetRef,
  type ByPath,
  byPath,
  type Declaration,
  type JudgedAsset,
  type List,
  type ListedMeeting,
  type Skipped,
  type TimecodeRef,
  type Use,
} from '../model/index.ts';
import { type DeclaredRange, placeRange } from './clock.ts';
import { computedOf, digestKeys, type Keys, keysOf, type MatchKey, type ProvenKey, provenKeys, written } from './keys.ts';
import type { ListedDigests } from './listed-digests.ts';
import { DeliveryPaths, type PathHits } from './paths.ts';

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
  /** Those of `paths` that a digest met which a manifest lists and nobody computed. */
  readonly listed?: readonly ListedMeeting[];
}

/** Kinds of assets that have a time in which a range can lie. */
const timed: readonly string[] = ['video', 'audio', 'sequence', 'package'];
const pictures: readonly string[] = ['video', 'sequence', 'package'];

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
  readonly #listed: ListedDigests | undefined;
  /** The composition that plays a track file, by its path. */
  readonly #compositionOf: ReadonlyMap<string, JudgedAsset>;
  readonly #keys = new Map<ProvenKey, KeyIndex>();

  constructor(
    assets: List<JudgedAsset>,
    skipped: readonly Skipped[],
    documentIds: ((path: string) => readonly string[]) | undefined,
    delivery: Declaration['delivery'],
    listed?: ListedDigests,
  ) {
    this.#assets = assets;
    this.#paths = new DeliveryPaths(assets, skipped);
    this.#byPath = byPath(assets);
    this.#documentIds = documentIds;
    this.#delivery = delivery;
    this.#listed = listed;
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
    const isPresent = hits === undefined ? this.#isBeside(keys, named) : hits.beside === 'present' && named.length === 0;
    const listed =
      named.length === 0 || this.#listed === undefined ? [] : paths.flatMap((path) => this.#listedMeeting(path, named));
    return {
      entry: [given.path, ...named.map((key) => written(key, given[key]))].filter((part) => part !== undefined).join(' '),
      path: given.path,
      by: named[0] ?? hits?.by ?? 'glob',
      paths,
      byCaseAlone: paths === hits?.paths ? hits.byCaseAlone : (hits?.byCaseAlone.filter((found) => paths.includes(found)) ?? []),
      otherwise: isPresent ? 'present' : isOpen || isUnread ? 'unverified' : 'missing',
      ...(listed.length === 0 ? {} : { listed }),
    };
  }

  /** The manifest by which a digest met an asset, where nobody computed one. */
  #listedMeeting(path: string, named: readonly ProvenKey[]): ListedMeeting[] {
    const asset = this.#byPath.get(path);
    return digestKeys.flatMap((algorithm) => {
      if (asset === undefined || !named.includes(algorithm) || computedOf(asset, algorithm) !== undefined) return [];
      const digest = this.#listed?.of(path, algorithm);
      return digest === undefined ? [] : [{ path, algorithm, manifest: digest.manifest }];
    });
  }

  /** True where a manifest lists the digest for a file that is there and is no asset: subtitles, a frame of a sequence. */
  #isBeside(keys: Keys, named: readonly ProvenKey[]): boolean {
    const [key, ...others] = named;
    if (key === undefined || key === 'documentId' || others.length > 0) return false;
    const paths = this.#listed?.pathsWith(key, keys[key] ?? '') ?? [];
    return paths.some((path) => this.#byPath.get(path) === undefined && this.#paths.isBeside(path));
  }

  /** What an entry by keys meets that cannot be held against files. */
  otherRef(ref: Readonly<Record<string, string>>): EntryMatch {
    const entry = Object.entries(ref)
      .map(([key, value]) => `${key}:${value}`)
      .join(' ');
    return { entry, by: 'glob', paths: [], byCaseAlone: [], otherwise: 'unverified' };
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
      // The digest of a sequence is none of any of its frames, and one of these may be meant.
      const isOpen = key === 'documentId' ? asset.verdict === 'unreadable' : asset.sequence !== undefined;
      if (values === undefined || isOpen) unknown.push(asset);
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
    const value = computedOf(asset, key);
    // What was computed holds, whatever a manifest says.
    return value === undefined ? this.#listed?.of(asset.path, key)?.values : [value];
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
