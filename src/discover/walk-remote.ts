import { comparePaths, type Skipped } from '../model/index.ts';
import { remoteStorage } from '../storage/connection.ts';
import { encodedBytes } from '../storage/local.ts';
import { type ListedObject, numberOfTag, type RemoteError } from '../storage/remote.ts';
import type { FileTable } from './file-table.ts';
import { isSystemName } from './system-files.ts';

/** A place in a storage, and where what lies there goes. */
export interface RemoteWalk {
  /** Address of the place, without a closing `/`. */
  readonly place: string;
  /** Prefix of its paths. */
  readonly prefix: string;
  readonly files: FileTable;
  readonly skipped: Skipped[];
  /** Set where two names normalise to the same. */
  readonly hasTwins: { value: boolean };
  readonly wanted: ((path: string) => boolean) | undefined;
}

/** Takes what a storage lists. A listing that breaks off is told: what follows was not seen. */
export async function walkRemote(walk: RemoteWalk): Promise<void> {
  const step: Step = { ...walk, folders: new Map(), told: new Set(), last: null };
  try {
    const storage = await remoteStorage(walk.place);
    for await (const page of storage.list(walk.place)) for (const object of page) take(step, object);
  } catch (error) {
    const detail = (error as RemoteError).code ?? String(error);
    walk.skipped.push({ path: walk.prefix.slice(0, -1) || '.', reason: 'unreachable', detail });
  }
}

interface Step extends RemoteWalk {
  /** Numbers of folders by their names. */
  readonly folders: Map<string, number>;
  /** Folders of systems that were told already. */
  readonly told: Set<string>;
  /** Path of the object before. */
  last: string | null;
}

function take(step: Step, object: ListedObject): void {
  const name = object.name.normalize('NFC');
  // The place itself is the object.
  if (name === '') {
    takeAlone(step, object);
    return;
  }
  const path = `${step.prefix}${name}`;
  if (!isWalked(step, path, name)) return;
  if (step.last !== null && comparePaths(step.last, path) >= 0) step.hasTwins.value = true;
  step.last = path;
  const cut = object.name.lastIndexOf('/') + 1;
  const folderName = object.name.slice(0, cut);
  let folder = step.folders.get(folderName);
  if (folder === undefined) {
    const folderPath = `${step.prefix}${folderName.normalize('NFC')}`;
    const uri = object.uri.slice(0, object.uri.length - encodedBytes(Buffer.from(object.name.slice(cut))).length);
    folder = step.files.addFolder(Buffer.alloc(0), folderPath, uri);
    // Objects of a folder follow each other, but for folders within it; a million names are not kept.
    if (step.folders.size > 1000) step.folders.clear();
    step.folders.set(folderName, folder);
  }
  step.files.add(folder, Buffer.from(object.name.slice(cut)), path);
  step.files.setListed(step.files.length - 1, listedOf(object));
}

function takeAlone(step: Step, object: ListedObject): void {
  // Beside others it does not stand in its place.
  if (step.last !== null) step.hasTwins.value = true;
  const name = decodeName(object.uri.slice(object.uri.lastIndexOf('/') + 1)).normalize('NFC');
  const path = step.prefix === '' ? name : step.prefix.slice(0, -1);
  const folder = step.files.addFolder(Buffer.alloc(0), step.prefix, object.uri);
  step.files.add(folder, Buffer.alloc(0), path);
  step.files.setListed(step.files.length - 1, listedOf(object));
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const listedOf = ({ size, modified, tag }: ListedObject) => ({ size, modified, tag: numberOfTag(tag) });

/** False where a name is not to be walked: it is told why once, or not mentioned. */
function isWalked(step: Step, path: string, name: string): boolean {
  if (step.wanted?.(path) === false) return false;
  const parts = name.split('/');
  const at = parts.findIndex(isSystemName);
  if (at < 0) return true;
  const system = `${step.prefix}${parts.slice(0, at + 1).join('/')}`;
  if (!step.told.has(system)) step.skipped.push({ path: system, reason: 'system-file' });
  step.told.add(system);
  return false;
}
