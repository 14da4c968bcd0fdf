import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, resolve, sep } from 'node:path';
import { comparePaths, type Skipped, type SkipReason, sortByPath } from '../model/index.ts';
import { isInside } from '../storage/inside.ts';
import { isRemote } from '../storage/remote.ts';
import { FileTable } from './file-table.ts';
import type { Root } from './roots.ts';
import { isSystemName } from './system-files.ts';
import { walkRemote } from './walk-remote.ts';

/** What a walk found. */
export interface Found {
  /** In the order of their paths, of sizes nothing known yet. */
  readonly files: FileTable;
  /** Sorted by path. */
  readonly skipped: readonly Skipped[];
}

/** What of the names in a folder is taken. */
export interface WalkLimits {
  /** Tells whether a path is walked at all; others are not mentioned. */
  readonly wanted?: (path: string) => boolean;
  /** Why a file is left out, or null where it is not. */
  readonly refused?: (path: string) => SkipReason | null;
}

/** Walks the roots. Links are never followed; whatever is not walked is in `skipped` with its reason. */
export async function walk(roots: readonly Root[], limits: WalkLimits = {}): Promise<Found> {
  const step = { files: new FileTable(), skipped: [] as Skipped[], hasTwins: { value: false }, limits };
  // Below one root all paths begin alike, so that what is walked in order is in order.
  for (const root of [...roots].sort((a, b) => comparePaths(keyOf(a), keyOf(b)))) {
    if (isRemote(root.folder)) {
      const { files, skipped, hasTwins } = step;
      await walkRemote({ place: root.folder, prefix: root.prefix, files, skipped, hasTwins, wanted: limits.wanted });
      continue;
    }
    const folder = Buffer.from(root.folder);
    if (root.file === undefined) {
      await walkFolder({ ...step, bytes: folder, path: root.prefix, real: root.real });
      continue;
    }
    // A file that stands alone under a prefix (several roots) is named by the prefix itself.
    const path = root.prefix === '' ? basename(root.file).normalize('NFC') : root.prefix.slice(0, -1);
    const number = step.files.addFolder(folder, root.prefix);
    step.files.add(number, Buffer.from(basename(root.file)), path);
  }
  const { skipped, hasTwins } = step;
  const named = hasTwins.value ? step.files.withDistinctPaths() : step.files;
  // By the paths that reports give them: of two names that look alike, one can be left out.
  const files = named.without((path) => {
    const reason = limits.refused?.(path) ?? null;
    if (reason !== null) skipped.push({ path, reason });
    return reason !== null;
  });
  return { files, skipped: sortByPath(skipped) };
}

const keyOf = ({ prefix, file }: Root): string => (file === undefined ? prefix : prefix.slice(0, -1));

interface Taking {
  readonly files: FileTable;
  readonly skipped: Skipped[];
  /** Two names in one folder that normalise to the same were met. */
  readonly hasTwins: { value: boolean };
  readonly limits: WalkLimits;
}

interface Step extends Taking {
  readonly bytes: Buffer;
  /** Path of the folder with a closing `/`, or the root's prefix. */
  readonly path: string;
  /** The root's real path, to tell links that leave it. */
  readonly real: string;
}

/** A name in a folder. */
interface Named {
  /** As all paths are sorted: a folder stands where the paths below it do. */
  readonly key: string;
  readonly name: Buffer;
  readonly kind: 'file' | 'folder' | 'link' | 'special';
}

async function walkFolder(step: Step): Promise<void> {
  let entries: Dirent<Buffer>[];
  try {
    entries = await readdir(step.bytes, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    step.skipped.push({ path: step.path.slice(0, -1) || '.', reason: 'unreachable', detail: codeOf(error) });
    return;
  }
  const names: Named[] = [];
  for (const entry of entries) {
    const kind = kindTold(entry) ?? (await kindAsked(step, entry.name));
    if (kind !== null) names.push({ key: textOf(entry.name) + (kind === 'folder' ? '/' : ''), name: entry.name, kind });
  }
  names.sort((a, b) => comparePaths(a.key, b.key) || Buffer.compare(a.name, b.name));
  const folder = step.files.addFolder(step.bytes, step.path);
  for (const [at, named] of names.entries()) {
    if (named.key === names[at - 1]?.key) step.hasTwins.value = true;
    // Nothing is waited for where nothing is asked: most names are files.
    if (named.kind === 'file') visitFile(step, folder, named);
    else await visitOther(step, named);
  }
}

const textOf = (name: Buffer): string => name.toString('utf8').normalize('NFC');

const belowOf = (step: Step, name: Buffer): Buffer => Buffer.concat([step.bytes, Buffer.from(sep), name]);

/** False where a name is not to be walked: it is told why, or not mentioned. */
function isWalked(step: Step, text: string): boolean {
  const path = `${step.path}${text}`;
  if (step.limits.wanted?.(path) === false) return false;
  if (!isSystemName(text)) return true;
  step.skipped.push({ path, reason: 'system-file' });
  return false;
}

function visitFile(step: Step, folder: number, { key, name }: Named): void {
  if (isWalked(step, key)) step.files.add(folder, name, `${step.path}${key}`);
}

async function visitOther(step: Step, { key, name, kind }: Named): Promise<void> {
  const text = kind === 'folder' ? key.slice(0, -1) : key;
  if (!isWalked(step, text)) return;
  const bytes = belowOf(step, name);
  const path = `${step.path}${text}`;
  try {
    if (kind === 'folder') await walkFolder({ ...step, bytes, path: `${path}/` });
    else if (kind === 'link') step.skipped.push(await skippedLink(step.real, bytes, path));
    else step.skipped.push({ path, reason: 'special-file' });
  } catch (error) {
    step.skipped.push({ path, reason: 'unreachable', detail: codeOf(error) });
  }
}

/** Some file systems do not tell the kind with the name. https://man7.org/linux/man-pages/man3/readdir.3.html */
async function kindAsked(step: Step, name: Buffer): Promise<Named['kind'] | null> {
  try {
    return kindOf(await lstat(belowOf(step, name))) ?? 'special';
  } catch (error) {
    const text = textOf(name);
    if (isWalked(step, text)) step.skipped.push({ path: `${step.path}${text}`, reason: 'unreachable', detail: codeOf(error) });
    return null;
  }
}

/** Null where the file system did not tell it. */
function kindTold(entry: Dirent<Buffer>): Named['kind'] | null {
  const kind = kindOf(entry);
  if (kind !== null) return kind;
  return entry.isFIFO() || entry.isSocket() || entry.isBlockDevice() || entry.isCharacterDevice() ? 'special' : null;
}

function kindOf(found: Dirent<Buffer> | Stats): Named['kind'] | null {
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'folder';
  return found.isSymbolicLink() ? 'link' : null;
}

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
  if (isRemote(file)) return file;
  const absolute = resolve(file);
  const above = dirname(absolute);
  return realpath(absolute).catch(async () =>
    above === absolute ? absolute : resolve(await realFile(above), basename(absolute)),
  );
}
