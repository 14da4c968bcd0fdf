import type { ManifestRelation } from '../model/index.ts';
import type { C2paStore } from '../tools/c2pa/answer.ts';

/** Stronger ties first: a manifest reached in two ways keeps the stronger one. */
const strength: readonly ManifestRelation[] = ['asset', 'component', 'input', 'loose'];

/**
 * What every manifest of a store is to the asset (C2PA 2.2, section 18.15.3): parentOf passes on what the referring manifest
 * is, componentOf makes it a component, inputTo only an input, and below an input everything stays an input. Manifests that
 * the active one does not reach are absent from the map. Stores with cycles end.
 */
export function relationsOf(store: C2paStore): ReadonlyMap<string, ManifestRelation> {
  const relations = new Map<string, ManifestRelation>();
  if (store.active_manifest === undefined) return relations;
  const queue: [string, ManifestRelation][] = [[store.active_manifest, 'asset']];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [label, relation] = next;
    const known = relations.get(label);
    if (known !== undefined && strength.indexOf(known) <= strength.indexOf(relation)) continue;
    relations.set(label, relation);
    for (const ingredient of store.manifests?.[label]?.ingredients ?? []) {
      if (ingredient.active_manifest !== undefined) {
        queue.push([ingredient.active_manifest, passedOn(relation, ingredient.relationship)]);
      }
    }
  }
  return relations;
}

function passedOn(relation: ManifestRelation, relationship: string | undefined): ManifestRelation {
  if (relation === 'input' || relationship === 'inputTo') return 'input';
  return relationship === 'parentOf' ? relation : 'component';
}
