import type { Evidence, Fact, Marker, Says } from '../../src/model/index.ts';

/** A statement as the judge finds it. */
export function piece(says: Says, more: Partial<Evidence> = {}): Evidence {
  return { marker: 'm', title: 'Title', says, strength: 'declared', source: 'xmp', name: 'n', value: 'v', where: 'w', ...more };
}

/** A fact of a file. */
export function fact(name: string, value = 'v', more: Partial<Fact> = {}): Fact {
  return { source: 'xmp', name, value, where: 'w', ...more };
}

/** A marker of the facts with this name. */
export function marker(id: string, says: Says, name: string, more: Partial<Marker> = {}): Marker {
  const match: Marker['match'] = (facts) => facts.filter((one) => one.name === name).map((one) => ({ facts: [one] }));
  return { id, title: id, says, strength: 'declared', match, ...more } as Marker;
}
