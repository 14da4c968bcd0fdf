import { describe, expect, it } from 'vitest';
import { sourceTypeOf } from '../../src/markers/source-type.ts';

const scheme = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** A term that is spelt another way and not read leaves a generated file unmarked; one that is mistaken accuses. */
describe('source type', () => {
  it.each([
    `${scheme}trainedAlgorithmicMedia`,
    `${scheme}trainedAlgorithmicMedia/`,
    `${scheme}trainedAlgorithmicMedia?lang=en-GB`,
    `${scheme}trainedAlgorithmicMedia#label`,
    `${scheme}?format=html#trainedAlgorithmicMedia`,
    `${scheme}#trainedAlgorithmicMedia`,
    'digsrctype:trainedAlgorithmicMedia',
    'Trained algorithmic media',
    ' Trained Algorithmic Media. ',
    'https://schema.org/TrainedAlgorithmicMediaDigitalSource',
  ])('is trained in %s', (value) => {
    expect(sourceTypeOf(value)).toBe('trainedAlgorithmicMedia');
  });

  it('is read by its English name', () => {
    expect(sourceTypeOf('Composite with trained algorithmic media')).toBe('compositeWithTrainedAlgorithmicMedia');
    expect(sourceTypeOf('Algorithmic media')).toBe('algorithmicMedia');
    expect(sourceTypeOf('Digital capture')).toBe('digitalCapture');
    expect(sourceTypeOf('Created using Generative AI')).toBe('trainedAlgorithmicMedia');
    expect(sourceTypeOf('Edited using Generative AI')).toBe('compositeWithTrainedAlgorithmicMedia');
    expect(sourceTypeOf('Composite including generative AI elements')).toBe('compositeSynthetic');
  });

  it.each([
    '',
    'not trained algorithmic media',
    'Not created using generative AI',
    'https://example.org/?about=trainedAlgorithmicMedia',
    `${scheme}trainedAlgorithmicMediaStudies`,
  ])('is none in "%s"', (value) => {
    expect(sourceTypeOf(value)).toBeUndefined();
  });
});
