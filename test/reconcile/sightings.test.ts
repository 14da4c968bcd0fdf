import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../src/model/index.ts';
import { sighting } from '../sighting.ts';
import { asset, declaration, generated, held, use } from './made.ts';

const cut = asset('cut.mov', { kind: 'video', about: { duration: 60, frameRate: '25', timecode: '10:00:00:00' } });
const still = generated('marked:project/a.tif');
const seen = (given: Partial<Sighting> = {}) =>
  sighting({
    source: still.path,
    in: cut.path,
    fromSeconds: 10,
    toSeconds: 14,
    from: '10:00:10:00',
    to: '10:00:14:00',
    ...given,
  });
const again = seen({ fromSeconds: 20, toSeconds: 24, from: '10:00:20:00', to: '10:00:24:00' });
const idOf = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);

describe('a finding on a sighting', () => {
  const found = (sightings: readonly Sighting[], paper = declaration([])) =>
    held([cut], paper, { marked: [still], sightings, keys: (path) => (path === cut.path ? 'cut' : 'still') }).findings;

  it('says where, and shows the evidence of the source', () => {
    const [finding] = found([seen()]);
    expect(finding).toMatchObject({ code: 'P09', asset: 'cut.mov', from: '10:00:10:00', to: '10:00:14:00' });
    expect(finding?.params).toMatchObject({ source: still.path, medium: 'still', relation: 'marked' });
    expect(finding?.evidence).toEqual(still.evidence);
  });

  it('has an id of both contents and of its place among the sightings of the pair, whatever the order they come in', () => {
    const wanted = [idOf('P09', 'still', 'cut', '1', ''), idOf('P09', 'still', 'cut', '2', '')];
    for (const sightings of [
      [seen(), again],
      [again, seen()],
    ]) {
      const findings = found(sightings);
      expect(findings.map(({ id }) => id).sort()).toEqual([...wanted].sort());
      expect(findings.find(({ id }) => id === wanted[1])?.from).toBe('10:00:20:00');
    }
  });

  it('keeps the id of the second where the first turns out to be the original', () => {
    const [only] = found([seen({ relation: 'original' }), again]);
    expect(only?.id).toBe(idOf('P09', 'still', 'cut', '2', ''));
  });

  it('names the declared range that holds too little of it', () => {
    const range = { asset: 'cut.mov', in: '10:00:13:00', out: '10:00:15:00' };
    const [finding] = found([seen()], declaration([use('U1', { timecodes: [range] })]));
    expect(finding?.params.partly).toBe('10:00:13:00-10:00:15:00');
  });
});

describe('what counts no frames', () => {
  it('is placed by hours, minutes and seconds', () => {
    const mix = asset('mix.wav', { kind: 'audio', about: { duration: 4000 } });
    const music = seen({ in: 'mix.wav', medium: 'sound', fromSeconds: 3661.25, toSeconds: 3670, from: null, to: null });
    const { findings, ranges } = held([mix], declaration([]), { marked: [still], sightings: [music] });
    expect(findings[0]).toMatchObject({ code: 'P09', from: '01:01:01.250', to: '01:01:10.000' });
    expect(ranges).toMatchObject([{ outcome: 'matched-undeclared', from: '01:01:01.250', fromSeconds: 3661.25 }]);
  });
});
