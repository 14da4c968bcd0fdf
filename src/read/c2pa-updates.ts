import type { Fact, Reading } from '../model/index.ts';
import type { OpenFile } from '../storage/local.ts';
import { inFile, readStore } from './c2pa-places.ts';
import { readJumbf } from './containers/jumbf-tree.ts';
import type { StoreRange } from './containers/reads.ts';

/** Bytes from the start of a manifest's box to its type: two box headers of eight bytes each. */
const toType = 16;

/**
 * Adds a fact for each update manifest: one that touches metadata only, so that what the media are stands in its parent
 * (C2PA 2.2, section 11.2). The engine reads them and does not tell them apart; the type of the box does.
 * @param path of the file that holds the store, as reports name it
 */
export async function withUpdates(reading: Reading, walked: Reading | null, open: OpenFile, path: string): Promise<Reading> {
  const chain = reading.c2pa?.chain ?? [];
  // BMFF keeps an update in a box of its own, beside the original store (C2PA 2.2, A.5.1).
  const stores = chain.length === 0 ? [] : (walked?.c2paStores ?? []).filter(({ inner }) => inner === undefined);
  const found = await Promise.all(stores.map((store) => updatesIn(store, reading, open, path)));
  const facts = found.flat();
  return facts.length === 0 ? reading : { ...reading, facts: [...reading.facts, ...facts] };
}

async function updatesIn(store: StoreRange, { c2pa }: Reading, open: OpenFile, path: string): Promise<Fact[]> {
  const held = await readStore(store, open);
  const manifests = held === null || held.isBase64 ? [] : (readJumbf(held.bytes)[0]?.children ?? []);
  return manifests.flatMap(({ type, label, offset }): Fact[] => {
    const manifest = c2pa?.chain.find((one) => one.label === label);
    if (type !== 'c2um' || manifest === undefined) return [];
    const { relation, active } = manifest;
    const at = { path, ...inFile({ offset: offset + toType, length: 16 }, [store, ...(store.more ?? [])]) };
    const place = { manifest: label, gathered: false, relation, active, state: c2pa?.state ?? 'unreadable' };
    return [{ source: 'c2pa', name: 'manifest.type', value: type, where: label, at, c2pa: place }];
  });
}
