import { remoteStorage } from '../storage/connection.ts';
import { RemoteError, type RemoteStorage } from '../storage/remote.ts';
import { pieces } from '../storage/remote-file.ts';
import { again } from '../storage/retry.ts';
import type { ResultsPlace } from './results.ts';

/** Results in a bucket that all machines reach: an object is there as a whole, or not at all. @throws RemoteError */
export async function storageResults(place: string): Promise<ResultsPlace> {
  const folder = place.replace(/\/+$/, '');
  const storage = await remoteStorage(folder);
  const named = (name: string): string => `${folder}/${name}`;
  await storage.namesAt(folder, 'order-');
  return {
    name: folder,
    list: async () => new Set(await storage.namesAt(folder, '')),
    has: async (name) => (await storage.namesAt(folder, name)).includes(name),
    write: async (name, texts) => {
      const bytes = Buffer.from([...texts].join(''));
      await storage.put(named(name), bytes, bytes.length);
    },
    remove: (name) => storage.remove(named(name)),
    open: (name) => opened(() => whole(storage, named(name))),
  };
}

async function* opened(read: () => Promise<Uint8Array>): AsyncIterable<Uint8Array> {
  yield await read();
}

/** A part is some megabytes: it is had whole, so that a connection that breaks costs another try. */
async function whole(storage: RemoteStorage, uri: string): Promise<Uint8Array> {
  return again(async () => {
    const { body, size } = await storage.get(uri, 0).catch((error: RemoteError) => {
      if (!/^(NoSuchKey|NotFound)$/.test(error.code)) throw error;
      throw Object.assign(new Error(uri), { code: 'ENOENT' });
    });
    const bytes: Uint8Array[] = [];
    for await (const piece of pieces(body)) bytes.push(piece);
    const all = Buffer.concat(bytes);
    if (all.length < size) throw new RemoteError('ECONNRESET', '', true);
    return all;
  });
}
