import type { C2paPlace, ExampleFact, Fact } from '../../src/model/index.ts';

const place: C2paPlace = { manifest: 'urn:c2pa:example', relation: 'asset', active: true, state: 'valid', gathered: false };

/** Facts of a made-up asset. */
export function factsOf(example: readonly ExampleFact[]): Fact[] {
  return example.map(({ c2pa, where, ...fact }) => ({
    ...fact,
    where: where ?? 'example',
    ...(fact.source === 'c2pa' && { c2pa: { ...place, ...c2pa } }),
  }));
}

/** One fact, written short. */
export function fact(source: Fact['source'], name: string, value: string): ExampleFact {
  return { source, name, value };
}

/** One fact of a C2PA store, written short. */
export function c2pa(name: string, value: string, where: Partial<C2paPlace> = {}): ExampleFact {
  return { source: 'c2pa', name, value, c2pa: where };
}
