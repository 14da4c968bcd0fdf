import {
  type C2paAction,
  type C2paFactName,
  type C2paIngredient,
  type C2paManifest,
  type C2paPlace,
  type C2paState,
  type C2paSummary,
  type Fact,
  type ManifestRelation,
  manifestRelations,
  type Problem,
  type Reading,
} from '../model/index.ts';
import type { C2paAnswer, C2paStore, StoredAssertion, StoredManifest } from '../tools/c2pa/answer.ts';
import { actionsOf, softBindingOf, sourceTypesIn, textOf } from './c2pa-assertions.ts';
import { relationsOf } from './c2pa-relations.ts';
import { failuresOf, isHashedWhole, stateOf } from './c2pa-state.ts';

/** Version of what this reader makes of the engine's answer. */
const version = '1';

/** The empty C2PA answer: no store was found. */
export const noC2pa: C2paSummary = { state: 'none', codes: [], chain: [] };

/** Turns an engine's answer into a reading: facts of every manifest with its relation to the asset, state, codes, chain. */
export function c2paReading(answer: C2paAnswer, engine: { name: string; version: string }): Reading {
  const base = { reader: `c2pa (${engine.name})`, version: `${engine.version}/${version}` };
  const engineName = `${engine.name} ${engine.version}`;
  if (answer.kind === 'none') return { ...base, ok: true, facts: [], problems: [], c2pa: noC2pa };
  if (answer.kind === 'remote') return { ...base, ok: true, ...remoteStore(answer.url, engineName) };
  if (answer.kind === 'error') {
    const problem: Problem = { code: 'c2pa-unreadable', params: { detail: answer.error } };
    const c2pa: C2paSummary = { state: 'unreadable', codes: [], engine: engineName, chain: [] };
    return { ...base, ok: false, facts: [], problems: [problem], c2pa };
  }
  const state = stateOf(answer.store);
  const manifests = readManifests(answer.store, state);
  const active = manifests.find(({ manifest }) => manifest.active)?.manifest;
  return {
    ...base,
    ok: true,
    facts: manifests.flatMap(({ facts }) => facts),
    problems: [],
    c2pa: {
      state,
      codes: codesOf(answer.store),
      engine: engineName,
      ...(active?.signer === undefined ? {} : { signer: active.signer }),
      ...(active?.claimGenerator === undefined ? {} : { claimGenerator: active.claimGenerator }),
      ...(isHashedWhole(answer) ? { hashedWhole: true } : {}),
      chain: manifests.map(({ manifest }) => manifest),
    },
  };
}

/**
 * The reading of a store that belongs to a file inside the file: an appended picture, a cover. What it says of itself, it
 * says of a component of the asset; it is not the asset's own credential.
 */
export function innerReading(reading: Reading): Reading {
  const { c2pa: _, ...rest } = reading;
  const facts = reading.facts.map((fact): Fact => {
    if (fact.c2pa === undefined) return fact;
    const relation = fact.c2pa.relation === 'asset' ? 'component' : fact.c2pa.relation;
    return { ...fact, where: `inner file > ${fact.where}`, c2pa: { ...fact.c2pa, relation, active: false, inner: true } };
  });
  return { ...rest, facts };
}

/** A reading of a store that the engine could not read, with what the store states all the same. */
export function statedReading(failed: Reading, store: C2paStore): Reading {
  const manifests = readManifests(store, 'unreadable');
  const c2pa: C2paSummary = { ...(failed.c2pa ?? noC2pa), chain: manifests.map(({ manifest }) => manifest) };
  return { ...failed, facts: manifests.flatMap(({ facts }) => facts), c2pa };
}

/** What is known of a manifest that lies at an address: its address. It is never fetched. */
export function remoteStore(url: string, engine?: string): Pick<Reading, 'facts' | 'problems'> & { c2pa: C2paSummary } {
  return {
    facts: [],
    problems: [{ code: 'c2pa-remote', params: { url } }],
    c2pa: { state: 'remote', codes: [], remote: url, ...(engine === undefined ? {} : { engine }), chain: [] },
  };
}

/** Failure codes of the active manifest, then of ingredients, each once. */
function codesOf(store: C2paStore): string[] {
  return [...new Set(failuresOf(store).map(({ code }) => code))];
}

interface ReadManifest {
  readonly manifest: C2paManifest;
  readonly facts: readonly Fact[];
}

function readManifests(store: C2paStore, state: C2paState): ReadManifest[] {
  const relations = relationsOf(store);
  const labels = inOrder(store, relations);
  return labels.map((label) => {
    const stored = store.manifests?.[label] ?? {};
    const relation = relations.get(label) ?? 'loose';
    return readManifest(label, stored, { relation, active: label === store.active_manifest, state });
  });
}

/**
 * Active manifest first, then the asset's own ancestors, components, inputs, each as they are reached from the active one;
 * unreachable ones last, by label. The engine hands them out of a hash map, so its own order changes from run to run.
 */
function inOrder(store: C2paStore, relations: ReadonlyMap<string, ManifestRelation>): string[] {
  const rank = (label: string): number => manifestRelations.indexOf(relations.get(label) ?? 'loose');
  const reached = [...relations.keys()].filter((label) => store.manifests?.[label] !== undefined);
  const loose = Object.keys(store.manifests ?? {}).filter((label) => !relations.has(label));
  return [...reached, ...loose.sort()].sort((a, b) => rank(a) - rank(b));
}

type ManifestPlace = Pick<C2paPlace, 'relation' | 'active' | 'state'>;

