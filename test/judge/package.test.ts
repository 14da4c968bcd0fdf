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
