import { describe, expect, it } from 'vitest';
import { markers } from '../../src/markers/index.ts';
import type { ExampleFact } from '../../src/model/index.ts';
import { fact, factsOf } from './facts.ts';

function says(example: ExampleFact): string[] {
  return markers.flatMap((marker) => marker.match(factsOf([example])).map((match) => match.says ?? marker.says));
}

/** Formats that have no place for such texts hold them in whatever field they have. */
const fields: readonly (readonly [ExampleFact['source'], string])[] = [
  ['container', 'dpx:userData'],
  ['container', 'dpx:project'],
  ['container', 'exr:comments'],
  ['container', 'ixml:NOTE'],
  ['container', 'tag:user_data'],
  ['container', 'hdr:line'],
  ['text', 'desc'],
];
const label = '{"Label":"1","ContentProducer":"00119144030008867405X210001","ProduceID":"7f3a"}';
const settings =
  'a red fox\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x512, Version: v1.7.0';

describe.each(fields)('in %s %s', (source, name) => {
  it.each([label, ` ${label}\0`, `AIGC${label}`, `{"AIGC":${label}}`, label.slice(0, -8)])(
    'the AIGC label %s is seen',
    (value) => {
      expect(says(fact(source, name, value))).toContain('generated');
    },
  );

  it('settings of a generator are seen, with the lines that may follow', () => {
    expect(says(fact(source, name, settings))).toContain('generated');
    expect(says(fact(source, name, `${settings}\nTemplate: a red fox`))).toContain('generated');
  });

  it.each([
    `The label of a film looks so: ${label}`,
    '{"Label":"1","ContentProducer":"Warner Music"}',
    '{"label":"AIGC","title":"Australian Institute of Gas Compression"}',
    '{"note":"AIGC, ContentProducer and ProduceID are words of GB 45438"}',
    `Lecture: ${settings.split('\n')[2]} is what a generator writes`,
    `Lecture\n${settings.split('\n')[2]}\n1\n2\n3\n4\n5`,
    'Steps: 5, Sampler: Akai S900',
  ])('%s accuses nobody', (value) => {
    expect(says(fact(source, name, value)).filter((word) => word !== 'nothing')).toEqual([]);
  });
});

it('a value of a stranger costs no more than its length', { timeout: 60_000 }, () => {
  const start = performance.now();
  says(fact('container', 'exr:comments', '\nSteps: 1, Sampler: a, Seed: 1'.repeat(200_000)));
  says(fact('container', 'exr:comments', `Steps: 1, Sampler: ${'Seed: 1, '.repeat(400_000)}\nx`));
  says(fact('container', 'exr:comments', `{"AIGC":${'{"ProduceID":'.repeat(400_000)}`));
  // What looks back over the text again and again takes minutes; a busy machine makes three seconds of half a second's work.
  expect(performance.now() - start).toBeLessThan(30_000);
});
