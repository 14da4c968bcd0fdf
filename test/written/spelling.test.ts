import { expect, it } from 'vitest';
import { declarationFields } from '../../src/written/declaration-fields.ts';
import { editDistance, knownKey, nearest, nearestKey } from '../../src/written/spelling.ts';
import { knownFrameRate, parseTimecode } from '../../src/written/values.ts';

it('counts edits, a swap of neighbours as one', () => {
  expect(editDistance('degree', 'degree')).toBe(0);
  expect(editDistance('degre', 'degree')).toBe(1);
  expect(editDistance('dgeree', 'degree')).toBe(1);
  expect(editDistance('', 'abc')).toBe(3);
  expect(editDistance('kitten', 'sitting')).toBe(3);
});

it('proposes nothing where nothing is near', () => {
  expect(nearest(['generated', 'altered'], 'lizard')).toBeUndefined();
  expect(nearest(['generated', 'altered'], 'x'.repeat(1_000_000))).toBeUndefined();
  expect(nearestKey(declarationFields, 'declaredBuy')).toBe('declaredBy');
  expect(nearestKey(declarationFields, 'schema_version')).toBe('schema');
});

it('knows no key that it only inherited', () => {
  expect(knownKey(declarationFields, 'toString')).toBeUndefined();
  expect(knownKey(declarationFields, 'DECLARED-BY')).toBe('declaredBy');
});

it('reads frame rates as people write them', () => {
  const written = ['25', '25.00', '25 fps', '25p', '23.98', '23.976', '24000/1001', '30000/1001', '59.94', '24'];
  expect(written.map(knownFrameRate)).toEqual(['25', '25', '25', '25', '23.976', '23.976', '23.976', '29.97', '59.94', '24']);
  expect(['26', '0', '25/0', 'fast', ''].map(knownFrameRate)).toEqual([undefined, undefined, undefined, undefined, undefined]);
});

it('reads timecodes, drop frame too, and nothing that is no time', () => {
  expect(parseTimecode('01:02:03;04')).toEqual({ hours: 1, minutes: 2, seconds: 3, frames: 4 });
  for (const text of ['24:00:00:00', '01:60:00:00', '01:00:61:00', '1:00:00:00', '01:00:00', '01:00:00:00 ']) {
    expect(parseTimecode(text), text).toBeUndefined();
  }
});
