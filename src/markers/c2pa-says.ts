import type { C2paFactName, C2paPlace, Fact, Generator, Match, Matcher, Says } from '../model/index.ts';
import { indexOf } from './c2pa-store-index.ts';
import { generatorOf } from './generators.ts';
import { hasShape, onlyIn, type Shape } from './select.ts';
import { sourceTypeOf, sourceTypes } from './source-type.ts';

/**
 * What statements of a C2PA store say of the asset. The rules follow the signals of the C2PA conformance programme
 * (github c2pa-org/conformance-public@7dbff51, asset-rubrics/composables/signal-*.yml, globals-actions.yml).
 */

/** Actions with which the history of a piece of media begins. */
const inception = new Set(['c2pa.created', 'c2pa.opened']);

/** Actions that leave alone what can be seen and heard; a source type on them tells nothing about an alteration. */
const nonEditorial = new Set([
  'c2pa.converted',
  'c2pa.published',
  'c2pa.repackaged',
  'c2pa.transcoded',
  'c2pa.resized.proportional',
  'c2pa.enhanced',
  'c2pa.edited.metadata',
  'c2pa.watermarked',
  'c2pa.watermarked.bound',
  'c2pa.watermarked.unbound',
  'c2pa.redacted',
]);

type ActionKind = 'inception' | 'editorial' | 'non-editorial';

/** A statement without its action is taken for one about the beginning: it describes the media as a whole. */
function kindOf(place: C2paPlace): ActionKind {
  if (place.action === undefined || inception.has(place.action)) return 'inception';
  return nonEditorial.has(place.action) ? 'non-editorial' : 'editorial';
}

/**
 * A fact of a reader that cannot tell which manifest it read (ExifTool flattens the store) could stand anywhere, an input
 * included: it leaves AI open.
 */
const nowhere: C2paPlace = { manifest: '', relation: 'loose', active: false, state: 'unreadable', gathered: false };

function placeOf(fact: Fact): C2paPlace {
  return fact.c2pa ?? nowhere;
}

/** What a statement that would say this of the asset says where the manifest is something else to it. */
export function byRelation(says: Says, place: C2paPlace): Says | undefined {
  if (says === 'nothing') return says;
  const ai = says === 'generated' || says === 'edited';
  switch (place.relation) {
    case 'asset':
      return says;
    case 'component':
      return ai ? 'edited' : says === 'tool' ? says : undefined;
    case 'input':
      return undefined;
    case 'loose':
      return ai ? 'possible' : undefined;
  }
}

/** The same, for a statement that is part of an action. */
function byAction(says: Says, place: C2paPlace): Says | undefined {
  const kind = kindOf(place);
  if (kind === 'non-editorial') return undefined;
  if (says === 'captured' && kind !== 'inception') return undefined;
  const altered = kind === 'editorial' && says === 'generated' ? 'edited' : says;
  return byRelation(altered, place);
}

/** What a digital source type says of the asset where it stands; undefined where it says nothing about it. */
export function saysBySourceType(fact: Fact): Says | undefined {
  const term = sourceTypeOf(fact.value);
  if (!term) return undefined;
  const says = sourceTypes[term];
  const place = placeOf(fact);
  if (says === 'nothing') return says;
  return fact.name === 'action.digitalSourceType' ? byAction(says, place) : byRelation(says, place);
}

/** A match function that reads nothing but the C2PA store. */
export const inStore = (match: Matcher): Matcher => onlyIn([{ sources: ['c2pa'] }], match);

/** Facts of the store by name, in any case. */
export function named(facts: readonly Fact[], ...names: readonly C2paFactName[]): readonly Fact[] {
  return indexOf(facts).named(...names);
}

