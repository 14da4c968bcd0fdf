import type { Evidence, Fact, Marker } from '../model/index.ts';
import { saysBySourceType } from './c2pa-says.ts';
import { vendorFamily } from './generators.ts';

/** Builds what the judge needs to tell statements that do not go together, from the catalogue and its ids of denials. */
export function conflictRulesOf(
  markers: readonly Marker[],
  denials: ReadonlySet<string>,
): {
  vendorFamily(generator: string): string | undefined;
  denialsIn(facts: readonly Fact[]): readonly Evidence[];
} {
  const deniers = markers.filter(({ id }) => denials.has(id));
  return {
    vendorFamily,
    denialsIn: (facts) => deniers.flatMap((marker) => evidenceOf(marker, facts)),
  };
}

function evidenceOf(marker: Marker, facts: readonly Fact[]): Evidence[] {
  return marker
    .match(facts)
    .flatMap(({ facts: [fact] }) => (fact && contradicts(fact, facts) ? [fact] : []))
    .map((fact) => ({
      marker: marker.id,
      title: marker.title,
      says: marker.says,
      strength: 'declared',
      source: fact.source,
      name: fact.name,
      value: fact.value,
      where: fact.where,
      ...(fact.at && { at: fact.at }),
      ...(fact.of && { of: fact.of }),
      ...(fact.c2pa && { manifest: fact.c2pa.manifest, relation: fact.c2pa.relation }),
    }));
}

/**
 * A C2PA history names a source type for each step: a drawing by hand that was filled in by a model later contradicts nothing.
 * It does where the history knows of no AI at all and something else in the file does.
 */
function contradicts(fact: Fact, facts: readonly Fact[]): boolean {
  if (fact.source !== 'c2pa') return true;
  if (fact.c2pa?.relation !== 'asset') return false;
  const words = facts
    .filter((other) => other.source === 'c2pa' && other.name.toLowerCase().endsWith('digitalsourcetype'))
    .map(saysBySourceType);
  return !words.includes('generated') && !words.includes('edited');
}
