import { createHash, type Hash } from 'node:crypto';
import type { BigIntStats, Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isSystemName } from '../discover/system-files.ts';
import type { Listing } from './arrival.ts';
import type { DoneMarker } from './done-marker.ts';
import { isUnfinishedName } from './unfinished.ts';

/** The names in a watched folder. */
export interface Names {
  /** Folders and files: each is a delivery. */
  readonly arrivals: readonly string[];
  /** Done-markers that lie beside what they speak of. */
  readonly markers: readonly string[];
  /** Links, devices, and names that are no text: nothing that is scanned. */
  readonly passedOver: readonly string[];
}

/** Names in the watched folder; hidden ones are left alone. Throws the operating system's error. */
export async function namesIn(folder: string, marker: DoneMarker | undefined): Promise<Names> {
  const names = { arrivals: [] as string[], markers: [] as string[], passedOver: [] as string[] };
  for (const entry of await readdir(folder, { withFileTypes: true, encoding: 'buffer' })) {
    const name = entry.name.toString('utf8');
    if (name.startsWith('.') || isSystemName(name)) continue;
    const found = await kindOf(entry, join(folder, name));
    if (found === 'other' || !Buffer.from(name).equals(entry.name)) names.passedOver.push(name);
    else if (found === 'file' && marker?.matches(name)) names.markers.push(name);
    else names.arrivals.push(name);
  }
  names.arrivals.sort();
  return names;
}

/** Some file systems do not tell the kind with the name. */
async function kindOf(entry: Dirent<Buffer>, path: string): Promise<'folder' | 'file' | 'other'> {
  const isTold = entry.isFile() || entry.isDirectory() || entry.isSymbolicLink();
  const found = isTold ? entry : await lstat(path).catch(() => entry);
  return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other';
}

/** What an arrival holds now; null where it is gone. @param beside done-markers that lie beside it */
export async function listingOf(
  folder: string,
  name: string,
  marker: DoneMarker | undefined,
  beside: readonly string[],
): Promise<Listing | null> {
  const place = Buffer.from(join(folder, name));
  const found = await lstat(place, { bigint: true }).catch(() => null);
  if (found === null) return null;
  const step: Step = {
    hash: createHash('sha256'),
    marker,
    seen: { files: 0, unfinished: isUnfinishedName(name) ? name : null, isMarked: false },
  };
  if (found.isFile()) addFile(step, Buffer.alloc(0), found);
  else await addFolder(step, place, Buffer.alloc(0));
  const { files, unfinished, isMarked } = step.seen;
  const isMarkedDone = marker === undefined || isMarked || beside.some((one) => marker.speaksOf(one, name));
  return { digest: step.hash.digest('hex'), files, unfinished, isMarkedDone };
}

interface Step {
  readonly hash: Hash;
  readonly marker: DoneMarker | undefined;
  readonly seen: { files: number; unfinished: string | null; isMarked: boolean };
}

async function addFolder(step: Step, place: Buffer, path: Buffer): Promise<void> {
  let entries: Dirent<Buffer>[];
  try {
    entries = await readdir(place, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    // The scan names it as unreachable; here it is a state like any other, which may change.
    step.hash
      .update(`${(error as NodeJS.ErrnoException).code}\0`)
      .update(path)
      .update('\0');
    return;
  }
  entries.sort((a, b) => Buffer.compare(a.name, b.name));
  for (const entry of entries) await addEntry(step, entry.name, place, path);
}

async function addEntry(step: Step, bytes: Buffer, place: Buffer, path: Buffer): Promise<void> {
  const name = bytes.toString('utf8');
  // What a desktop writes when somebody opens the folder makes no new delivery of it.
  if (isSystemName(name)) return;
  const below = Buffer.concat([path, Buffer.from('/'), bytes]);
  const found = await lstat(Buffer.concat([place, Buffer.from(sep), bytes]), { bigint: true }).catch(() => null);
  if (found === null) return;
  if (path.length === 0 && found.isFile() && step.marker?.matches(name)) {
    step.seen.isMarked = true;
    return;
  }
  if (isUnfinishedName(name)) step.seen.unfinished ??= below.toString('utf8').slice(1);
  if (found.isDirectory()) await addFolder(step, Buffer.concat([place, Buffer.from(sep), bytes]), below);
  else addFile(step, below, found);
}

/** A name holds no NUL, so that no two listings are the same bytes. */
function addFile({ hash, seen }: Step, path: Buffer, { size, mtimeNs }: BigIntStats): void {
  seen.files += 1;
  hash.update(path).update(`\0${size}\0${mtimeNs}\0`);
}
