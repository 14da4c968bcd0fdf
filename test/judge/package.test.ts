import { expect, test } from 'vitest';
import { judgePackage } from '../../src/judge/index.ts';
import { asset, evidence, generated } from '../reconcile/made.ts';

const composition = asset('CPL.xml', { kind: 'package', tracks: ['a.mxf', 'b.mxf'] });
const clean = asset('a.mxf', { kind: 'video' });
const marked = generated('b.mxf', { kind: 'video' });
const possible = asset('b.mxf', { verdict: 'possible', strength: 'inferred', evidence: [evidence({ says: 'possible' })] });
const unread = asset('c.mxf', { verdict: 'unreadable' });
const verdictOf = (...tracks: (typeof clean)[]) => judgePackage(composition, tracks).verdict;

test('a package is as its track files are, and never better than one of them', () => {
  expect(verdictOf(clean, clean)).toBe('unmarked');
  expect(verdictOf(clean, marked)).toBe('edited');
  expect(verdictOf(marked, marked)).toBe('generated');
  expect(verdictOf(clean, possible, unread)).toBe('possible');
  expect(verdictOf(clean, unread)).toBe('unreadable');
  expect(verdictOf(unread, marked)).toBe('edited');
});

test('a camera that signed every track file says nothing of what was cut from them', () => {
  const captured = asset('a.mxf', { verdict: 'captured', strength: 'trusted', evidence: [evidence({ says: 'captured' })] });
  expect(judgePackage(composition, [captured])).toMatchObject({ verdict: 'unmarked', strength: null, evidence: [] });
});

test('nothing of a package that is not whole is called generated throughout', () => {
  const lacking = { ...composition, verdict: 'unreadable' as const, problems: [{ code: 'track-missing' as const }] };
  expect(judgePackage(lacking, [marked])).toMatchObject({ verdict: 'edited', problems: [{ code: 'track-missing' }] });
  expect(judgePackage(lacking, [clean]).verdict).toBe('unreadable');
});

test('evidence says in which track file it stands, with strength and generator; hundreds of tracks are not all repeated', () => {
  const signed = { ...marked, strength: 'signed' as const };
  const judged = judgePackage(composition, [clean, signed, marked]);
  expect(judged).toMatchObject({ strength: 'signed', generators: [{ name: 'Adobe Firefly' }] });
  expect(judged.evidence[0]).toMatchObject({ where: 'b.mxf: APP1 (XMP)', relation: 'track', says: 'generated' });
  expect(
    judgePackage(
      composition,
      Array.from({ length: 500 }, () => marked),
    ).evidence.length,
  ).toBeLessThan(100);
  expect(judgePackage(composition, [unread, clean]).problems).toEqual([
    { code: 'track-unread', params: { count: 1, detail: 'c.mxf' } },
  ]);
});

test('evidence comes from the track files that tell something, at most three pieces each, and never the word of a camera', () => {
  const captured = asset('a.mxf', { verdict: 'captured', strength: 'trusted', evidence: [evidence({ says: 'captured' })] });
  const pieces = ['w', 'x', 'y', 'z'].map((value) => evidence({ says: 'generated', value }));
  const mixed = generated('b.mxf', { evidence: [evidence({ says: 'captured' }), ...pieces] });
  const tool = asset('c.mxf', { evidence: [evidence({ says: 'tool' })] });
  const judged = judgePackage(composition, [captured, tool, mixed]);
  expect(judged.evidence.map(({ says, value }) => [says, value])).toEqual(['w', 'x', 'y'].map((value) => ['generated', value]));
  expect(judgePackage(composition, [possible, clean]).evidence).toHaveLength(1);
});

test('strength is that of marked track files where there are any, else of those that leave it open', () => {
  const sure = { ...possible, strength: 'signed' as const };
  expect(judgePackage(composition, [sure, { ...marked, strength: 'declared' }]).strength).toBe('declared');
  expect(judgePackage(composition, [possible, sure]).strength).toBe('signed');
  expect(judgePackage(generated('CPL.xml', { strength: 'inferred' }), [{ ...marked, strength: 'trusted' }])).toMatchObject({
    verdict: 'generated',
    strength: 'inferred',
  });
});

test('a package that is marked itself stays as it says', () => {
  const edited = { ...composition, verdict: 'edited' as const };
  expect(judgePackage(edited, [marked, marked]).verdict).toBe('edited');
});

test('a generator is named once for each version that track files name', () => {
  const named = (...versions: readonly (string | undefined)[]) =>
    generated('b.mxf', {
      generators: versions.map((version) => ({ name: 'Firefly', ...(version !== undefined && { version }) })),
    });
  expect(judgePackage(composition, [named(undefined, '2'), named('2', '3'), named(undefined)]).generators).toEqual([
    { name: 'Firefly' },
    { name: 'Firefly', version: '2' },
    { name: 'Firefly', version: '3' },
  ]);
});

test('of unread track files twenty are named, and all are counted', () => {
  const many = Array.from({ length: 30 }, (_, index) => asset(`${index}.mxf`, { verdict: 'unreadable' }));
  const [problem] = judgePackage(composition, many).problems;
  expect(problem?.params).toEqual({ count: 30, detail: Array.from({ length: 20 }, (_, index) => `${index}.mxf`).join(', ') });
});
