import { describe, expect, it } from 'vitest';
import { type KnownAppearance, score } from '../../scripts/bench/trace/score.mjs';
import type { Sighting } from '../../src/model/index.ts';

const known = (kind: string, from: number, to: number, more: Partial<KnownAppearance> = {}): KnownAppearance => ({
  source: 'stills/a.jpg',
  in: 'cut/p.mp4',
  kind,
  relation: 'marked',
  fromSeconds: from,
  toSeconds: to,
  ...more,
});

const seen = (from: number, to: number, more: Partial<Sighting> = {}): Sighting => ({
  source: 'stills/a.jpg',
  in: 'cut/p.mp4',
  fromSeconds: from,
  toSeconds: to,
  from: null,
  to: null,
  score: 0.9,
  medium: 'still',
  relation: 'marked',
  inliers: 30,
  ...more,
});

const scored = (appearances: KnownAppearance[], sightings: Sighting[]) =>
  score({ sightings: appearances, seconds: 3600, frameRate: 25 }, sightings);

describe('the score of the tracing benchmark', () => {
  it('counts what was found and measures both ends in frames', () => {
    const { total } = scored([known('pan', 10, 14)], [seen(10.08, 13.8)]);
    expect(total).toMatchObject({
      wanted: 1,
      found: 1,
      fragmented: 0,
      wrongRelation: 0,
      wrong: 0,
      errors: { median: 5, max: 5 },
    });
  });

  it('does not count an overlap of less than half, and no overlap at all is a wrong sighting', () => {
    expect(scored([known('pan', 10, 14)], [seen(10, 11.9)]).total).toMatchObject({ found: 0, wrong: 0 });
    expect(scored([known('pan', 10, 14)], [seen(10, 30)]).total).toMatchObject({ found: 0, wrong: 0 });
    expect(scored([known('pan', 10, 14)], [seen(20, 24)]).total).toMatchObject({ found: 0, wrong: 1, wrongAnHour: 1 });
  });

  it('counts the same time in the name of another source as wrong', () => {
    expect(scored([known('pan', 10, 14)], [seen(10, 14, { source: 'stills/b.jpg' })]).total).toMatchObject({
      found: 0,
      wrong: 1,
    });
  });

  it('counts an appearance told in pieces', () => {
    expect(scored([known('pan', 10, 14)], [seen(10, 13), seen(13.2, 14)]).total).toMatchObject({
      found: 1,
      fragmented: 1,
      wrong: 0,
    });
  });

  it('counts the marked picture claimed where the genuine one is on screen, whichever of several sightings says so', () => {
    const genuine = known('original-shown', 10, 14, { relation: 'original', onScreen: 'original' });
    expect(scored([genuine], [seen(10, 14)]).total).toMatchObject({ accused: 1, wrongRelation: 1 });
    expect(scored([genuine], [seen(10, 13, { relation: 'original' }), seen(13, 14)]).total).toMatchObject({ accused: 1 });
  });

  it('takes silence and "original" as right where the genuine picture is on screen, and "ambiguous" as not', () => {
    const genuine = known('original-shown', 10, 14, { relation: 'original', onScreen: 'original' });
    expect(scored([genuine], []).total).toMatchObject({ found: 1, accused: 0, wrongRelation: 0 });
    expect(scored([genuine], [seen(10, 14, { relation: 'original' })]).total).toMatchObject({
      found: 1,
      accused: 0,
      wrongRelation: 0,
    });
    expect(scored([genuine], [seen(10, 14, { relation: 'ambiguous' })]).total).toMatchObject({
      found: 1,
      accused: 0,
      wrongRelation: 1,
    });
  });

  it('wants an undecidable picture to be told as ambiguous', () => {
    const unseen = known('undecidable', 10, 14, { relation: 'ambiguous', onScreen: 'altered' });
    expect(scored([unseen], []).total).toMatchObject({ found: 0 });
    expect(scored([unseen], [seen(10, 14, { relation: 'ambiguous' })]).total).toMatchObject({ found: 1, wrongRelation: 0 });
    expect(scored([unseen], [seen(10, 14)]).total).toMatchObject({ found: 1, wrongRelation: 1 });
  });

  it('holds stills against stills without times, and leaves an original that is told as such out of the wrong ones', () => {
    const copy = known('still-cropped', 0, 0, { in: 'published/web.jpg', fromSeconds: null, toSeconds: null });
    const still = { fromSeconds: null, toSeconds: null } as const;
    const right = { ...seen(0, 0, { in: 'published/web.jpg' }), ...still };
    const original = { ...seen(0, 0, { in: 'stills/archive.jpg', relation: 'original' }), ...still };
    const accused = { ...seen(0, 0, { in: 'stills/archive.jpg' }), ...still };
    expect(scored([copy], [right, original]).total).toMatchObject({ found: 1, wrong: 0 });
    expect(scored([copy], [right, accused]).total).toMatchObject({ found: 1, wrong: 1 });
  });
});
