import { AsyncLocalStorage } from 'node:async_hooks';
import { openWeb } from './http.ts';
import { type OpenFile, openLocal } from './local.ts';
import { withLocalPath } from './plain-path.ts';
import { isRemote, type RemoteSettings, type RemoteStorage } from './remote.ts';
import { openRemote } from './remote-file.ts';
import { openBuckets } from './s3.ts';
import { NotFetched, openSpool, type Spool, sweepSpool } from './spool.ts';

/** What a run reads from besides the disks of its machine. */
interface Connection {
  readonly settings: RemoteSettings;
  readonly storageOf: (uri: string) => Promise<RemoteStorage>;
  readonly spool: Spool | null;
  readonly close: () => Promise<void>;
}

/**
 * The connection of one run. Files are opened by their addresses in many rooms, none of which needs to know where they lie; carried
 * along by Node, it need not go through all of them, and two runs of one process do not meet.
 */
const connected = new AsyncLocalStorage<Connection>();

/** Runs something that may open addresses; what was fetched for it is gone afterwards. */
export async function withConnection<T>(settings: RemoteSettings, run: () => Promise<T>): Promise<T> {
  const connection = connectionOf(settings);
  try {
    return await connected.run(connection, run);
  } finally {
    await connection.close();
  }
}

/** Runs something that opens nothing but files of this machine. */
export function withoutConnection<T>(run: () => T): T {
  return connected.exit(run);
}

/** Connects a thread or process for as long as it lives; once. */
export function connectHere(settings: RemoteSettings): void {
  if (connected.getStore() === undefined) connected.enterWith(connectionOf(settings));
}

/** The settings of this run, for its threads and processes; null where it has none. */
export function connectionSettings(): RemoteSettings | null {
  return connected.getStore()?.settings ?? null;
}

function connectionOf(settings: RemoteSettings): Connection {
  let buckets: Promise<RemoteStorage> | null = null;
  const web = openWeb(settings.addresses);
  const storageOf = (uri: string): Promise<RemoteStorage> => {
    if (!/^s3:/i.test(uri)) return Promise.resolve(web);
    buckets ??= openBuckets(settings.s3);
    return buckets;
  };
  const spool = settings.spool === null ? null : openSpool(settings.spool, storageOf);
  return {
    settings,
    storageOf,
    spool,
    close: async () => {
      await spool?.close();
      // Of a process that was stopped in the midst of tracing, nobody else does.
      if (settings.spool !== null) sweepSpool(settings.spool.folder);
      (await buckets)?.close();
    },
  };
}

function connection(uri: string): Connection {
  const known = connected.getStore();
  if (known === undefined) throw new Error(`no connection for ${uri}`);
  return known;
}

/** The storage that holds what an address names. @throws Error outside `withConnection` */
export function remoteStorage(uri: string): Promise<RemoteStorage> {
  return connection(uri).storageOf(uri);
}

/**
 * Opens a file for reading at positions, wherever it lies.
 * @param tag number of the tag that an object must have, as it was listed (`numberOfTag`)
 * @throws the error of the operating system, or of the storage
 */
export async function openFile(uri: string, tag?: number): Promise<OpenFile> {
  if (!isRemote(uri)) return openLocal(uri);
  return openRemote(await remoteStorage(uri), uri, tag);
}

/**
 * Calls `use` with a path that every foreign program takes; what lies elsewhere is fetched whole, and gone afterwards.
 * @throws NotFetched where it may not be fetched
 */
export async function withPlainPath<T>(uri: string, use: (path: string) => Promise<T>): Promise<T> {
  if (!isRemote(uri)) return withLocalPath(uri, use);
  const { spool } = connection(uri);
  if (spool === null) throw new NotFetched('none', uri);
  return spool.with(uri, use);
}

/** Gives back what lies in the spool and is not used: another process needs the room. */
export function restSpool(): void {
  connected.getStore()?.spool?.rest();
}

/** False where files of an address cannot be had whole. */
export function isFetched(uri: string): boolean {
  return !isRemote(uri) || connected.getStore()?.spool != null;
}
