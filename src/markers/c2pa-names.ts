import type { C2paFactName, C2paPlace, ExampleFact, Marker, Says } from '../model/index.ts';
import { aiName, states } from './c2pa-says.ts';
import type { Shape } from './select.ts';

/** Where a product can name itself in a manifest as a whole. */
export const claim: readonly C2paFactName[] = ['claim_generator'];
export const signer: readonly C2paFactName[] = ['signer'];
export const claimOrSigner: readonly C2paFactName[] = ['claim_generator', 'signer'];
/** Agents of an action. */
export const agent: readonly C2paFactName[] = ['action.softwareAgent'];
export const claimOrAgent: readonly C2paFactName[] = ['claim_generator', 'action.softwareAgent'];
export const description: readonly C2paFactName[] = ['action.description'];
export const assertion: readonly C2paFactName[] = ['assertion'];

/** A fact of a store, for examples. */
export function stored(name: C2paFactName, value: string, place: Partial<C2paPlace> = {}): ExampleFact {
  return { source: 'c2pa', name, value, c2pa: { relation: 'asset', active: true, ...place } };
}

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly vendor: string;
  readonly says: Says;
  readonly source: string;
  readonly evidence: Marker['evidence'];
  readonly note?: string;
  readonly names: readonly C2paFactName[];
  readonly shape: Shape;
  readonly created?: Says;
  readonly generator?: string;
  readonly yes: readonly (readonly ExampleFact[])[];
  readonly no: readonly (readonly ExampleFact[])[];
}

/** A marker for a name in a C2PA store. A name that says nothing is kept to explain it. */
export function nameMarker({ names, shape, created, generator, yes, no, ...rest }: Entry): Marker {
  return {
    ...rest,
    strength: 'c2pa',
    match:
      rest.says === 'nothing'
        ? states(names, shape)
        : aiName({ names, shape, says: rest.says, ...(created && { created }), ...(generator && { generator }) }),
    examples: { yes, no },
  };
}

/**
 * A company or product name that fills the value, but for legal form, version or a library behind it; in a signer it may be
 * the organisation, before the common name.
 */
export function wholeName(name: string): RegExp {
  const plain = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?:^|, )${plain}(?:$|, |[,/ ]+(?:AI|Inc|Ltd|LLC|GmbH|Labs|API|Content Credentials|C2PA|c2pa-rs|v?\\d))`);
}