/** The generator behind a statement: the agent of its own action, else a known one among the claim generators of its manifest. */
export function generatorBehind(fact: Fact, facts: readonly Fact[]): Generator | undefined {
  const index = indexOf(facts);
  const agent = index.ofAction(fact, 'action.softwareAgent').find((other) => other.value.trim() !== '');
  if (agent) return generatorOf(agent.value) ?? { name: agent.value.trim() };
  for (const other of index.ofManifest(fact, 'claim_generator', 'signer')) {
    const generator = generatorOf(other.value);
    if (generator) return generator;
  }
  return undefined;
}

/** A match function for source types: these terms, in facts of these names. */
export function sourceType(shape: Shape, ...names: readonly C2paFactName[]): Matcher {
  return inStore((facts) =>
    named(facts, ...names).flatMap((fact) => {
      if (!hasShape(fact.value, shape)) return [];
      const says = saysBySourceType(fact);
      if (!says) return [];
      const ai = says === 'generated' || says === 'edited' || says === 'possible';
      const generator = ai ? generatorBehind(fact, facts) : undefined;
      return [{ facts: [fact], says, ...(generator && { generator }) }];
    }),
  );
}

/** A match function for statements that say nothing of AI by themselves: places to look, and traps. */
export function states(names: readonly C2paFactName[], shape?: Shape): Matcher {
  return inStore((facts) =>
    named(facts, ...names)
      .filter((fact) => hasShape(fact.value, shape))
      .map((fact) => ({ facts: [fact] })),
  );
}

/** How a name is weighed: facts that can carry it, its shape, what it says where nothing better is stated, who it names. */
export interface NameRule {
  readonly names: readonly C2paFactName[];
  readonly shape: Shape;
  readonly says: Says;
  /** What it says on c2pa.created, where that differs. */
  readonly created?: Says;
  readonly generator?: string;
}

/**
 * A match function for names of AI products. A source type of the same action (for names of an action) or of the same
 * manifest (for signers, claim generators and assertions) is the signer's own word and rules over the name.
 */
export function aiName(rule: NameRule): Matcher {
  return inStore((facts) =>
    named(facts, ...rule.names).flatMap((fact): readonly Match[] => {
      if (!hasShape(fact.value, rule.shape)) return [];
      const isCreated = fact.c2pa?.action === 'c2pa.created';
      const says = weigh(fact, facts, isCreated ? (rule.created ?? rule.says) : rule.says);
      if (!says) return [];
      const generator = generatorOf(rule.generator ?? fact.value) ?? (rule.generator ? { name: rule.generator } : undefined);
      const versioned = generator?.version ? generator : withVersion(generator, fact.value);
      return [{ facts: [fact], says, ...(versioned && { generator: versioned }) }];
    }),
  );
}

function withVersion(generator: Generator | undefined, value: string): Generator | undefined {
  const own = generatorOf(value);
  return generator && own?.version && own.name === generator.name ? own : generator;
}

function weigh(fact: Fact, facts: readonly Fact[], says: Says): Says | undefined {
  const ofAction = fact.name.toLowerCase().startsWith('action.');
  if (says === 'tool') return byRelation(says, placeOf(fact));
  const index = indexOf(facts);
  const stated = ofAction
    ? index.ofAction(fact, 'action.digitalSourceType')
    : index.ofManifest(fact, 'action.digitalSourceType', 'metadata.digitalSourceType');
  const telling = stated.filter(isTelling);
  // An assertion whose very presence states AI is not voided by a capture beside it: something was altered then.
  const voided = fact.name === 'assertion' && placeOf(fact).relation === 'asset' ? 'edited' : undefined;
  if (telling.length > 0) return strongest(telling.map(saysBySourceType)) ?? voided;
  return ofAction ? byAction(says, placeOf(fact)) : byRelation(says, placeOf(fact));
}

/** A blank canvas, or a term that no vocabulary knows, says nothing of what came onto it, and so leaves a name its word. */
function isTelling({ value }: Fact): boolean {
  const term = sourceTypeOf(value);
  return term !== undefined && term !== 'empty';
}

function strongest(words: readonly (Says | undefined)[]): Says | undefined {
  return (['generated', 'edited', 'possible'] as const).find((word) => words.includes(word));
}
