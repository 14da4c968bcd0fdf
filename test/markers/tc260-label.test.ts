import { describe, expect, it } from 'vitest';
import { aigcLabelIn, labelGenerator, labelsIn, saysByLabel } from '../../src/markers/tc260-label.ts';
import { fact, factsOf } from './facts.ts';

/** Services write the label of GB 45438-2025 in many ways; all must be read alike. */
describe('AIGC label', () => {
  it.each([
    ['as the standard has it', '{"Label":"1","ContentProducer":"doubao","ProduceID":"7"}'],
    ['with a number', '{"Label":1,"ContentProducer":"doubao"}'],
    ['with small letters', '{"label":"1","contentProducer":"doubao"}'],
    ['nested', '{"AIGC":{"Label":"1","ContentProducer":"doubao"}}'],
    ['nested as text', '{"AIGC":"{\\"Label\\":\\"1\\",\\"ContentProducer\\":\\"doubao\\"}"}'],
    ['behind its name', 'AIGC{"Label":"1","ContentProducer":"doubao"}'],
    ['with entities', '{&quot;Label&quot;:&quot;1&quot;,&quot;ContentProducer&quot;:&quot;doubao&quot;}'],
    ['cut short', '{"Label":"1","ContentProducer":"doubao","ReservedCode1":"abc'],
  ])('is read %s', (_, text) => {
    expect(aigcLabelIn(text)).toMatchObject({ label: '1', producer: 'doubao' });
  });

  it.each(['', 'AIGC', '{}', '{"Label":"Sub Pop","Artist":"x"}', '{"title":"1"}'])('is not seen in %s', (text) => {
    expect(aigcLabelIn(text)).toBeUndefined();
  });

  it('says generated for 1 and AIGC, and leaves AI open for all else', () => {
    expect(saysByLabel({ label: '1' })).toBe('generated');
    expect(saysByLabel({ label: 'AIGC' })).toBe('generated');
    expect(saysByLabel({ label: '01' })).toBe('generated');
    for (const label of ['2', '02', '3', '0', '10', '11', 'x']) expect(saysByLabel({ label })).toBe('possible');
    expect(saysByLabel({})).toBe('possible');
  });

  it('names the service by its credit code, by its id, or by its name', () => {
    expect(labelGenerator({ producer: '00119144030008867405X210001' })?.name).toBe('Dreamina');
    expect(labelGenerator({ produceId: 'KLingMuse_8' })?.name).toBe('Kling');
    expect(labelGenerator({ producer: 'MiniMax' })?.name).toBe('MiniMax Hailuo');
    expect(labelGenerator({ producer: '001191110105MA01TESTX10000' })).toBeUndefined();
  });

  it('leaves AI open where a property of that name holds no label', () => {
    expect(labelsIn(factsOf([fact('xmp', 'TC260:AIGC', 'yes')])).map(([, label]) => saysByLabel(label))).toEqual(['possible']);
  });

  it('is read as an XMP structure and under the wrong prefix', () => {
    const facts = factsOf([fact('xmp', 'TC260:AIGC/Label', '1'), fact('xmp', 'C260:AIGC', '{"Label":"2"}')]);
    expect(labelsIn(facts).map(([, { label }]) => label)).toEqual(['1', '2']);
  });
});
