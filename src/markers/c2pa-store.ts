import type { C2paFactName, C2paPlace, C2paState, ExampleFact, Marker } from '../model/index.ts';
import { aiName, inStore, states } from './c2pa-says.ts';
import { cite } from './cite.ts';
import { anyOf, each, xmp } from './select.ts';

const c2pa = (name: C2paFactName, value: string, place: Partial<C2paPlace> = {}): ExampleFact => ({
  source: 'c2pa',
  name,
  value,
  c2pa: { relation: 'asset', active: true, ...place },
});

type Entry = Pick<Marker, 'id' | 'title' | 'source' | 'match' | 'examples'> & { vendor?: string; note?: string };

/** A part of a store that only tells where to look, or that looks like AI and is none. */
const locator = ({ vendor = 'any C2PA signer', ...rest }: Entry): Marker => ({
  ...rest,
  vendor,
  says: 'nothing',
  strength: 'c2pa',
  evidence: 'primary',
});

const relation = (name: string, title: string, other: string, note: string): Marker =>
  locator({
    id: `c2pa-ingredient-${name}`,
    title,
    source: `${cite.c2pa} §18.15.3`,
    note,
    match: states(['ingredient.relationship'], new RegExp(`^${name}$`)),
    examples: { yes: [[c2pa('ingredient.relationship', name)]], no: [[c2pa('ingredient.relationship', other)]] },
  });

const assertion = (id: string, title: string, label: RegExp, yes: string, no: string, source: string, note: string): Marker =>
  locator({
    id,
    title,
    source,
    note,
    match: states(['assertion'], label),
    examples: { yes: [[c2pa('assertion', yes)], [c2pa('assertion', `${yes}__1`)]], no: [[c2pa('assertion', no)]] },
  });

const state = (wanted: C2paState, title: string, other: C2paState, note: string): Marker =>
  locator({
    id: `c2pa-state-${wanted}`,
    title,
    vendor: 'C2PA engine',
    source: `${cite.c2paRs} sdk/src/validation_results.rs; ${cite.c2pa} §14.3, §15.2.2`,
    note,
    match: inStore((facts) => {
      const first = facts.find((fact) => fact.source === 'c2pa' && fact.c2pa?.active && fact.c2pa.state === wanted);
      return first ? [{ facts: [first] }] : [];
    }),
    examples: {
      yes: [[c2pa('claim_generator', 'x', { state: wanted })]],
      no: [[c2pa('claim_generator', 'x', { state: other })], [c2pa('claim_generator', 'x', { state: wanted, active: false })]],
    },
  });

