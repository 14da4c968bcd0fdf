import type { C2paFactName, Fact } from '../model/index.ts';

/** The facts of a C2PA store, found by name, by manifest and by action. */
export interface StoreIndex {
  named(...names: readonly C2paFactName[]): readonly Fact[];
  ofManifest(fact: Fact, ...names: readonly C2paFactName[]): readonly Fact[];
  ofAction(fact: Fact, ...names: readonly C2paFactName[]): readonly Fact[];
}

const indexes = new WeakMap<readonly Fact[], StoreIndex>();

/**
 * The index of one asset's facts, built once for all markers: a stranger's manifest may hold thousands of actions, and every
 * marker would search all of them for each.
 */
export function indexOf(facts: readonly Fact[]): StoreIndex {
  const known = indexes.get(facts);
  if (known) return known;
  const index = build(facts);
  indexes.set(facts, index);
  return index;
}

function build(facts: readonly Fact[]): StoreIndex {
  const groups = new Map<string, Fact[]>();
  const put = (key: string, fact: Fact): void => {
    const group = groups.get(key);
    if (group) group.push(fact);
    else groups.set(key, [fact]);
  };
  for (const fact of facts) {
    if (fact.source !== 'c2pa') continue;
    const name = fact.name.toLowerCase();
    put(name, fact);
    put(`${name}\n${manifestKey(fact)}`, fact);
    put(`${name}\n${actionKey(fact)}`, fact);
  }
  const all = (names: readonly string[], key?: string): readonly Fact[] =>
    names.flatMap((name) => groups.get(key === undefined ? name.toLowerCase() : `${name.toLowerCase()}\n${key}`) ?? []);
  return {
    named: (...names) => all(names),
    ofManifest: (fact, ...names) => all(names, manifestKey(fact)),
    ofAction: (fact, ...names) => all(names, actionKey(fact)),
  };
}

function manifestKey({ c2pa }: Fact): string {
  return `manifest ${c2pa?.manifest ?? ''}`;
}

function actionKey({ c2pa }: Fact): string {
  return `action ${[c2pa?.manifest, c2pa?.assertion, c2pa?.actionIndex, c2pa?.action].join('\n')}`;
}
