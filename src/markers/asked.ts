import type { Fact, FactSource, Marker } from '../model/index.ts';
import { hasShape, looksOf, type Place, plainName, type Shape, tagKey } from './select.ts';

/** Markers, by their numbers, that are asked where a fact has a shape: thirty of them look for one and the same label. */
interface Asked {
  readonly numbers: number[];
  readonly shape: Shape | undefined;
}

/**
 * Which markers need be asked about facts: those that look for one of them, where it stands and with what it says, and those that
 * look anywhere. Most of the catalogue looks at tags that a file does not have, or in which a camera says other things.
 * @param markers of the catalogue; the answer keeps their order
 */
export function askedOf(markers: readonly Marker[]): (facts: readonly Fact[]) => readonly Marker[] {
  const byPlace = new Map<string, { readonly number: number; readonly shape: Shape | undefined; readonly like?: RegExp }[]>();
  const always: number[] = [];
  for (const [number, { match }] of markers.entries()) {
    const looks = looksOf(match);
    if (looks === undefined) always.push(number);
    for (const { shape, like, ...place } of looks ?? []) {
      for (const key of keysOfPlace(place)) {
        const others = byPlace.get(key) ?? [];
        byPlace.set(key, others);
        others.push({ number, shape, ...(like && { like }) });
      }
    }
  }
  const askedFor = remembering((fact) => {
    const byShape = new Map<Shape | undefined, number[]>();
    for (const { number, shape, like } of keysOfFact(fact).flatMap((key) => byPlace.get(key) ?? [])) {
      if (like?.test(plainName(fact.name)) === false) continue;
      const others = byShape.get(shape) ?? [];
      byShape.set(shape, others);
      if (!others.includes(number)) others.push(number);
    }
    return [...byShape].map(([shape, numbers]) => ({ shape, numbers }));
  });
  return (facts) => {
    const asked = new Set(always);
    for (const fact of facts)
      for (const { numbers, shape } of askedFor(fact))
        if (shape === undefined || hasShape(fact.value, shape)) for (const number of numbers) asked.add(number);
    return [...asked].sort((a, b) => a - b).map((number) => markers[number] as Marker);
  };
}

/** Names of facts that are remembered; files of strangers may hold any number of them. */
const namesLimit = 10_000;

/** The same answers, worked out once for each source and name: files say other things under the same names. */
function remembering(of: (fact: Fact) => readonly Asked[]): (fact: Fact) => readonly Asked[] {
  const bySource = new Map<FactSource, Map<string, readonly Asked[]>>();
  return (fact) => {
    const known = bySource.get(fact.source) ?? new Map<string, readonly Asked[]>();
    bySource.set(fact.source, known);
    let asked = known.get(fact.name);
    if (asked === undefined) {
      asked = of(fact);
      if (known.size < namesLimit) known.set(fact.name, asked);
    }
    return asked;
  };
}

const ofSource = (source: FactSource): string => source;
const byName = (source: FactSource, name: string): string => `${source} ${name}`;
const byKey = (source: FactSource, key: string): string => `${source} *${key}`;

/** A place that names nothing is every fact of its sources. */
function keysOfPlace({ sources, names, keys }: Place): string[] {
  return sources.flatMap((source) => [
    ...(names ?? []).map((name) => byName(source, plainName(name))),
    ...(keys ?? []).map((key) => byKey(source, key)),
    ...(names === undefined && keys === undefined ? [ofSource(source)] : []),
  ]);
}

function keysOfFact({ source, name }: Fact): string[] {
  const plain = plainName(name);
  const keys = [ofSource(source), byName(source, plain), byKey(source, tagKey(name))];
  // ID3 comments carry a language and a description after the frame id: `COMM:eng`.
  if (source === 'id3')
    for (let at = plain.indexOf(':'); at >= 0; at = plain.indexOf(':', at + 1)) keys.push(byName(source, plain.slice(0, at)));
  return keys;
}
