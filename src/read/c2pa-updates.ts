import type { Fact, Reading } from '../model/index.ts';
import type { OpenFile } from '../storage/local.ts';
import { inFile, readStore } from './c2pa-places.ts';
import { readJumbf } from './containers/jumbf-tree.ts';

/** Bytes from the start of a manifest's box to its type: two box headers of eight bytes each. */
const toType = 16;

/**
 * Adds a fact for each update manifest: one that touches metadata only, so that what the media are stands in its parent
 * (C2PA 2.2, section 11.2). The engine reads them and does not tell them apart; the type of the box does.
 * @param path of the file that holds the store, as reports name it
 */
export async function withUpdates(reading: Reading, walked: Reading | null, open: OpenFile, path: string): Promise<Reading> {
  const store = walked?.c2paStores?.[0];
  const chain = reading.c2pa?.chain ?? [];
  if (store === undefined || chain.length === 0) return reading;
  const held = await readStore(store, open);
  const manifests = held === null || held.isBase64 ? [] : (readJumbf(held.bytes)[0]?.children ?? []);
  const facts = manifests.flatMap(({ type, label, offset }): Fact[] => {
    const manifest = chain.find((one) => one.label === label);
    if (type !== 'c2um' || manifest === undefined) return [];
    const { relation, active } = manifest;
    const place = inFile({ offset: offset + toType, length: 16 }, [store, ...(store.more ?? [])]);
    const c2pa = { manifest: label, gathered: false, relation, active, state: reading.c2pa?.state ?? 'unreadable' };
    return [{ source: 'c2pa', name: 'manifest.type', value: type, where: label, at: { path, ...place }, c2pa }];
  });
  return facts.length === 0 ? reading : { ...reading, facts: [...reading.facts, ...facts] };
}
