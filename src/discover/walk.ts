import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, resolve, sep } from 'node:path';
import type { Skipped } from '../model/index.ts';
import { isInside } from '../storage/inside.ts';
import { uriOfPath } from '../storage/local.ts';
import { isSystemName } from './system-files.ts';

/** A file by its name alone: what a folder tells of it. */
export interface NamedFile {
  /** Relative to the delivery root, `/`, NFC; begins with the root's name where there are several roots. */
  readonly path: string;
  readonly uri: string;
}

/** A file that the walk met and that was opened. */
export interface FoundFile extends NamedFile {
  /** Bytes; 0 where it could not be opened. */
  readonly size: number;
}

/** A folder or file that the user named. */
export interface Root {
  /** Absolute, as the user named it. */
  readonly folder: string;
  /** The same with all links resolved. */
  readonly real: string;
  /** Set where a single file was named. */
  readonly file?: string;
  /** Prefix of its paths, `name/`; empty where there is one root. */
  readonly prefix: string;
}

/** What a walk found. */
export interface Found {
  readonly files: readonly NamedFile[];
  readonly skipped: readonly Skipped[];
}

/** A place that the user named and that cannot be scanned; the scan does not start. */
export class MissingRoot extends Error {
  readonly place: string;
  readonly reason: string;
  constructor(place: string, reason: string) {
    super(`${place}: ${reason}`);
    this.place = place;
    this.reason = reason;
  }
}

/**
 * Resolves the places that the user named.
 * @throws MissingRoot where one does not exist or is neither folder nor file
 */
export async function rootsOf(places: readonly string[]): Promise<readonly Root[]> {
  const seen = new Map<string, number>();
  const roots: Root[] = [];
  for (const place of places) {
    const absolute = resolve(place);
    const found: Stats = await stat(absolute).catch((error: NodeJS.ErrnoException) => {
      throw new MissingRoot(place, error.code ?? error.message);
    });
    if (!found.isDirectory() && !found.isFile()) throw new MissingRoot(place, 'special');
    const folder = found.isDirectory() ? absolute : dirname(absolute);
    const name = basename(absolute).normalize('NFC') || 'root';
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const prefix = places.length === 1 ? '' : `${count === 1 ? name : `${name}~${count}`}/`;
    roots.push({ folder, real: await realpath(folder), prefix, ...(found.isDirectory() ? {} : { file: absolute }) });
  }
  for (const root of roots) {
    const within = roots.find(
      (other) => other !== root && other.file === undefined && isInside(other.real, root.file ?? root.real),
    );
    if (within !== undefined) throw new MissingRoot(root.file ?? root.folder, `inside:${within.folder}`);
  }
  return roots;
}

/** Tells whether a path is walked at all; others are not mentioned. */
export type Wanted = (path: string) => boolean;

/** Walks the roots. Links are never followed; whatever is not walked is in `skipped` with its reason. */
export async function walk(roots: readonly Root[], wanted: Wanted = () => true): Promise<Found> {
  const files: NamedFile[] = [];
  const skipped: Skipped[] = [];
  for (const root of roots) {
    if (root.file === undefined) {
      await walkFolder({ bytes: Buffer.from(root.folder), path: root.prefix, real: root.real, files, skipped, wanted });
    } else {
      // A file that stands alone under a prefix (several roots) is named by the prefix itself.
      const path = root.prefix === '' ? basename(root.file).normalize('NFC') : root.prefix.slice(0, -1);
      files.push({ path, uri: uriOfPath(Buffer.from(root.file)) });
    }
  }
  return { files: sortByPath(withDistinctPaths(files)), skipped: sortByPath(skipped) };
}

interface Step {
  readonly bytes: Buffer;
  /** Path of the folder with a closing `/`, or the root's prefix. */
  readonly path: string;
  /** The root's real path, to tell links that leave it. */
  readonly real: string;
  readonly files: NamedFile[];
  readonly skipped: Skipped[];
  readonly wanted: Wanted;
}

