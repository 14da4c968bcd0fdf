import { type List, type Playlist, type Problem, type Reading, sortByPath } from '../../model/index.ts';
import { openFile } from '../../storage/connection.ts';
import type { Limit } from '../../tools/at-once.ts';
import type { DiscoveredAsset } from '../discovered.ts';
import type { FoundFile } from '../found-file.ts';
import { type AssetMap, readAssetMap } from '../manifests/packing-list.ts';
import { folderOf, joined } from '../manifests/placing.ts';
import { promiseOf } from '../manifests/recognise.ts';
import { manifestText } from '../manifests/text.ts';
import { type Composition, readComposition } from './composition.ts';

/** Format of a composition playlist. */
export const compositionFormat = 'application/x-imf-cpl+xml';

/** Bytes of a CPL or an asset map that are read; those of a feature have less than one megabyte. */
const sizeLimit = 16 << 20;
/** Track files that a problem names before the rest is only counted. */
const namedTracks = 5;

/** The packages with their track files, and what each composition plays. */
export interface JoinedPackages {
  readonly changed: readonly DiscoveredAsset[];
  /** Sorted by path. */
  readonly playlists: readonly Playlist[];
}

/**
 * Reads the compositions of IMF packages (SMPTE ST 2067-2, 2067-3) and finds their track files by the asset maps (ST 429-9): that
 * of the folder first, then those of the whole delivery, since a supplemental package plays files of the original one. Track
 * files stay assets of their own: they are media with verdicts, unlike sidecars, which are read into the asset that they belong to.
 * @param files every file that the walk met and that is not excluded
 */
export async function joinPackages(found: List<DiscoveredAsset>, files: List<FoundFile>, limit: Limit): Promise<JoinedPackages> {
  const compositions = found.filter(isComposition);
  if (compositions.length === 0) return { changed: [], playlists: [] };
  const maps = files.filter(({ path }) => promiseOf(path, () => false) === 'asset-map');
  const read = await Promise.all(sortByPath(maps).map((file) => limit(() => placedMap(file))));
  // Track files are films and sounds; a composition is no track of another one: there is no circle in which a verdict could run.
  const media = new Set(found.flatMap(({ asset: { kind, path } }) => (kind === 'video' || kind === 'audio' ? [path] : [])));
  const places = new TrackPlaces(read.flat(), media);
  const playlists: Playlist[] = [];
  const changed = await Promise.all(
    compositions.map(async (entry) => {
      const composition = await limit(() => compositionAt(entry.asset));
      const { asset, plays } = withTracks(entry, composition, places);
      playlists.push({ path: entry.asset.path, plays });
      return asset;
    }),
  );
  return { changed, playlists: sortByPath(playlists) };
}

function isComposition({ asset }: DiscoveredAsset): boolean {
  return asset.format === compositionFormat;
}

async function textOf({ uri }: Pick<FoundFile, 'uri'>): Promise<string | undefined> {
  const open = await openFile(uri);
  try {
    return open.size > sizeLimit ? undefined : manifestText(await open.readAt(0, sizeLimit));
  } finally {
    await open.close();
  }
}

/** What cannot be opened or is broken is told as a manifest; the tracks that it would have placed are missing. */
async function placedMap(file: FoundFile): Promise<readonly PlacedMap[]> {
  const text = await textOf(file).catch(() => undefined);
  return text === undefined ? [] : [{ folder: folderOf(file.path), map: readAssetMap(text) }];
}

async function compositionAt(asset: Pick<FoundFile, 'uri'>): Promise<Composition> {
  const none = { about: {}, resources: [], trackFiles: [] };
  try {
    const text = await textOf(asset);
    return text === undefined ? { ...none, limit: `${sizeLimit} bytes` } : readComposition(text);
  } catch (error) {
    return { ...none, broken: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}

interface PlacedMap {
  readonly folder: string;
  readonly map: AssetMap;
}

/** Where track files lie. */
class TrackPlaces {
  readonly #maps: readonly PlacedMap[];
  readonly #media: ReadonlySet<string>;

  constructor(maps: readonly PlacedMap[], media: ReadonlySet<string>) {
    this.#maps = maps;
    this.#media = media;
  }

  /** Path of the track file that a composition in `folder` plays, or where it should lie; neither where no map knows it. */
  find(trackFile: string, folder: string): { readonly path?: string; readonly expected?: string } {
    const own = this.#maps.filter((map) => map.folder === folder);
    const others = this.#maps.filter((map) => map.folder !== folder);
    const named = [...own, ...others].flatMap((map) => spellings(map, trackFile));
    const path = named.find((each) => this.#media.has(each));
    if (path !== undefined) return { path };
    return named[0] === undefined ? {} : { expected: named[0] };
  }
}

/** A path in an asset map is a URI: it stands there as the file is called, or with percent signs. */
function spellings({ folder, map }: PlacedMap, trackFile: string): readonly string[] {
  const name = map.paths.get(trackFile);
  if (name === undefined) return [];
  return [...new Set([name, decoded(name)])].map((each) => joined(folder, each.normalize('NFC')));
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function withTracks(entry: DiscoveredAsset, composition: Composition, places: TrackPlaces) {
  const { asset } = entry;
  const folder = folderOf(asset.path);
  const paths = new Map<string, string>();
  const missing: string[] = [];
  for (const trackFile of composition.trackFiles) {
    const { path, expected } = places.find(trackFile, folder);
    if (path === undefined) missing.push(expected ?? trackFile);
    else paths.set(trackFile, path);
  }
  const reading = readingOf(composition, missing);
  const plays = composition.resources.flatMap(({ trackFile, ...played }) => {
    const track = paths.get(trackFile);
    return track === undefined ? [] : [{ track, ...played }];
  });
  const tracks = sortByPath([...new Set(paths.values())].map((path) => ({ path }))).map(({ path }) => path);
  return { asset: { ...entry, asset: { ...asset, tracks }, readings: [reading] }, plays };
}

/** What was read of a composition: not all of it where the text breaks off, or where a track file is not there to be read. */
function readingOf({ about, broken, limit }: Composition, missing: readonly string[]): Reading {
  const shown = missing.slice(0, namedTracks).join(', ');
  const detail = missing.length > namedTracks ? `${shown} (${missing.length})` : shown;
  const problems: Problem[] = [
    ...(broken === undefined ? [] : [{ code: 'broken-structure' as const, params: { what: 'CPL', detail: broken } }]),
    ...(limit === undefined ? [] : [{ code: 'limit-reached' as const, params: { what: 'CPL', limit } }]),
    ...(missing.length === 0 ? [] : [{ code: 'track-missing' as const, params: { count: missing.length, detail } }]),
  ];
  // Named as the container walk's own: only what is called so decides whether a file was read in full.
  return { reader: 'container (composition)', version: '1', ok: problems.length === 0, facts: [], problems, about };
}