/** What a C2PA store holds beside actions and source types. */
export const c2paStore: readonly Marker[] = [
  relation(
    'parentOf',
    'Ingredient: the asset was made of it',
    'inputTo',
    'AI in it is AI in the asset itself; followed to the end.',
  ),
  relation('componentOf', 'Ingredient: placed in the asset', 'parentOf', 'AI in it makes the asset one with an AI component.'),
  relation(
    'inputTo',
    'Ingredient: only fed to a model',
    'componentOf',
    'Says nothing of the asset: the action that made it does.',
  ),
  locator({
    id: 'c2pa-ingredient-unknown',
    title: 'Ingredient of unknown provenance',
    source: `${cite.signals}/signal-inception-mediaUnknownProvenance-local.yml`,
    note: 'It has no manifest of its own, like every photograph that was never signed: no sign of AI, and no sign against it.',
    match: states(['ingredient.unknownProvenance']),
    examples: {
      yes: [[c2pa('ingredient.unknownProvenance', 'true')]],
      no: [[c2pa('ingredient.relationship', 'parentOf')]],
    },
  }),
  locator({
    id: 'c2pa-allActionsIncluded',
    title: 'The list of actions says that it is complete',
    source: `${cite.c2pa} §18.14`,
    note: 'Where it does not, the absence of an AI action proves nothing.',
    match: states(['actions.allActionsIncluded'], /^true$/i),
    examples: {
      yes: [[c2pa('actions.allActionsIncluded', 'true')]],
      no: [[c2pa('actions.allActionsIncluded', 'false')]],
    },
  }),
  locator({
    id: 'c2pa-gathered',
    title: 'Assertion that the signer does not vouch for',
    source: `${cite.c2pa} §10.2.2, §18.14.2`,
    note: 'Listed in gathered_assertions: evidence in it counts as declared.',
    match: inStore((facts) =>
      facts.filter((fact) => fact.source === 'c2pa' && fact.c2pa?.gathered).map((fact) => ({ facts: [fact] })),
    ),
    examples: {
      yes: [[c2pa('assertion', 'c2pa.actions.v2', { gathered: true })]],
      no: [[c2pa('assertion', 'c2pa.actions.v2', { gathered: false })]],
    },
  }),
  assertion(
    'c2pa-training-mining',
    'Permission for data mining and training',
    /^c2pa\.training-mining/,
    'c2pa.training-mining',
    'c2pa.actions.v2',
    'C2PA 1.x §19.23, removed in 2.0',
    'A trap: its entries contain "ai_generative_training", and it is an opt-out.',
  ),
  assertion(
    'cawg-training-mining',
    'Permission for data mining and training',
    /^cawg\.training-mining/,
    'cawg.training-mining',
    'cawg.identity',
    'CAWG Training and Data Mining 1.1',
    'A trap: an opt-out that names generative AI.',
  ),
  assertion(
    'cawg-identity',
    'Identity of who signed',
    /^cawg\.identity/,
    'cawg.identity',
    'cawg.metadata',
    'CAWG Identity',
    'Who signed, not how it was made.',
  ),
  assertion(
    'c2pa-creativework',
    'Authorship by schema.org',
    /^stds\.schema-org\.CreativeWork/,
    'stds.schema-org.CreativeWork',
    'stds.iptc',
    'C2PA 1.x, deprecated in 2.0',
    'Authorship. A source type inside it is a marker of its own.',
  ),
  locator({
    id: 'c2pa-softbinding',
    title: 'Names a watermark or fingerprint that finds the manifest again',
    source: `${cite.c2pa} §18; github c2pa-org/softbinding-algorithm-list@68246ad`,
    note: 'No algorithm on the list means AI; SynthID is not on it.',
    match: states(['soft-binding.alg']),
    examples: { yes: [[c2pa('soft-binding.alg', 'com.adobe.trustmark.P')]], no: [[c2pa('soft-binding.alg', '')]] },
  }),
  locator({
    id: 'c2pa-remote-xmp',
    title: 'Address of a remote manifest',
    source: `${cite.c2pa} §11.5`,
    note: 'Reported, never fetched; anyone can write it.',
    match: anyOf(each([xmp('dcterms:provenance')]), states(['remote'])),
    examples: {
      yes: [[{ source: 'xmp', name: 'dcterms:provenance', value: 'https://example.com/a.c2pa' }]],
      no: [[{ source: 'xmp', name: 'dcterms:provenance', value: '' }]],
    },
  }),
  locator({
    id: 'c2pa-remote-adobe',
    title: "Address of a manifest in Adobe's cloud",
    vendor: 'Adobe',
    source: `${cite.c2pa} §11.5; ${cite.verify}`,
    note: 'Durable content credentials; not AI by itself.',
    match: anyOf(each([xmp('dcterms:provenance')], /cai-manifests\.adobe\.com/), states(['remote'], /cai-manifests\.adobe\.com/)),
    examples: {
      yes: [[{ source: 'xmp', name: 'dcterms:provenance', value: 'https://cai-manifests.adobe.com/manifests/x' }]],
      no: [[{ source: 'xmp', name: 'dcterms:provenance', value: 'https://example.com/a.c2pa' }]],
    },
  }),
  locator({
    id: 'c2pa-update-manifest',
    title: 'Update manifest',
    source: `${cite.c2pa} §11.2`,
    note: 'Touches metadata only: what the media are stands in its parent.',
    match: states(['manifest.type'], /c2um|update/i),
    examples: { yes: [[c2pa('manifest.type', 'c2um')]], no: [[c2pa('manifest.type', 'c2ma')]] },
  }),
  locator({
    id: 'c2pa-redacted',
    title: 'Something was redacted',
    source: `${cite.c2pa} §6.8`,
    note: 'Actions and hard bindings cannot be redacted; a person should look at any other redaction.',
    match: anyOf(states(['redacted']), states(['action'], /^c2pa\.redacted$/)),
    examples: { yes: [[c2pa('redacted', 'self#jumbf=c2pa.assertions/x')]], no: [[c2pa('action', 'c2pa.edited')]] },
  }),
  state('trusted', 'C2PA: intact, signer on a configured trust list', 'valid', 'Ingredients included.'),
  state(
    'valid',
    'C2PA: intact, signer on no list',
    'invalid',
    'Unchanged since signing; anyone can sign with a certificate of his own.',
  ),
  state('invalid', 'C2PA: broken', 'valid', 'Changed after signing, or signed badly. What it says of AI stays, as declared.'),
  {
    id: 'c2pa-ai-disclosure',
    title: 'Disclosure of an AI model',
    vendor: 'signers of C2PA 2.4',
    says: 'generated',
    strength: 'c2pa',
    source: 'C2PA 2.4 §18.28',
    evidence: 'primary',
    note: 'Generated or edited is told by the source types of the same manifest.',
    match: aiName({ names: ['assertion'], shape: /^c2pa\.ai-disclosure(\.v\d+)?(__\d+)?$/, says: 'generated' }),
    examples: {
      yes: [[c2pa('assertion', 'c2pa.ai-disclosure')], [c2pa('assertion', 'c2pa.ai-disclosure.v2__1')]],
      no: [[c2pa('assertion', 'c2pa.ai-disclosure', { relation: 'input' })], [c2pa('assertion', 'c2pa.training-mining')]],
    },
  },
];
