import { beforeAll, describe, expect, it } from 'vitest';
import { type GreyPicture, openVision, pointNumbers, type Vision } from '../../../src/tools/opencv.ts';
import { type MatchedFeatures, projectionAlong, projectionBetween, wordsOf } from '../../../src/trace/picture/match.ts';
import { chained } from '../../../src/trace/picture/projection.ts';
import { aboutMiddle, flat, missOf, placed, scene, shown } from './drawn.ts';

let vision: Vision;
const wanted = scene(1);
const turned = aboutMiddle(0.7, 9);
let source: MatchedFeatures;
let frame: MatchedFeatures;

const featuresOf = (picture: GreyPicture): MatchedFeatures => {
  const { count, points, descriptors } = vision.features(picture, 600);
  return { count, points, words: wordsOf(descriptors) };
};

beforeAll(async () => {
  vision = await openVision();
  source = featuresOf(wanted);
  frame = featuresOf(shown(wanted, turned, scene(50)));
});

describe('descriptors as words', () => {
  it('are the same bytes wherever in a buffer they lie', () => {
    const bytes = Uint8Array.from({ length: 65 }, (_, at) => at * 3);
    const expected = [...new Uint32Array(bytes.slice(1).buffer)];
    expect([...wordsOf(bytes.subarray(1))]).toEqual(expected);
    expect([...wordsOf(bytes.slice(1))]).toEqual(expected);
  });
});

describe('the projection between two pictures', () => {
  it('is found to a pixel and a half, with the features that agree', () => {
    const found = projectionBetween(source, frame, wanted, vision);
    expect(missOf(found?.matrix ?? [], turned, wanted)).toBeLessThan(1.5);
    expect(found?.inliers).toBeGreaterThan(80);
  });

  it('is none between two places, and none with a picture that has no features', () => {
    const other = projectionBetween(source, featuresOf(scene(51)), wanted, vision);
    expect(other === null || other.inliers < 12).toBe(true);
    expect(projectionBetween(source, featuresOf(flat(9)), wanted, vision)).toBeNull();
  });

  it('follows one that it stood under before, and only so far as a picture moves between frames', () => {
    const sane = () => true;
    const near = aboutMiddle(0.72, 8);
    expect(missOf(projectionAlong(source, frame, wanted, near, sane, vision)?.matrix ?? [], turned, wanted)).toBeLessThan(3);
    const far = projectionAlong(source, frame, wanted, chained(turned, placed(1, 0, 200, 90)), sane, vision);
    expect(far === null || far.inliers < 12).toBe(true);
  });

  it('is none where no camera could have made it', () => {
    expect(projectionAlong(source, frame, wanted, turned, () => false, vision)).toBeNull();
  });

  it('takes each corner of the source once, or many that fall on one would agree with anything', () => {
    // The frame holds one corner of the source twenty times over.
    const one = { points: source.points.subarray(0, pointNumbers), words: source.words.subarray(0, 8) };
    const heap: MatchedFeatures = {
      count: 20,
      points: Float32Array.from({ length: 20 * pointNumbers }, (_, at) => one.points[at % pointNumbers] as number),
      words: Uint32Array.from({ length: 160 }, (_, at) => one.words[at % 8] as number),
    };
    expect(projectionAlong(source, heap, wanted, aboutMiddle(1, 0), () => true, vision)).toBeNull();
  });
});
