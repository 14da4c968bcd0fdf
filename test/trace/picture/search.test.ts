import { beforeAll, describe, expect, it } from 'vitest';
import { type GreyPicture, type Homography, openVision, type Vision } from '../../../src/tools/opencv.ts';
import { indexDescriptors } from '../../../src/trace/picture/descriptor-index.ts';
import { fingerprintOf, type PictureFingerprint, shareFingerprints } from '../../../src/trace/picture/fingerprint.ts';
import { mirrored } from '../../../src/trace/picture/grey.ts';
import { magnification, unmirrored } from '../../../src/trace/picture/projection.ts';
import { hitsIn, lookedFor, search } from '../../../src/trace/picture/search.ts';
import { type SearchedSources, seenBySource } from '../../../src/trace/picture/source-view.ts';
import { aboutMiddle, each, flat, grained, missOf, placed, scene, shown } from './drawn.ts';

const pictures = [1, 2, 3, 4].map((seed) => scene(seed));
const wanted = pictures[1] as GreyPicture;
/** Another place that is no source: what a frame shows around a source. */
const elsewhere = scene(50);
let vision: Vision;
let sources: SearchedSources;

beforeAll(async () => {
  vision = await openVision();
  const prints = pictures.map((picture) => fingerprintOf(picture, vision) as PictureFingerprint);
  sources = { index: indexDescriptors(prints.map(({ descriptors }) => descriptors)), prints: shareFingerprints(prints) };
});

const corner = placed(0.3, 0, 420, 20);
const wall: Homography = [0.75, 0.04, 50, 0.06, 0.7, 40, 0.0005, 0.0001, 1];

describe('a source in a frame', () => {
  it.each<[string, () => GreyPicture, Homography]>([
    ['as it is', () => wanted, placed(1, 0, 0, 0)],
    ['as a detail at twice its size', () => shown(wanted, aboutMiddle(2, 0), flat(0)), aboutMiddle(2, 0)],
    ['in a corner at 30 %', () => shown(wanted, corner, elsewhere), corner],
    ['turned by 12 degrees', () => shown(wanted, aboutMiddle(1, 12), flat(0)), aboutMiddle(1, 12)],
    ['on a wall, in perspective', () => shown(wanted, wall, elsewhere), wall],
    ['graded dark', () => each(wanted, (value) => value * 0.35), placed(1, 0, 0, 0)],
    ['washed out', () => each(wanted, (value) => 120 + value * 0.35), placed(1, 0, 0, 0)],
    ['under grain', () => grained(wanted, 10), placed(1, 0, 0, 0)],
    ['under a lower third', () => each(wanted, (value, at) => (at < 640 * 240 ? value : 15)), placed(1, 0, 0, 0)],
    [
      'half dissolved into another',
      () => each(wanted, (value, at) => value / 2 + (elsewhere.data[at] as number) / 2),
      placed(1, 0, 0, 0),
    ],
  ])('is found %s, at its place, and no other with it', (_, frame, truth) => {
    const hits = search(frame(), sources, vision);
    expect(hits.map(({ source, mirrored: isMirrored }) => [source, isMirrored])).toEqual([[1, false]]);
    // Of a detail, corners are measured that lie far outside of the frame.
    expect(missOf(hits[0]?.matrix ?? [], truth, wanted)).toBeLessThan(8 * Math.max(1, magnification(truth, wanted)));
  });

  it('is found mirrored, and placed in the frame as it is', () => {
    const frame = mirrored(shown(wanted, corner, elsewhere));
    const hits = search(frame, sources, vision);
    expect(hits.map(({ source, mirrored: isMirrored }) => [source, isMirrored])).toEqual([[1, true]]);
    const [hit] = hits;
    expect(missOf(hit?.matrix ?? [], unmirrored(corner, 640), wanted)).toBeLessThan(6);
    const xs = (hit?.outline ?? []).map(([x]) => x);
    // In the corner to the left: 420 to 612 of 640 from the other side.
    expect(Math.min(...xs)).toBeCloseTo(28 / 640, 1);
    expect(Math.max(...xs)).toBeCloseTo(220 / 640, 1);
  });

  it('carries what a person can judge it by: its outline, its share of the frame, and how many features agree', () => {
    const [hit] = search(shown(wanted, corner, elsewhere), sources, vision);
    expect(hit?.area).toBeCloseTo(0.09, 2);
    expect(hit?.outline[0]?.[0]).toBeCloseTo(420 / 640, 2);
    expect(hit?.outline[2]?.[1]).toBeCloseTo(128 / 360, 1);
    expect(hit?.inliers).toBeGreaterThanOrEqual(8);
    expect(hit?.score).toBeGreaterThan(0.5);
  });

  it('does not hide another one beside it', () => {
    const split = shown(
      pictures[3] as GreyPicture,
      placed(0.45, 0, 340, 100),
      shown(wanted, placed(0.45, 0, 10, 100), elsewhere),
    );
    expect(
      search(split, sources, vision)
        .map(({ source }) => source)
        .sort(),
    ).toEqual([1, 3]);
  });

  it('gives the same answer in every run', () => {
    const frame = grained(shown(wanted, corner, elsewhere), 6);
    expect(search(frame, sources, vision)).toEqual(search(frame, sources, vision));
  });
});

