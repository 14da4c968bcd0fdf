import { remoteStorage } from '../storage/connection.ts';
import { pieces } from '../storage/remote-file.ts';
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
    open: (name) => opened(() => storage.get(named(name), 0)),
  };
}

async function* opened(get: () => ReturnType<Awaited<ReturnType<typeof remoteStorage>>['get']>): AsyncIterable<Uint8Array> {
  yield* pieces((await get()).body);
}
