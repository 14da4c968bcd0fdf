import { type Manifest, type ManifestMismatch, sortByPath } from '../../model/index.ts';
import { openFile } from '../../storage/connection.ts';
import type { Limit } from '../../tools/at-once.ts';
import type { FileTable } from '../file-table.ts';
import type { FoundFile } from '../found-file.ts';
import { algorithmOfName, readChecksumList } from './checksum-list.ts';
import { filesByFolder, spannedFolder } from './covering.ts';
import type { ListedFile } from './listing.ts';
import { PresentPaths, placed } from './placing.ts';
import { type Opened, Reading, type ReadManifest } from './reading.ts';
import { isCompanion, type NamePromise, promiseOf } from './recognise.ts';
import { manifestText } from './text.ts';

/** Bytes of a manifest that is read; a list of a million files has some hundred megabytes less. */
export const manifestLimit = 64 << 20;

/** What was found of checksum manifests. */
export interface FoundManifests {
  /** Sorted by path. */
  readonly manifests: readonly Manifest[];
  /** Those that were recognised and could not be read, or not in full. */
  readonly unreadable: readonly ManifestMismatch[];
  /** Paths of manifests and of what belongs to them: no manifest has to list these. */
  readonly own: ReadonlySet<string>;
}

/**
 * Finds and reads the checksum manifests among the files of a walk.
 * @param files every file that the walk met and that is not excluded
 * @param isCandidate tells the paths that may be manifests
 */
export async function readManifests(
  files: FileTable,
  isCandidate: (path: string) => boolean,
  limit: Limit,
): Promise<FoundManifests> {
  const promised = files.flatMap((file) => {
    const promise = isCandidate(file.path) ? promiseOf(file.path, (path) => files.rowOf(path) !== undefined) : undefined;
    return promise === undefined ? [] : [{ file, promise }];
  });
  // Looking names up takes as much room as all that a scan keeps of a million files.
  if (promised.length === 0) return { manifests: [], unreadable: [], own: new Set() };
  const present = new PresentPaths(files.map(({ path }) => path));
  const candidates = files.filter(({ path }) => isCandidate(path));
  const texts = await Promise.all(promised.map((entry) => limit(() => textOf(entry))));
  const reading = new Reading(candidates, (file) => limit(() => textOf({ file, promise: 'packing-list' })));
  for (const opened of texts) if (opened !== undefined) reading.add(opened);
  await reading.finish();
  const own = new Set([...reading.own, ...files.map(({ path }) => path).filter(isCompanion)]);
  const counts = filesByFolder(files.map(({ path }) => path).filter((path) => !own.has(path)));
  const manifests = sortByPath(reading.read.map((manifest) => manifestOf(manifest, present, counts)));
  return { manifests, unreadable: sortByPath(reading.unreadable), own };
}

/** Undefined where a file that only might have been a manifest is none. */
async function textOf({ file, promise }: { file: FoundFile; promise: NamePromise }): Promise<Opened | undefined> {
  try {
    const open = await openFile(file.uri);
    const isLarge = open.size > manifestLimit;
    const bytes = await open.readAt(0, isLarge ? 4096 : manifestLimit).finally(() => open.close());
    const text = manifestText(bytes);
    if (promise === 'perhaps-list' && !looksLikeList(text, file.path)) return undefined;
    return { file, promise, ...(isLarge ? { broken: `more than ${manifestLimit} bytes` } : { text }) };
  } catch (error) {
    return promise === 'perhaps-list'
      ? undefined
      : { file, promise, broken: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}

/** A text with a list's name is one where its first lines are; the last of them may be cut. */
function looksLikeList(text: string, path: string): boolean {
  const start = text.slice(0, 4096);
  const lines = start.split(/\r\n|\n|\r/);
  const whole = lines.length > 1 ? lines.slice(0, -1).join('\n') : start;
  const { files, broken } = readChecksumList(whole, algorithmOfName(path));
  return files.length > 0 && (broken === undefined || files.length > 2);
}

function manifestOf(read: ReadManifest, present: PresentPaths, counts: ReadonlyMap<string, number>): Manifest {
  const { listing, folder, path, kind } = read;
  const paths = placed(
    listing.files.map(({ name }) => name),
    folder,
    present,
    read.isStrict,
  );
  const entries = listing.files.map((file, index) => entryOf(file, paths[index] ?? file.name));
  const covers =
    read.covers === undefined ? spannedFolder(path, new Set(paths.filter((each) => present.all.has(each))), counts) : read.covers;
  const ignores = listing.ignores ?? [];
  return { path, kind, covers, entries, ...(ignores.length === 0 ? {} : { ignores }) };
}

function entryOf({ size, digests }: ListedFile, path: string): Manifest['entries'][number] {
  return { path, digests, ...(size === undefined ? {} : { size }) };
}
