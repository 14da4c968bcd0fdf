import type { C2paPlace, ExampleFact, Fact, Marker, Matcher, Says } from '../model/index.ts';
import { byRelation, inStore, named } from './c2pa-says.ts';
import { indexOf } from './c2pa-store-index.ts';
import { cite } from './cite.ts';

const action = (value: string, place: Partial<C2paPlace> = {}): ExampleFact => ({
  source: 'c2pa',
  name: 'action',
  value,
  c2pa: { relation: 'asset', active: true, action: value, ...place },
});

const table = `${cite.c2pa} §18.14, Table 8; ${cite.signals}/globals-actions.yml`;

/** Actions of this name on the asset's own history, or (for those that only locate) anywhere. */
function actions(wanted: RegExp, says: Says): Matcher {
  return inStore((facts) =>
    named(facts, 'action').flatMap((fact) => {
      if (!wanted.test(fact.value)) return [];
      if (says === 'nothing') return [{ facts: [fact] }];
      // A source type on the action answers what its name leaves open.
      const word = hasSourceType(fact, facts) ? undefined : fact.c2pa && byRelation(says, fact.c2pa);
      return word ? [{ facts: [fact], says: word }] : [];
    }),
  );
}

function hasSourceType(fact: Fact, facts: readonly Fact[]): boolean {
  return indexOf(facts).ofAction(fact, 'action.digitalSourceType').length > 0;
}

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly says?: Says;
  readonly note: string;
  readonly wanted?: RegExp;
}

const entry = (name: string, { id, title, says = 'nothing', note, wanted }: Entry): Marker => ({
  id,
  title,
  vendor: 'any C2PA signer',
  says,
  strength: 'c2pa',
  source: table,
  evidence: 'primary',
  note,
  match: actions(wanted ?? new RegExp(`^${name.replaceAll('.', '\\.')}$`), says),
  examples: {
    yes: [[action(name)]],
    no: [
      [action(`${name}.other`)],
      ...(says === 'nothing' ? [] : [[action(name, { relation: 'input', active: false })], answered(name)]),
    ],
  },
});

function answered(name: string): ExampleFact[] {
  const source = 'http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits';
  return [action(name), { ...action(name), name: 'action.digitalSourceType', value: source }];
}

/** Names of C2PA actions: where to look, what is open, and what is no AI however it sounds. */
export const c2paActions: readonly Marker[] = [
  entry('c2pa.created', {
    id: 'c2pa-action-created',
    title: 'C2PA action: created',
    note: 'Needs a source type (2.2 §18.14.2); without one the origin is unknown.',
  }),
  entry('c2pa.opened', {
    id: 'c2pa-action-opened',
    title: 'C2PA action: opened',
    note: 'Begins from one parent ingredient, which says what it is.',
  }),
  entry('c2pa.placed', {
    id: 'c2pa-action-placed',
    title: 'C2PA action: placed',
    note: 'Places a component: AI only where that ingredient, or the source type of the action, says so.',
  }),
  entry('c2pa.edited', {
    id: 'c2pa-action-edited',
    title: 'C2PA action: edited',
    note: 'AI only with a source type or an agent that says so.',
  }),
  entry('c2pa.dubbed', {
    id: 'c2pa-action-dubbed',
    title: 'C2PA action: dubbed, without a source type',
    says: 'possible',
    note: 'The voice may be synthetic.',
  }),
  entry('c2pa.translated', {
    id: 'c2pa-action-translated',
    title: 'C2PA action: translated, without a source type',
    says: 'possible',
    note: 'Voice or lips may be synthetic.',
  }),
  entry('c2pa.enhanced', {
    id: 'c2pa-action-enhanced',
    title: 'C2PA action: enhanced',
    note: 'Noise and sharpness: on the list of actions that are not editorial.',
  }),
  entry('c2pa.unknown', {
    id: 'c2pa-action-unknown',
    title: 'C2PA action: unknown',
    says: 'possible',
    note: "The conformance programme's signal of ambiguous actions.",
  }),
  entry('c2pa.transcoded', {
    id: 'c2pa-action-transcoded',
    title: 'C2PA action: transcoded',
    note: 'YouTube and TikTok sign uploads again so.',
  }),
  entry('c2pa.converted', {
    id: 'c2pa-action-converted',
    title: 'C2PA action: converted',
    note: 'Not editorial.',
  }),
  entry('c2pa.watermarked', {
    id: 'c2pa-action-watermarked',
    title: 'C2PA action: watermarked',
    note: 'An invisible mark was put in; not AI by itself.',
    wanted: /^c2pa\.watermarked(\.bound|\.unbound)?$/,
  }),
];
