import { formatByName, type Playlist, type Skipped, type SkipReason } from '../model/index.ts';
import { withOpenNow } from '../storage/local.ts';
import { globMatcher } from '../tools/glob.ts';
import type { DiscoveredAsset } from './discovered.ts';
import { entryOf } from './entry.ts';
import { type Head, headOf, promisedHead, unreadHead } from './head.ts';
import { joinPackages } from './imf/packages.ts';
import { type FoundManifests, readManifests } from './manifests/index.ts';
import { framesIn } from './sequences.ts';
import { joinSidecars } from './sidecars.ts';
import { isSystemName } from './system-files.ts';
import { pageName, textName } from './text-kinds.ts';
import { sidecarTexts } from './texts.ts';
import { type FoundFile, type NamedFile, type Root, sortByPath, type Wanted, walk } from './walk.ts';

export { clipNames, type EditListClips } from './clip-names.ts';
export type { DiscoveredAsset } from './discovered.ts';
export type { Head } from './head.ts';
export type { FoundManifests } from './manifests/index.ts';
export { type FrameGroup, framesIn, gapsIn } from './sequences.ts';
export { type FoundFile, liesInside, MissingRoot, type NamedFile, type Root, realFile, rootsOf, sortByPath } from './walk.ts';

/** What the walk keeps out. */
export interface DiscoverOptions {
  /** Globs: only these are scanned. */
  readonly include: readonly string[];
  /** Globs: these are not scanned. */
  readonly exclude: readonly string[];
  /** Globs: numbered stills of these names are frames of a sequence, however few. */
  readonly sequences?: readonly string[];
  /** Of the frames of each sequence, every so manieth is read, and the last; 1 where absent: all. */
  readonly sequenceSample?: number;
  /** Path of the declaration among the assets' paths, where it lies in a root. */
  readonly declaration?: string;
  /** Where only some paths are looked at, and the others are not even mentioned as skipped: `inspect` of one file. */
  readonly only?: Wanted;
}

/** Everything that the roots hold: assets, and what is no asset with the reason. Sorted by path. */
export interface Discovered {
  readonly assets: readonly DiscoveredAsset[];
  /** What the compositions of IMF packages play; sorted by path. */
  readonly playlists: readonly Playlist[];
  readonly skipped: readonly Skipped[];
  /** Every regular file that the walk met and that is not excluded, whether it is an asset or not. */
  readonly files: readonly FoundFile[];
  /** True for a path that is kept out by the options, or that a name in `skipped` hides: nothing was seen of it. */
  readonly isUnseen: (path: string) => boolean;
}

/** Walks the roots, tells what each file is by its content, and joins sidecars to their media. */
export async function discover(
  roots: readonly Root[],
  options: DiscoverOptions,
  limit: <T>(task: () => Promise<T>) => Promise<T>,
  headsOf: ReadHeads = readHeadsHere,
): Promise<Discovered> {
  const found = await walk(roots, options.only);
  const exclusionOf = exclusions(options);
  const skipped: Skipped[] = found.skipped.map((entry) =>
    entry.reason !== 'system-file' && exclusionOf(entry.path) === 'excluded' ? { path: entry.path, reason: 'excluded' } : entry,
  );
  const chosen = found.files.filter((file) => {
    const reason = exclusionOf(file.path);
    if (reason !== null) skipped.push({ path: file.path, reason });
    return reason === null;
  });
  const unread = unreadFrames(chosen, options);
  const read = await headsOf(unread.size === 0 ? chosen : chosen.filter((file) => !unread.has(file)));
  const heads = unread.size === 0 ? read : withUnread(chosen, read, unread);
  const files: FoundFile[] = [];
  const assets: DiscoveredAsset[] = [];
  const texts: FoundFile[] = [];
  for (const [number, { path, uri }] of chosen.entries()) {
    const head = heads[number] as Head;
    const file = { path, uri, size: head.size };
    const entry = entryOf(file, head);
    files.push('asset' in entry ? entry.asset : file);
    if ('asset' in entry) assets.push(unread.has(chosen[number] as NamedFile) ? { ...entry, isUnread: true } : entry);
    else if (entry.reason === 'not-media' && (textName.test(file.path) || pageName.test(file.path))) texts.push(file);
    else skipped.push(entry);
  }
  for (const entry of await sidecarTexts(texts, assets, limit)) {
    if ('asset' in entry) assets.push(entry);
    else skipped.push(entry);
  }
  const joined = await joinPackages(joinSidecars(assets), files, limit);
  return {
    ...joined,
    assets: sortByAsset(joined.assets),
    skipped: sortByPath(skipped),
    files,
    isUnseen: unseen(skipped, (path) => exclusionOf(path) !== null),
  };
}