async function walkFolder(step: Step): Promise<void> {
  let entries: Dirent<Buffer>[];
  try {
    entries = await readdir(step.bytes, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    step.skipped.push({ path: step.path.slice(0, -1) || '.', reason: 'unreachable', detail: codeOf(error) });
    return;
  }
  for (const entry of entries) await visit(step, entry);
}

async function visit(step: Step, entry: Dirent<Buffer>): Promise<void> {
  const { name } = entry;
  const bytes = Buffer.concat([step.bytes, Buffer.from(sep), name]);
  const text = name.toString('utf8').normalize('NFC');
  const path = `${step.path}${text}`;
  if (!step.wanted(path)) return;
  if (isSystemName(text)) {
    step.skipped.push({ path, reason: 'system-file' });
    return;
  }
  try {
    // Some file systems do not tell the kind with the name. https://man7.org/linux/man-pages/man3/readdir.3.html
    const found = isKindTold(entry) ? entry : await lstat(bytes);
    if (found.isSymbolicLink()) step.skipped.push(await skippedLink(step.real, bytes, path));
    else if (found.isDirectory()) await walkFolder({ ...step, bytes, path: `${path}/` });
    else if (found.isFile()) step.files.push({ path, uri: uriOfPath(bytes) });
    else step.skipped.push({ path, reason: 'special-file' });
  } catch (error) {
    step.skipped.push({ path, reason: 'unreachable', detail: codeOf(error) });
  }
}

const isKindTold = (entry: Dirent<Buffer>): boolean =>
  entry.isFile() ||
  entry.isDirectory() ||
  entry.isSymbolicLink() ||
  entry.isFIFO() ||
  entry.isSocket() ||
  entry.isBlockDevice() ||
  entry.isCharacterDevice();

/**
 * A link inside the root leads to something that is scanned at its own place, so following it would only judge the same
 * bytes twice (and could loop); one that leaves the root is not ours to read.
 */
async function skippedLink(root: string, bytes: Buffer, path: string): Promise<Skipped> {
  const target = (await readlink(bytes, { encoding: 'buffer' })).toString('utf8');
  try {
    const real = await realpath(bytes);
    return { path, reason: isInside(root, real) ? 'link-inside' : 'link-outside', detail: target };
  } catch {
    return { path, reason: 'link-broken', detail: target };
  }
}

/**
 * Two names that Unicode normalisation makes equal stay two paths: the later one, by its bytes, gets `~2` before its
 * extension, so that the name still promises what it did.
 */
function withDistinctPaths(files: readonly NamedFile[]): NamedFile[] {
  const seen = new Map<string, number>();
  return [...files]
    .sort((a, b) => (a.uri < b.uri ? -1 : 1))
    .map((file) => {
      const count = (seen.get(file.path) ?? 0) + 1;
      seen.set(file.path, count);
      return count === 1 ? file : { ...file, path: file.path.replace(/(\.[^./]*)?$/, `~${count}$1`) };
    });
}

/** Sorted by the UTF-8 bytes of the whole path, as S3 lists, so that every storage gives the same order. */
export function sortByPath<T extends { readonly path: string }>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: Buffer.from(item.path) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ item }) => item);
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

/** True where `file` lies in one of the roots, by whatever name of either: nothing is ever written there. */
export async function liesInside(roots: readonly Root[], file: string): Promise<boolean> {
  const real = await realFile(file);
  return roots.some((root) => isInside(root.real, real) && real !== root.real);
}

/** The real path of a file or folder that may not be there yet: that of the nearest folder above it that is, and the names below. */
export async function realFile(file: string): Promise<string> {
  const absolute = resolve(file);
  const above = dirname(absolute);
  return realpath(absolute).catch(async () =>
    above === absolute ? absolute : resolve(await realFile(above), basename(absolute)),
  );
}
