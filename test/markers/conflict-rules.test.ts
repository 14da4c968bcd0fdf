import { describe, expect, it } from 'vitest';
import { conflictRules, markers } from '../../src/markers/index.ts';
import type { ExampleFact, Fact } from '../../src/model/index.ts';
import { c2pa, fact, factsOf } from './facts.ts';

const iptc = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
const denials = (...example: readonly ExampleFact[]) => conflictRules.denialsIn(factsOf(example)).map(({ marker }) => marker);
const says = (...example: readonly ExampleFact[]) => {
  const facts = factsOf(example);
  return new Set(markers.flatMap((marker) => marker.match(facts).map((match) => match.says ?? marker.says)));
};

/** A clash must reach the judge from both sides: the mark, and what stands against it. */
describe('clashes', () => {
  const midjourney = fact('text', 'Description', 'a fox --v 6 Job ID: 2b6e053b-9a65-4ca9-9e13-b6f4465164d4');

  it('DDEX None beside a mark', () => {
    const none = fact('sidecar', 'ddex:ContainsAI', 'None');
    expect(denials(none, midjourney)).toEqual(['aud-ddex-none']);
    expect(says(none, midjourney)).toContain('generated');
  });

  it('DDEX None beside DDEX Partly: which of them speak of one recording is for the judge to say', () => {
    const facts = (['None', 'Partly'] as const).map((value, index) => ({
      ...factsOf([fact('sidecar', 'ddex:ContainsAI', value)])[0],
      of: { id: `A${index}`, files: [] },
    })) as Fact[];
    expect(conflictRules.denialsIn(facts).map(({ of }) => of?.id)).toEqual(['A0']);
  });

  it('human source type beside a mark', () => {
    expect(denials(fact('xmp', 'Iptc4xmpExt:DigitalSourceType', `${iptc}humanEdits`), midjourney)).toEqual(['xmp-dst-human']);
    const drawn = c2pa('action.digitalSourceType', `${iptc}digitalCreation`, { action: 'c2pa.created' });
    expect(denials(drawn, midjourney)).toEqual(['c2pa-dst-human']);
  });

  it('no denial where the C2PA history itself goes from a drawing to a generative fill', () => {
    const history = [
      c2pa('action.digitalSourceType', `${iptc}digitalCreation`, { action: 'c2pa.created', actionIndex: 0 }),
      c2pa('action.digitalSourceType', `${iptc}compositeWithTrainedAlgorithmicMedia`, { action: 'c2pa.edited', actionIndex: 1 }),
    ];
    expect(denials(...history)).toEqual([]);
    expect(says(...history)).toContain('edited');
  });

  it('no denial by a component or input of human making', () => {
    for (const relation of ['component', 'input'] as const) {
      expect(denials(c2pa('action.digitalSourceType', `${iptc}humanEdits`, { action: 'c2pa.created', relation }))).toEqual([]);
    }
  });

  it('capture and mark both speak', () => {
    const captured = fact('xmp', 'Iptc4xmpExt:DigitalSourceType', `${iptc}digitalCapture`);
    expect([...says(captured, midjourney)]).toEqual(expect.arrayContaining(['captured', 'generated']));
  });
});
