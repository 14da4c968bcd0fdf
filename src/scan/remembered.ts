import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Part } from '../model/index.ts';
import { pathOfUri } from '../storage/local.ts';
import { isRemote } from '../storage/remote.ts';
import { type FileStamp, isSettled, openReadings, type ReadingStore } from '../store/index.ts';

/** A file as it is named in a report, with the files that were read into it. */
export interface RememberedFile {
  readonly path: string;
  readonly uri: string;
  readonly parts?: readonly Part[];
}

/** A question about a file. */
export interface Question {
  /** What is asked. */
  readonly kind: string;
  /** By which code, engines and options it was answered: what others answered is forgotten. */
  readonly by: string;
}

/**
 * What earlier scans read of files that have not changed since: by path, size, times and inode. Without a folder to remember in,
 * nothing is remembered.
 */
export interface Remembered {
  /** What was remembered of a file as it is now, else what `make` gives, which is remembered where it lasts. */
  readonly of: <Value>(
    question: Question,
    file: RememberedFile,
    make: () => Promise<Value>,
    lasts: (value: Value) => boolean,
  ) => Promise<Value>;
  /** Takes an answer (JSON) that another machine gave to the same question about the same file. */
  readonly take: (question: Question, file: RememberedFile, answer: string) => Promise<void>;
  /** For those who wait for nothing. */
  readonly now: RememberedNow | null;
  /** Gives back the memory of the store until something is asked again. */
  readonly rest: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The same a step at a time. */
export interface RememberedNow {
  /** What tells that a file is still the same; null where that cannot be told, or where it was changed too lately to be sure. */
  readonly stampOf: (file: RememberedFile) => FileStamp | null;
  readonly recall: (question: Question, file: RememberedFile, stamp: FileStamp) => string | null;
  readonly keep: (question: Question, file: RememberedFile, stamp: FileStamp, value: string) => void;
  /** Null where more can be kept, else when it can. */
  readonly ready: () => Promise<void> | null;
}

const nothing: Remembered = {
  of: (_question, _file, make) => make(),
  take: async () => {},
  now: null,
  rest: async () => {},
  close: async () => {},
};

/**
 * Opens what is remembered in a folder; undefined: nothing is.
 * @param listed stamps of what lies elsewhere: its listing tells them
 * @param onProblem told where it cannot be used, in the words of the system
 * @param signal once it is aborted, engines are stopped in the midst of files: nothing more is kept
 */
export async function openRemembered(
  folder: string | undefined,
  onProblem: (detail: string) => void,
  signal?: AbortSignal,
  listed: ListedStamps = () => null,
): Promise<Remembered> {
  const store = folder === undefined ? null : await openReadings(folder, { onProblem });
  return store === null ? nothing : rememberedIn(store, signal, listed);
}

/** The stamp of a path that lies elsewhere; null where no listing tells it. */
export type ListedStamps = (path: string) => FileStamp | null;

function rememberedIn(store: ReadingStore, signal: AbortSignal | undefined, listed: ListedStamps): Remembered {
  const stampOf = ({ path, uri }: RememberedFile): FileStamp | null => (isRemote(uri) ? listed(path) : stampNow(uri));
  // Who answered stands before the answer, not in its name: answers of others would stay for ever.
  const recall: RememberedNow['recall'] = ({ kind, by }, file, stamp) => {
    const kept = store.get(kind, nameOf(file), stamp);
    if (kept === null) return null;
    const text = Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength).toString();
    return text.startsWith(`${by}\n`) ? text.slice(by.length + 1) : null;
  };
  const keep: RememberedNow['keep'] = ({ kind, by }, file, stamp, value) =>
    signal?.aborted === true ? undefined : store.put(kind, nameOf(file), stamp, Buffer.from(`${by}\n${value}`));
  return {
    of: async ({ kind, by }, file, make, lasts) => {
      const stamp = await stampOfAll(file, listed);
      if (stamp === null) return make();
      const asked = { kind, by: digestOfText(`${by}\n${stamp.parts}`) };
      const known = recall(asked, file, stamp.own);
      if (known !== null) return JSON.parse(known);
      const value = await make();
      if (!lasts(value)) return value;
      keep(asked, file, stamp.own, JSON.stringify(value));
      await store.ready();
      return value;
    },
    take: async ({ kind, by }, file, answer) => {
      const stamp = await stampOfAll(file, listed);
      if (stamp === null) return;
      keep({ kind, by: digestOfText(`${by}\n${stamp.parts}`) }, file, stamp.own, answer);
      await store.ready();
    },
    now: { stampOf, recall, keep, ready: () => store.ready() },
    rest: () => store.rest(),
    close: () => store.close(),
  };
}

const digestOfText = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16);

const nameOf = ({ uri, path }: RememberedFile): string => `${path}\n${uri}`;

/** The stamp of a file, and those of its parts in words: what was read depends on all of them. */
async function stampOfAll(file: RememberedFile, listed: ListedStamps): Promise<{ own: FileStamp; parts: string } | null> {
  const { parts = [] } = file;
  const stamps = [file, ...parts].map(({ path, uri }) => (isRemote(uri) ? listed(path) : stampLater(uri)));
  const [own, ...others] = await Promise.all(stamps);
  if (own === undefined || own === null || others.includes(null)) return null;
  const words = others.map((stamp, at) => `\n${parts[at]?.path} ${Object.values(stamp as FileStamp).join(' ')}`);
  return { own, parts: words.join('') };
}

/** Asked before a file is read: what is changed while it is read has another stamp afterwards. */
function stampNow(uri: string): FileStamp | null {
  const now = clock();
  try {
    return settled(statSync(pathOfUri(uri), { bigint: true }), now);
  } catch {
    return null;
  }
}

/** The same for those who wait. */
export async function stampLater(uri: string): Promise<FileStamp | null> {
  const now = clock();
  return stat(pathOfUri(uri), { bigint: true }).then(
    (found) => settled(found, now),
    () => null,
  );
}

/**
 * A stamp in words that mean the same on every machine: inodes, devices and times of change are those of one. Of an object, the tag
 * stands for the inode (`listedStamps`).
 */
export const stampInWords = (uri: string, { size, modified, inode }: Pick<FileStamp, 'size' | 'modified' | 'inode'>): string =>
  isRemote(uri) ? `${size} ${modified} ${inode}` : `${size} ${modified}`;

/** The bytes of a file by its stamp in words. */
export const sizeIn = (words: string): number => Number(words.split(' ', 1)[0]);

/**
 * True where a file is as its stamp in words says, however lately it was changed. An object that is another by now is noticed when it
 * is opened, by its tag.
 */
export const isStill = (uri: string, words: string): boolean => isRemote(uri) || wordsOfStamp(uri) === words;

function wordsOfStamp(uri: string): string | null {
  try {
    const { size, mtimeNs } = statSync(pathOfUri(uri), { bigint: true });
    return stampInWords(uri, { size: Number(size), modified: mtimeNs, inode: 0n });
  } catch {
    return null;
  }
}

const clock = (): bigint => BigInt(Date.now()) * 1_000_000n;

function settled(
  found: {
    readonly size: bigint;
    readonly mtimeNs: bigint;
    readonly ctimeNs: bigint;
    readonly ino: bigint;
    readonly dev: bigint;
  },
  now: bigint,
): FileStamp | null {
  const { size, mtimeNs: modified, ctimeNs: changed, ino: inode, dev: device } = found;
  const stamp = { size: Number(size), modified, changed, inode, device };
  return isSettled(stamp, now) ? stamp : null;
}