/**
 * Reads the checksum manifests of a walk. Those of places that are single files are left alone: what they list was not
 * looked for.
 */
export async function discoverManifests(
  roots: readonly Root[],
  { files }: Pick<Discovered, 'files'>,
  limit: <T>(task: () => Promise<T>) => Promise<T>,
): Promise<FoundManifests> {
  const isWhole = roots.some(({ file }) => file === undefined);
  const alone = new Set(roots.flatMap(({ file, prefix }) => (file === undefined ? [] : [prefix.slice(0, -1)])));
  const candidates = isWhole ? files.filter(({ path }) => !alone.has(path)) : [];
  return readManifests(candidates, files, limit);
}

/** Paths of which nothing was seen: excluded ones, and whatever lies at or below a name that was not walked. */
function unseen(skipped: readonly Skipped[], isExcluded: (path: string) => boolean): (path: string) => boolean {
  const closed = new Set(skipped.filter(({ reason }) => reason !== 'not-media').map(({ path }) => path));
  return (path) => {
    // A list may hold what a system wrote for itself where it was made; nobody misses it here.
    if (closed.has('.') || isExcluded(path) || path.split('/').some(isSystemName)) return true;
    for (let above = path; above !== ''; above = above.slice(0, Math.max(0, above.lastIndexOf('/')))) {
      if (closed.has(above)) return true;
    }
    return false;
  };
}

/** A path that equals the text letter by letter matches first, since names of sequences and stills hold brackets. */
function namedBy(glob: string): (path: string) => boolean {
  const text = glob.normalize('NFC');
  const matches = globMatcher(text);
  return (path) => path === text || matches?.(path) === true;
}

/** Why a path is left out, or null where it is not. */
function exclusions(options: DiscoverOptions): (path: string) => SkipReason | null {
  const included = options.include.map(namedBy);
  const excluded = options.exclude.map(namedBy);
  return (path) => {
    if (path === options.declaration) return 'declaration';
    if (included.length > 0 && !included.some((matches) => matches(path))) return 'excluded';
    return excluded.some((matches) => matches(path)) ? 'excluded' : null;
  };
}

/** The frames that are not opened: between those of a sample, as names promise sequences. */
function unreadFrames(files: readonly NamedFile[], options: DiscoverOptions): ReadonlySet<NamedFile> {
  const every = options.sequenceSample ?? 1;
  if (every <= 1) return new Set();
  const promised = files.flatMap((file) => {
    const format = formatByName(file.path);
    return format === undefined ? [] : [{ path: file.path, kind: format.kind, format: format.mime, file }];
  });
  const { groups } = framesIn(promised, (file) => file, sequenceNames(options.sequences));
  return new Set(
    groups.flatMap(({ frames }) =>
      frames.filter((_, at) => at % every !== 0 && at !== frames.length - 1).map(({ file }) => file),
    ),
  );
}

/** The heads of all files: of those that were not opened, what their names promise. */
function withUnread(files: readonly NamedFile[], read: readonly Head[], unread: ReadonlySet<NamedFile>): readonly Head[] {
  let next = 0;
  return files.map((file) => (unread.has(file) ? promisedHead(file) : (read[next++] as Head)));
}

/** Tells which paths a person named as frames of a sequence. */
export function sequenceNames(globs: readonly string[] = []): (path: string) => boolean {
  const named = globs.map(namedBy);
  return (path) => named.some((matches) => matches(path));
}

/** Reads the heads of files, in their order; never throws for what a file is. */
export type ReadHeads = (files: readonly NamedFile[]) => Promise<readonly Head[]>;

/** Within this thread. */
const readHeadsHere: ReadHeads = async (files) => files.map(headHere);

function headHere({ path, uri }: NamedFile): Head {
  try {
    return withOpenNow(uri, (open) => headOf(path, open));
  } catch (error) {
    return unreadHead(uri, error);
  }
}

/** A frame that a sample left out and that is read after all: by its content, where its name alone had told what it is. */
export function reopened(entry: DiscoveredAsset): DiscoveredAsset {
  if (entry.isUnread !== true) return entry;
  const { asset, problems } = entry;
  const head = headHere(asset);
  const read = entryOf({ path: asset.path, uri: asset.uri, size: head.size }, head);
  return 'asset' in read ? { ...read, asset: { ...read.asset, parts: asset.parts } } : { asset, problems };
}

function sortByAsset(assets: readonly DiscoveredAsset[]): DiscoveredAsset[] {
  return sortByPath(assets.map((found) => ({ path: found.asset.path, found }))).map(({ found }) => found);
}
