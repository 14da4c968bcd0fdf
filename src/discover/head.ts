import { lstatSync } from 'node:fs';
import { formatByName, type List, type Mime } from '../model/index.ts';
import { type OpenFile, type OpenFileNow, pathOfUri } from '../storage/local.ts';
import { isRemote } from '../storage/remote.ts';
import type { NamedFile } from './found-file.ts';
import { headLength, type Identity, identify } from './identify.ts';

/** What the first bytes of a file say. */
export interface Head {
  /** Bytes; 0 where nobody tells. */
  readonly size: number;
  /** Null where neither content nor name are media, and of an empty file. */
  readonly identity: Identity | null;
  /** Set where it could not be read: the operating system's word for it. */
  readonly error?: string;
}

/** What a file says at its beginning, in JSON: it travels between threads, and nearly every file says what another one has said. */
export interface MetFile {
  /** Bytes; 0 where nobody tells. */
  readonly size: number;
  /** The head without the size. */
  readonly head: string;
  /** A `Plain`: what the rest of the header settled, where that was looked at too. */
  readonly plain: string | null;
}

/** Reads the heads of files, and tells each with its number among them, in any order; never throws for what a file is. */
export type ReadHeads = (files: List<NamedFile>, told: (met: MetFile, index: number) => void) => Promise<void>;

/** The same of a head alone. */
export function metFile({ size, ...head }: Head, plain: string | null = null): MetFile {
  return { size, head: JSON.stringify(head), plain };
}

/** Reads the first bytes of a file. @throws the operating system's error */
export function headOf(path: string, { size, readAt }: OpenFileNow): Head {
  return { size, identity: size === 0 ? null : identify(readAt(0, headLength), path) };
}

/** The same of a file that is asked for over a network. @throws the storage's error */
export async function headLater(path: string, { size, readAt }: OpenFile): Promise<Head> {
  return { size, identity: size === 0 ? null : identify(await readAt(0, headLength), path) };
}

/** What is known of a file that could not be opened or read. Never throws. */
export function unreadHead(uri: string, error: unknown): Head {
  return { size: sizeByName(uri), identity: null, error: (error as NodeJS.ErrnoException).code ?? String(error) };
}

/** What the name of a file promises that is not opened. */
export function promisedHead({ path, uri }: { readonly path: string; readonly uri: string }): Head {
  const mime = formatByName(path)?.mime as Mime | undefined;
  const identity = mime === undefined ? null : { mime, recognised: false, wrongExtension: false };
  return { size: sizeByName(uri), identity };
}

/** A folder tells the size even of what nobody may read; of what lies elsewhere, its listing has told it. */
function sizeByName(uri: string): number {
  if (isRemote(uri)) return 0;
  try {
    return lstatSync(pathOfUri(uri)).size;
  } catch {
    return 0;
  }
}
