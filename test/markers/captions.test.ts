import { describe, expect, it } from 'vitest';
import { markers } from '../../src/markers/index.ts';
import type { ExampleFact } from '../../src/model/index.ts';
import { fact, factsOf } from './facts.ts';

function says(example: ExampleFact): string[] {
  return markers.flatMap((marker) => marker.match(factsOf([example])).map((match) => match.says ?? marker.says));
}

const captions: readonly (readonly [ExampleFact['source'], string])[] = [
  ['exif', 'ImageDescription'],
  ['exif', 'XPComment'],
  ['exif', 'UserComment'],
  ['xmp', 'dc:description'],
  ['xmp', 'exif:UserComment'],
  ['iptc', 'Caption-Abstract'],
];

const settings = 'Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x512';

/** Programs that rewrite a picture carry a generator's text over into its caption; there it must not be overlooked. */
describe.each(captions)('in %s %s', (source, name) => {
  it("the settings of AUTOMATIC1111's web UI are seen", () => {
    expect(says(fact(source, name, settings))).toContain('generated');
    expect(says(fact(source, name, `a red fox\nNegative prompt: blurry\n${settings}`))).toContain('generated');
  });

  it.each([
    ['an id', '{"Label":"1","ContentProducer":"someone","ProduceID":"e3578014"}'],
    ['a producer code', '{"Label":"01","ContentProducer":"001191110102MACQD9K64010000"}'],
    ['its name around it', '{"AIGC":{"Label":1,"ContentProducer":"someone"}}'],
    ['its name around it, as text', '{"AIGC":"{\\"Label\\":\\"1\\",\\"ContentProducer\\":\\"someone\\"}"}'],
  ])('the AIGC label is seen with %s', (_, value) => {
    expect(says(fact(source, name, value))).toContain('generated');
  });

  it.each([
    'Steps: 5, Sampler: Akai S900',
    'Negative prompt: off',
    'Steps: 20 up to the church',
    '{"Label":"1","ContentProducer":"Warner Music"}',
  ])('%s is no such text', (value) => {
    expect(says(fact(source, name, value))).toEqual([]);
  });
});
