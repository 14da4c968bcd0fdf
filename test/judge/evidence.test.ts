import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../src/judge/evidence.ts';
import { evidenceValueLimit, type Fact, type Marker } from '../../src/model/index.ts';
import { fact, marker } from './pieces.ts';

const made = marker('made', 'generated', 'made');
const found = (facts: readonly Fact[], ...markers: readonly Marker[]) =>
  evidenceOf(facts, () => (markers.length > 0 ? markers : [made])).map(({ marker: id, says, relation, value }) => [
    id,
    says,
    relation,
    value,
  ]);
const at = { path: 'a.jpg', offset: 4, length: 2 };

// A cover made by AI makes the song contain AI; a cover that a camera took says nothing of the song.
describe('an embedded picture', () => {
  it('that is marked is an AI component of what carries it', () => {
    expect(found([fact('picture/made')])).toEqual([['made', 'edited', 'inner', 'v']]);
    expect(found([fact('picture/made')], marker('touched', 'edited', 'made'))).toEqual([['touched', 'edited', 'inner', 'v']]);
  });

  it.each(['captured', 'possible', 'tool'] as const)('that says %s says it of itself', (says) => {
    expect(found([fact('picture/made')], marker('other', says, 'made'))).toEqual([]);
  });

  it('does not lend its statements to the file, nor the file its own to the picture', () => {
    expect(found([fact('picture/made')], marker('whole', 'generated', 'picture/made'))).toEqual([]);
    expect(found([fact('made')])).toEqual([['made', 'generated', undefined, 'v']]);
  });
});

it('what is said of another file leaves this one open, whatever it says, and a capture elsewhere is nothing', () => {
  const elsewhere = [fact('made', 'v', { elsewhere: 'b.jpg' })];
  for (const says of ['generated', 'edited', 'possible'] as const)
    expect(found(elsewhere, marker('m', says, 'made'))).toEqual([['m', 'possible', 'elsewhere', 'v']]);
  expect(found(elsewhere, marker('m', 'captured', 'made'))).toEqual([]);
});

describe('one statement that two readers saw', () => {
  it('is told once, by the one that knows its place', () => {
    const two = [fact('made', 'x'), fact('made', 'x ', { at })];
    for (const facts of [two, [...two].reverse()]) expect(evidenceOf(facts, () => [made]).map((one) => one.at)).toEqual([at]);
  });

  const comment = marker('comment', 'generated', 'comment');
  const seenAs = (read: string, placed: string, more: Partial<Fact> = {}) =>
    found([fact('comment', read, more), fact('made', placed, { at })], made, comment).map(([id]) => id);

  it.each([
    ['the same text', 'Made by AI', 'Made by AI'],
    ['other capitals, spaces and line ends', ' made  by\nAI ', 'Made by AI'],
    ['question marks for what is no ASCII', 'a caf? painted by AI', 'a café painted by AI'],
  ])('under two names is told once: %s', (_title, read, placed) => {
    expect(seenAs(read, placed)).toEqual(['made']);
  });

  it.each([
    ['another text', 'Made by AI', 'Made by A1'],
    ['question marks in too short a text to tell', 'caf? latte AI', 'café latte AI'],
    ['a question that differs', 'is this made by AI?', 'was this made by AI'],
    ['words run together', 'Made byAI', 'Made by AI'],
  ])('is told twice where the texts differ: %s', (_title, read, placed) => {
    expect(seenAs(read, placed)).toHaveLength(2);
  });

  it.each(['c2pa', 'filename'] as const)('is told twice where one is of %s: a statement of its own', (source) => {
    expect(seenAs('same', 'same', { source })).toHaveLength(2);
  });

  it('is told twice where the two say different things', () => {
    const open = marker('comment', 'possible', 'comment');
    expect(found([fact('comment', 'same'), fact('made', 'same', { at })], made, open)).toHaveLength(2);
  });
});

it('stands with AI before capture, strong before weak, then by marker, so that two runs agree', () => {
  const names = ['captured', 'possible', 'edited', 'generated'] as const;
  const markers = names.map((says) => marker(says, says, 'made'));
  expect(found([fact('made')], ...markers).map(([id]) => id)).toEqual(['generated', 'edited', 'possible', 'captured']);
  const weak = marker('a-weak', 'generated', 'made', { strength: 'inferred' });
  const [b, c] = ['b', 'c'].map((id) => marker(id, 'generated', 'made')) as [Marker, Marker];
  for (const order of [
    [weak, c, b],
    [c, b, weak],
    [b, weak, c],
  ])
    expect(found([fact('made')], ...order).map(([id]) => id)).toEqual(['b', 'c', 'a-weak']);
});

it('keeps whom and what a statement speaks of, and the generator with its version', () => {
  const of = { id: 'R1', files: ['a.wav'] };
  const named = marker('named', 'generated', 'made', {
    match: (facts) => [{ facts, generator: { name: 'Suno', version: '4' } }],
  });
  expect(evidenceOf([fact('made', 'v', { of })], () => [named])).toMatchObject([
    { of, generator: 'Suno', generatorVersion: '4' },
  ]);
});

it('cuts a value that would fill the report, and no other', () => {
  const [short, long] = [evidenceValueLimit, evidenceValueLimit + 1].map(
    (count) => found([fact('made', 'x'.repeat(count))])[0]?.[3],
  );
  expect(short).toBe('x'.repeat(evidenceValueLimit));
  expect(long).toBe(`${'x'.repeat(evidenceValueLimit)}…`);
});

it('a marker that says nothing about AI or capture is no evidence', () => {
  expect(found([fact('made')], marker('none', 'nothing', 'made'))).toEqual([]);
});
