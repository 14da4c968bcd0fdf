import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionsOf } from '../../src/read/c2pa-assertions.ts';
import { statedIn } from '../../src/read/c2pa-claims.ts';

// A store that the engine cannot read must not hide what it states.
const folder = join(import.meta.dirname, '../../fixtures/delivery');
const jpeg = readFileSync(join(folder, 'stills/archive/farmhouse_adair_county_1931.jpg'));
// The store of this file is one APP11 segment: marker, length, `JP`, instance and packet number, then the box.
const store = jpeg.subarray(14, 4 + jpeg.readUInt16BE(4));

const sourceTypes = (bytes: Uint8Array): (string | undefined)[] =>
  Object.values(statedIn(bytes)?.manifests ?? {})
    .flatMap((manifest) => manifest.assertions ?? [])
    .flatMap((assertion) => actionsOf(assertion))
    .map(({ digitalSourceType }) => digitalSourceType?.split('/').at(-1));

describe('statements of a store that nobody validated', () => {
  it('are those that the engine reads', () => {
    expect(sourceTypes(store)).toEqual(['trainedAlgorithmicMedia']);
    expect(statedIn(store)?.active_manifest).toMatch(/^urn:c2pa:/);
  });

  it('are read as far as a cut store goes, and no cut throws', () => {
    const lengths = Array.from({ length: 60 }, (_, index) => Math.floor((store.length * index) / 60));
    const seen = lengths.map((length) => sourceTypes(store.subarray(0, length)).length);
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBe(1);
  });

  it('are none in bytes that are no store', () => {
    expect(statedIn(new Uint8Array())).toBeNull();
    expect(statedIn(Buffer.from('jumb, so to speak, and nothing else'))).toBeNull();
    expect(statedIn(Buffer.alloc(5000, 0xff))).toBeNull();
  });
});
