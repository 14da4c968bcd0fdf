import { describe, expect, it } from 'vitest';
import { markers } from '../../src/markers/index.ts';
import type { C2paPlace, ExampleFact, Says } from '../../src/model/index.ts';
import { c2pa, fact, factsOf } from './facts.ts';

const iptc = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
type Relation = C2paPlace['relation'];

/** Words of the catalogue on these facts, each once, without those that say nothing. */
function words(...example: readonly ExampleFact[]): Says[] {
  const facts = factsOf(example);
  const said = markers.flatMap((marker) => marker.match(facts).map((match) => match.says ?? marker.says));
  return [...new Set(said)].filter((says) => says !== 'nothing');
}

const on = (action: string, term: string, relation: Relation = 'asset') =>
  c2pa('action.digitalSourceType', `${iptc}${term}`, { action, relation, actionIndex: 0 });

// A blank canvas says nothing of what was put on it, and a term of no vocabulary nothing at all: neither may hide a name.
it.each(['empty', 'somethingNew'])('a source type %s leaves the name of a generator its word', (term) => {
  expect(words(on('c2pa.created', term), c2pa('claim_generator', 'Suno'))).toEqual(['generated']);
  expect(words(on('c2pa.created', 'digitalCapture'), c2pa('claim_generator', 'Suno'))).toEqual(['captured']);
});

/** The table of the conformance programme's signals, as `c2pa-says.ts` holds it. */
const table: readonly (readonly [string, string, Relation, readonly Says[]])[] = [
  ['c2pa.created', 'trainedAlgorithmicMedia', 'asset', ['generated']],
  ['c2pa.opened', 'trainedAlgorithmicMedia', 'asset', ['generated']],
  ['c2pa.created', 'compositeWithTrainedAlgorithmicMedia', 'asset', ['edited']],
  ['c2pa.opened', 'compositeSynthetic', 'asset', ['edited']],
  ['c2pa.edited', 'trainedAlgorithmicMedia', 'asset', ['edited']],
  ['c2pa.placed', 'trainedAlgorithmicMedia', 'asset', ['edited']],
  ['c2pa.edited', 'compositeWithTrainedAlgorithmicMedia', 'asset', ['edited']],
  ['com.vendor.relight', 'trainedAlgorithmicMedia', 'asset', ['edited']],
  ['c2pa.created', 'trainedAlgorithmicMedia', 'component', ['edited']],
  ['c2pa.edited', 'compositeSynthetic', 'component', ['edited']],
  ['c2pa.created', 'trainedAlgorithmicMedia', 'input', []],
  ['c2pa.created', 'trainedAlgorithmicMedia', 'loose', ['possible']],
  ['c2pa.created', 'composite', 'asset', ['possible']],
  ['c2pa.edited', 'composite', 'asset', ['possible']],
  ['c2pa.created', 'composite', 'component', []],
  ['c2pa.created', 'screenCapture', 'asset', ['possible']],
  ['c2pa.created', 'digitalCapture', 'asset', ['captured']],
  ['c2pa.edited', 'digitalCapture', 'asset', []],
  ['c2pa.created', 'digitalCapture', 'component', []],
  ['c2pa.created', 'humanEdits', 'asset', []],
  ...[
    'converted',
    'published',
    'repackaged',
    'transcoded',
    'resized.proportional',
    'enhanced',
    'edited.metadata',
    'redacted',
  ].map((name) => [`c2pa.${name}`, 'trainedAlgorithmicMedia', 'asset', []] as const),
  ...['watermarked', 'watermarked.bound', 'watermarked.unbound'].map(
    (name) => [`c2pa.${name}`, 'compositeWithTrainedAlgorithmicMedia', 'asset', []] as const,
  ),
];

describe('source types by action and relation', () => {
  it.each(table)('%s with %s on %s', (action, term, relation, expected) => {
    expect(words(on(action, term, relation))).toEqual(expected);
  });

  it('leaves AI open where a reader could not tell the manifest', () => {
    const [loose] = factsOf([on('c2pa.created', 'trainedAlgorithmicMedia')]);
    const { c2pa: _, ...placeless } = loose ?? expect.fail('one fact');
    const said = markers.flatMap((marker) => marker.match([placeless]).map((match) => match.says ?? marker.says));
    expect(said).toEqual(['possible']);
  });
});

describe('names of products', () => {
  it('say what their source type says, and not more', () => {
    const edited = { action: 'c2pa.edited', actionIndex: 0 };
    expect(words(c2pa('claim_generator', 'Adobe_Firefly'), on('c2pa.opened', 'compositeWithTrainedAlgorithmicMedia'))).toEqual([
      'edited',
    ]);
    expect(words(c2pa('action.softwareAgent', 'Adobe Firefly', edited))).toEqual(['edited']);
    expect(words(c2pa('action.softwareAgent', 'Adobe Firefly', { action: 'c2pa.created' }))).toEqual(['generated']);
    expect(words(c2pa('action.softwareAgent', 'GPT-4o', { action: 'c2pa.created' }))).toContain('generated');
    expect(words(c2pa('action.softwareAgent', 'GPT-4o', { action: 'c2pa.converted' }))).toEqual([]);
  });

  it('give way to a source type that denies AI on the same action', () => {
    const place = { action: 'c2pa.edited', actionIndex: 0 };
    expect(
      words(c2pa('action.softwareAgent', 'Adobe Firefly', place), c2pa('action.digitalSourceType', `${iptc}humanEdits`, place)),
    ).toEqual([]);
  });

  it('name the generator of a source type: agent of the action before claim generator', () => {
    const facts = factsOf([
      c2pa('claim_generator', 'ChatGPT'),
      on('c2pa.created', 'trainedAlgorithmicMedia'),
      c2pa('action.softwareAgent', 'GPT-4o', { action: 'c2pa.created', actionIndex: 0 }),
      c2pa('action.softwareAgent', 'Midjourney', { action: 'c2pa.edited', actionIndex: 1 }),
    ]);
    const marker = markers.find(({ id }) => id === 'c2pa-dst-trained');
    expect(marker?.match(facts)[0]?.generator?.name).toBe('GPT-4o');
    expect(marker?.match(facts.slice(0, 2))[0]?.generator?.name).toBe('ChatGPT');
  });

  it('do not name a signing library as the generator', () => {
    const facts = factsOf([
      c2pa('claim_generator', 'make_test_images/0.33.1 c2pa-rs/0.33.1'),
      on('c2pa.created', 'trainedAlgorithmicMedia'),
    ]);
    const marker = markers.find(({ id }) => id === 'c2pa-dst-trained');
    expect(marker?.match(facts)[0]?.generator).toBeUndefined();
  });
});

describe('IPTC 2025.1', () => {
  const system = fact('xmp', 'Iptc4xmpExt:AISystemUsed', 'Adobe Firefly');
  it.each([
    ['trainedAlgorithmicMedia', 'generated'],
    ['compositeWithTrainedAlgorithmicMedia', 'edited'],
    ['digitalCapture', 'possible'],
  ] as const)('a system beside %s says %s', (term, says) => {
    const facts = factsOf([system, fact('xmp', 'Iptc4xmpExt:DigitalSourceType', `${iptc}${term}`)]);
    const marker = markers.find(({ id }) => id === 'xmp-iptc2025-aisystemused');
    expect(marker?.match(facts)[0]).toMatchObject({ says, generator: { name: 'Adobe Firefly' } });
  });
});
