import type { Fact, FactSource, Marker } from '../model/index.ts';
import { type Place, placesOf, plainName, tagKey } from './select.ts';

/**
 * Which markers need be asked about facts: those that look at a place where one of them stands, and those that look anywhere.
 * Most of the catalogue looks at tags that a file does not have.
 * @param markers of the catalogue; the answer keeps their order
 */
export function askedOf(markers: readonly Marker[]): (facts: readonly Fact[]) => readonly Marker[] {
  const byPlace = new Map<string, number[]>();
  const always: number[] = [];
  const put = (key: string, number: number): void => {
    const others = byPlace.get(key);
    if (others === undefined) byPlace.set(key, [number]);
    else if (!others.includes(number)) others.push(number);
  };
  for (const [number, { match }] of markers.entries()) {
    const places = placesOf(match);
    if (places === undefined) always.push(number);
    else for (const key of places.flatMap(keysOfPlace)) put(key, number);
  }
  const numbersOf = remembering((fact) => [...new Set(keysOfFact(fact).flatMap((key) => byPlace.get(key) ?? []))]);
  return (facts) => {
    const asked = new Set(always);
    for (const fact of facts) for (const number of numbersOf(fact)) asked.add(number);
    return [...asked].sort((a, b) => a - b).map((number) => markers[number] as Marker);
  };
}

/** Names of facts that are remembered; files of strangers may hold any number of them. */
const namesLimit = 10_000;

/** The same answers, worked out once for each source and name: files say other things under the same names. */
function remembering(of: (fact: Fact) => readonly number[]): (fact: Fact) => readonly number[] {
  const bySource = new Map<FactSource, Map<string, readonly number[]>>();
  return (fact) => {
    const known = bySource.get(fact.source) ?? new Map<string, readonly number[]>();
    bySource.set(fact.source, known);
    let numbers = known.get(fact.name);
    if (numbers === undefined) {
      numbers = of(fact);
      if (known.size < namesLimit) known.set(fact.name, numbers);
    }
    return numbers;
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
