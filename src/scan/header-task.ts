import { entryOf } from '../discover/entry.ts';
import { type Head, headLater, headOf, type MetFile, metFile, unreadHead } from '../discover/head.ts';
import type { NamedFile } from '../discover/index.ts';
import type { Asset, Reading } from '../model/index.ts';
import { containerReading, containerReadingNow } from '../read/container.ts';
import { type WalkedFile, walkFile, walkFileNow } from '../read/walk-file.ts';
import { walkMaySettle } from '../read/walked.ts';
import type { PixelMode } from '../read/watermark/candidate.ts';
import { openFile } from '../storage/connection.ts';
import { type FileState, type OpenFileNow, withOpenNow } from '../storage/local.ts';
import { isRemote, type RemoteSettings } from '../storage/remote.ts';
import { plainly } from './plain.ts';

/** What a file was met as, with what its header said. */
export interface ReadFile extends MetFile {
  /** For the next time, in JSON; null where that cannot be relied on. */
  readonly read: string | null;
  /** The walk of its container, where it did not settle the asset. */
  readonly walked: Walked | null;
}

/** A walk, and of which file it was: by the time that it is used, that may be another one. */
export interface Walked {
  readonly reading: Reading;
  readonly state: FileState;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A file whose header was read earlier. */
export interface ReadBefore extends NamedFile {
  readonly size: number;
  readonly read: string;
}

/** What is remembered of a header: the head, and the walk where one could settle the asset. */
interface ReadHeader {
  readonly head: Omit<Head, 'size'>;
  readonly walked: Reading | null;
}

/** What is done with the files that a thread is handed. */
export interface HeaderTasks {
  /** Each is opened once: it is told what it is, and what its header alone settles. */
  meet: { readonly item: NamedFile; readonly answer: ReadFile };
  /** The same of a file whose header was read earlier, by what was read of it: it is not opened. */
  judge: { readonly item: ReadBefore; readonly answer: MetFile };
  /** Walks its container. */
  walk: { readonly item: WalkedFile; readonly answer: Reading | null };
}

export type HeaderTask = keyof HeaderTasks;

/** What goes to a thread. */
export interface HeaderAsk<Task extends HeaderTask = HeaderTask> extends HeaderWish {
  readonly task: Task;
  readonly items: readonly HeaderTasks[Task]['item'][];
  /** How to reach what does not lie on this machine; null where all of it does. */
  readonly remote: RemoteSettings | null;
}

/** How files are met. */
export interface HeaderWish {
  /** In which stills pixels are searched; null where no file is judged by its header alone. */
  readonly pixels: PixelMode | null;
  /** True where what was read is asked for besides, to be remembered. */
  readonly isRemembered: boolean;
}

type Doers = {
  readonly [Task in HeaderTask]: (item: HeaderTasks[Task]['item'], wish: HeaderWish) => HeaderTasks[Task]['answer'];
};

/** What is done with one item of each task. Never throws for what a file holds. */
export const headerDoers: Doers = {
  meet: (file, wish) => {
    try {
      return withOpenNow(file.uri, (open) => metIn(file, open, wish));
    } catch (error) {
      return { ...metFile(unreadHead(file.uri, error)), read: null, walked: null };
    }
  },
  judge: (file, { pixels }) => {
    const { head, walked } = JSON.parse(file.read) as ReadHeader;
    return judged(file, { ...head, size: file.size }, () => walked, pixels);
  },
  walk: walkFileNow,
};

type Item = HeaderTasks[HeaderTask]['item'];

/** The same with an item that lies elsewhere: whoever asks over a network can ask for others meanwhile. */
export async function doneLater(task: HeaderTask, item: Item, wish: HeaderWish): Promise<HeaderTasks[HeaderTask]['answer']> {
  if (isRemote(item.uri) && task === 'meet') return metLater(item, wish);
  if (isRemote(item.uri) && task === 'walk') return walkFile(item as WalkedFile);
  return (headerDoers[task] as (item: Item, wish: HeaderWish) => HeaderTasks[HeaderTask]['answer'])(item, wish);
}

/** What is read of an object ahead of its turn would be read again where the object changes: nothing is walked ahead. */
async function metLater(file: NamedFile, { pixels, isRemembered }: HeaderWish): Promise<ReadFile> {
  // Of an empty object, not every service hands out a range.
  if (file.listed?.size === 0) return { ...metFile({ size: 0, identity: null }), read: null, walked: null };
  try {
    const open = await openFile(file.uri, file.listed?.tag);
    const head = await headLater(file.path, open);
    const entry = entryOf({ path: file.path, uri: file.uri, size: head.size }, head);
    const isWalked = pixels !== null && 'asset' in entry && walkMaySettle(entry.asset);
    const walked = isWalked ? await containerReading(entry.asset, open) : null;
    const met = judged(file, head, () => walked, pixels);
    const { size: _, ...rest } = head;
    return { ...met, read: isRemembered ? readHeader(rest, walked) : null, walked: null };
  } catch (error) {
    return { ...metFile(unreadHead(file.uri, error)), read: null, walked: null };
  }
}

/** For the next time, in JSON; null where it cannot be relied on. */
function readHeader(head: ReadHeader['head'], walked: Reading | null): string | null {
  const hasFailed = walked?.problems.some(({ code }) => code === 'reader-failed') === true;
  return hasFailed ? null : JSON.stringify({ head, walked } satisfies ReadHeader);
}

function metIn(file: NamedFile, open: OpenFileNow, { pixels, isRemembered }: HeaderWish): ReadFile {
  const { size, ...head } = headOf(file.path, open);
  let walked: Reading | null = null;
  const walk = (asset: Asset): Reading | null => {
    walked = containerReadingNow(asset, open);
    return walked;
  };
  const met = judged(file, { ...head, size }, walk, pixels);
  const read = isRemembered ? readHeader(head, walked) : null;
  if (met.plain !== null || walked === null) return { ...met, read, walked: null };
  return { ...met, read, walked: { reading: walked, state: open.state, at: Date.now() } };
}

function judged(file: NamedFile, head: Head, walk: (asset: Asset) => Reading | null, pixels: PixelMode | null): MetFile {
  const entry = entryOf({ path: file.path, uri: file.uri, size: head.size }, head);
  if (pixels === null || !('asset' in entry)) return metFile(head);
  const plain = plainly(entry, () => walk(entry.asset), pixels);
  return metFile(head, plain && JSON.stringify(plain));
}
