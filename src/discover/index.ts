import { formatByName, type Playlist, type Skipped, type SkipReason, sortByPath } from '../model/index.ts';
import { withOpenNow } from '../storage/local.ts';
import type { Limit } from '../tools/at-once.ts';
import { globMatcher } from '../tools/glob.ts';
import { DiscoveredAssets } from './assets.ts';
import type { DiscoveredAsset } from './discovered.ts';
import { entryOf } from './entry.ts';
import type { FileTable } from './file-table.ts';
import type { FoundFile, NamedFile } from './found-file.ts';
import { type Head, headOf, type MetFile, metFile, promisedHead, type ReadHeads, unreadHead } from './head.ts';
import { joinPackages } from './imf/packages.ts';
import { type FoundManifests, readManifests } from './manifests/index.ts';
import type { Root } from './roots.ts';
import { framesIn } from './sequences.ts';
import { joinSidecars } from './sidecars.ts';
import { isSystemName } from './system-files.ts';
import { pageName, textName } from './text-kinds.ts';
import { sidecarTexts } from './texts.ts';
import { walk } from './walk.ts';

export { DiscoveredAssets, keptWhole } from './assets.ts';
export { clipNames, type EditListClips } from './clip-names.ts';
export type { DiscoveredAsset } from './discovered.ts';
export { FileTable } from './file-table.ts';
export type { FoundFile, NamedFile } from './found-file.ts';
export type { Head, MetFile, ReadHeads } from './head.ts';
export { discoverListed } from './listed.ts';
export type { FoundManifests } from './manifests/index.ts';
export { MissingRoot, type Root, rootsOf } from './roots.ts';
export { type FrameGroup, framesIn, gapsIn } from './sequences.ts';
export { liesInside, realFile } from './walk.ts';

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
  readonly only?: (path: string) => boolean;
  /** Told of the files before any is opened. */
  readonly onWalked?: (files: FileTable) => void;
}

/** Everything that the roots hold: assets, and what is no asset with the reason. Sorted by path. */
export interface Discovered {
  readonly assets: DiscoveredAssets;
  /** What the compositions of IMF packages play; sorted by path. */
  readonly playlists: readonly Playlist[];
  readonly skipped: readonly Skipped[];
  /** Every regular file that the walk met and that is not excluded, whether it is an asset or not. */
  readonly files: FileTable;
  /** True for a path that is kept out by the options, or that a name in `skipped` hides: nothing was seen of it. */
  readonly isUnseen: (path: string) => boolean;
}

/** Walks the roots, tells what each file is by its content, and joins sidecars to their media. */
export async function discover(
  roots: readonly Root[],
  options: DiscoverOptions,
  limit: Limit,
  headsOf: ReadHeads = readHeadsHere,
): Promise<Discovered> {
  const refused = exclusions(options);
  const { files, skipped: walked } = await walk(roots, { ...(options.only && { wanted: options.only }), refused });
  options.onWalked?.(files);
  const skipped: Skipped[] = walked.map((entry) =>
    entry.reason !== 'system-file' && refused(entry.path) === 'excluded' ? { path: entry.path, reason: 'excluded' } : entry,
  );
  const assets = new DiscoveredAssets(files);
  const texts: FoundFile[] = [];
  await readHeads(files, options, headsOf, (row, met, isUnread) => {
    assets.meet(row, met);
    const file = files.at(row) as FoundFile;
    const entry = entryOf(file, { ...assets.headOf(row), size: file.size });
    if ('asset' in entry) assets.add(row, isUnread);
    else if (entry.reason === 'not-media' && (textName.test(file.path) || pageName.test(file.path))) texts.push(file);
    else skipped.push(entry);
  });
  const put = (entry: DiscoveredAsset): void => assets.put(files.rowOf(entry.asset.path) as number, entry);
  const read = await sidecarTexts(texts, assets, limit);
  for (const entry of read) {
    if ('asset' in entry) put(entry);
    else skipped.push(entry);
  }
  const { changed, taken } = joinSidecars(assets);
  changed.forEach(put);
  for (const path of taken) assets.remove(files.rowOf(path) as number);
  const packages = await joinPackages(assets, files, limit);
  packages.changed.forEach(put);
  const { playlists } = packages;
  const isUnseen = unseen(skipped, (path) => refused(path) !== null);
  return { assets, playlists, skipped: sortByPath(skipped), files, isUnseen };
}

/** Reads the heads of all files, in any order, but for frames that a sample leaves out: of these, what their names promise. */
async function readHeads(
  files: FileTable,
  options: DiscoverOptions,
  headsOf: ReadHeads,
  told: (row: number, met: MetFile, isUnread: boolean) => void,
): Promise<void> {
  const unread = unreadFrames(files, options);
  if (unread.size === 0) return headsOf(files, (met, row) => told(row, met, false));
  const rows = Array.from({ length: files.length }, (_, row) => row).filter((row) => !unread.has(row));
  await headsOf(
    rows.map((row) => files.at(row) as FoundFile),
    (met, at) => told(rows[at] as number, met, false),
  );
  for (const row of unread) told(row, metFile(promisedHead(files.at(row) as FoundFile)), true);
}

/**
 * Reads the checksum manifests of a walk. Those of places that are single files are left alone: what they list was not
 * looked for.
 */
export async function discoverManifests(
  roots: readonly Root[],
  { files }: Pick<Discovered, 'files'>,
  limit: Limit,
): Promise<FoundManifests> {
  const isWhole = roots.some(({ file }) => file === undefined);
  const alone = new Set(roots.flatMap(({ file, prefix }) => (file === undefined ? [] : [prefix.slice(0, -1)])));
  return readManifests(files, (path) => isWhole && !alone.has(path), limit);
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

/** The rows of frames that are not opened: between those of a sample, as names promise sequences. */
function unreadFrames(files: FileTable, options: DiscoverOptions): ReadonlySet<number> {
  const every = options.sequenceSample ?? 1;
  if (every <= 1) return new Set();
  const promised = files.flatMap(({ path }, row) => {
    const format = formatByName(path);
    return format === undefined ? [] : [{ path, kind: format.kind, format: format.mime, row }];
  });
  const { groups } = framesIn(promised, (file) => file, sequenceNames(options.sequences));
  return new Set(
    groups.flatMap(({ frames }) => frames.filter((_, at) => at % every !== 0 && at !== frames.length - 1).map(({ row }) => row)),
  );
}

/** Tells which paths a person named as frames of a sequence. */
export function sequenceNames(globs: readonly string[] = []): (path: string) => boolean {
  const named = globs.map(namedBy);
  return (path) => named.some((matches) => matches(path));
}

/** Within this thread. */
const readHeadsHere: ReadHeads = async (files, told) => {
  let index = 0;
  for (const file of files) told(metFile(headHere(file)), index++);
};

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