describe('nothing is found', () => {
  it('in frames of other places, however much they look alike', () => {
    for (let seed = 51; seed < 55; seed++) {
      expect(search(scene(seed), sources, vision), `place ${seed}`).toEqual([]);
    }
  });

  it('in black, and in noise', () => {
    expect(search(flat(0), sources, vision)).toEqual([]);
    expect(search(grained(flat(128), 40), sources, vision)).toEqual([]);
  });

  it('without sources', () => {
    const none = { index: indexDescriptors([]), prints: shareFingerprints([]) };
    expect(search(wanted, none, vision)).toEqual([]);
  });
});

describe('a source that is followed from one frame to the next', () => {
  it('is found where it moved a little, and not in another place or after a cut', () => {
    const [hit] = hitsIn(shown(wanted, corner, elsewhere), sources, vision);
    const moved = placed(0.31, 1, 410, 24);
    const next = lookedFor(
      [1],
      { source: 1, matrix: hit?.matrix ?? [], isNear: true },
      shown(wanted, moved, elsewhere),
      sources,
      vision,
    );
    expect(missOf(next?.matrix ?? [], moved, wanted)).toBeLessThan(6);
    expect(lookedFor([1], { source: 1, matrix: hit?.matrix ?? [], isNear: true }, elsewhere, sources, vision)).toBeNull();
    expect(lookedFor([1], { source: 1, matrix: hit?.matrix ?? [], isNear: true }, flat(0), sources, vision)).toBeNull();
    expect(
      lookedFor([2], { source: 2, matrix: hit?.matrix ?? [], isNear: true }, shown(wanted, corner, elsewhere), sources, vision),
    ).toBeNull();
  });
});

describe('a source that may have gone anywhere since', () => {
  it('is found all the same, where it is not only looked for near its old place', () => {
    const far = shown(wanted, placed(0.5, 0, 20, 150), elsewhere);
    const [hit] = hitsIn(shown(wanted, corner, elsewhere), sources, vision);
    const before = { source: 1, matrix: hit?.matrix ?? [] };
    expect(lookedFor([1], { ...before, isNear: true }, far, sources, vision)).toBeNull();
    expect(lookedFor([1], { ...before, isNear: false }, far, sources, vision)?.source).toBe(1);
    expect(lookedFor([2], { ...before, isNear: false }, elsewhere, sources, vision)).toBeNull();
  });
});

describe('a frame laid back over a source', () => {
  it('has the size of what is compared, and tells where the frame covers the source', () => {
    const seen = seenBySource(shown(wanted, aboutMiddle(2, 0), flat(0)), aboutMiddle(2, 0), 1, sources, vision);
    expect([seen.picture.width, seen.inside.height]).toEqual([seen.source.width, seen.source.height]);
    const covered = seen.inside.data.filter((value) => value === 255).length / seen.inside.data.length;
    // Twice as large, a quarter of it is on screen.
    expect(covered).toBeCloseTo(0.25, 1);
  });

  it('of a projection that has no way back covers nothing', () => {
    const { inside } = seenBySource(wanted, [1, 0, 0, 0, 0, 0, 0, 0, 1], 1, sources, vision);
    expect(inside.data.every((value) => value === 0)).toBe(true);
  });
});