function readManifest(label: string, stored: StoredManifest, place: ManifestPlace): ReadManifest {
  const say = (name: C2paFactName, value: string | undefined, more: Partial<C2paPlace> = {}): Fact[] =>
    value === undefined || value === ''
      ? []
      : [
          {
            source: 'c2pa',
            name,
            value,
            where: [label, more.assertion, more.actionIndex === undefined ? undefined : `actions[${more.actionIndex}]`]
              .filter((part) => part !== undefined)
              .join(' > '),
            c2pa: { manifest: label, gathered: false, ...place, ...more },
          },
        ];
  const claimGenerator = generatorOf(stored);
  const signer = signerOf(stored);
  const assertions = stored.assertions ?? [];
  const actions = assertions.flatMap((assertion) => actionsOf(assertion));
  const manifest: C2paManifest = {
    label,
    ...(stored.title === undefined ? {} : { title: stored.title }),
    relation: place.relation,
    active: place.active,
    ...(claimGenerator === undefined ? {} : { claimGenerator }),
    ...(signer === undefined ? {} : { signer }),
    ...(stored.signature_info?.time === undefined ? {} : { signed: stored.signature_info.time }),
    actions,
    ingredients: (stored.ingredients ?? []).map(ingredientOf),
    assertions: assertions.map(labelOf),
  };
  const facts = [
    ...say('claim_generator', claimGenerator),
    ...say('signer', signer),
    ...assertions.flatMap((assertion) => assertionFacts(assertion, stored, say)),
    ...ingredientFacts(stored, place, say),
    ...(stored.redactions ?? []).flatMap((redaction) => say('redacted', textOf(redaction))),
  ];
  return { manifest, facts };
}

type Say = (name: C2paFactName, value: string | undefined, more?: Partial<C2paPlace>) => Fact[];

function assertionFacts(assertion: StoredAssertion, stored: StoredManifest, say: Say): Fact[] {
  const label = labelOf(assertion);
  // A v2 claim vouches only for what it lists as created (C2PA 2.2, section 10.2.2); v1 claims know no such difference.
  const gathered = stored.claim_version === 2 && assertion.created !== true;
  const more = { assertion: label, gathered };
  const data = assertion.data as { allActionsIncluded?: unknown } | null | undefined;
  const isActions = label.startsWith('c2pa.actions');
  return [
    ...say('assertion', label, more),
    ...(isActions ? say('actions.allActionsIncluded', textOf(data?.allActionsIncluded) ?? 'absent', more) : []),
    ...actionsOf(assertion).flatMap((action, actionIndex) =>
      actionFacts(action, { ...more, action: action.action, actionIndex }, say),
    ),
    ...(isActions ? [] : sourceTypesIn(assertion).flatMap((type) => say('metadata.digitalSourceType', type, more))),
    ...say('soft-binding.alg', softBindingOf(assertion), more),
  ];
}

function actionFacts(action: C2paAction, more: Partial<C2paPlace>, say: Say): Fact[] {
  return [
    ...say('action', action.action, more),
    ...say('action.digitalSourceType', action.digitalSourceType, more),
    ...say('action.softwareAgent', action.softwareAgent, more),
    ...say('action.description', action.description, more),
    ...say('action.tool', action.tool, more),
  ];
}

function ingredientFacts(stored: StoredManifest, place: ManifestPlace, say: Say): Fact[] {
  return (stored.ingredients ?? []).flatMap((ingredient) => {
    const assertion = ingredient.label ?? 'c2pa.ingredient';
    const relationship = ingredient.relationship ?? 'unknown';
    const relation = place.relation === 'asset' ? relationOfIngredient(relationship) : place.relation;
    return [
      ...say('ingredient.relationship', relationship, { assertion }),
      ...say('ingredient.digitalSourceType', ingredient.digital_source_type, { assertion, relation }),
      ...(ingredient.active_manifest === undefined
        ? say('ingredient.unknownProvenance', relationship, { assertion, relation })
        : []),
    ];
  });
}

function relationOfIngredient(relationship: string): ManifestRelation {
  if (relationship === 'parentOf') return 'asset';
  return relationship === 'inputTo' ? 'input' : 'component';
}

function labelOf(assertion: StoredAssertion): string {
  const label = assertion.label ?? 'unnamed';
  return assertion.instance === undefined ? label : `${label}__${assertion.instance}`;
}

function ingredientOf(ingredient: NonNullable<StoredManifest['ingredients']>[number]): C2paIngredient {
  return {
    ...(ingredient.title === undefined ? {} : { title: ingredient.title }),
    ...(ingredient.format === undefined ? {} : { format: ingredient.format }),
    relationship: ingredient.relationship ?? 'unknown',
    ...(ingredient.active_manifest === undefined ? {} : { manifest: ingredient.active_manifest }),
    ...(ingredient.digital_source_type === undefined ? {} : { digitalSourceType: ingredient.digital_source_type }),
    ...(ingredient.picture === undefined ? {} : { thumbnail: ingredient.picture }),
  };
}

/** Name and version of the claim generator: the structured form of v2 claims, else the user-agent string of v1. */
function generatorOf(stored: StoredManifest): string | undefined {
  const info = stored.claim_generator_info?.[0];
  const named = [textOf(info?.name), textOf(info?.version)].filter((part) => part !== undefined).join(' ');
  return named === '' ? stored.claim_generator : named;
}

/** The certificate's organisation and common name, each once. */
function signerOf(stored: StoredManifest): string | undefined {
  const { issuer, common_name } = stored.signature_info ?? {};
  const names = [...new Set([issuer, common_name].filter((name) => name !== undefined && name !== ''))];
  return names.length === 0 ? undefined : names.join(', ');
}
