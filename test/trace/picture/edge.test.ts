import { beforeAll, describe, expect, it } from 'vitest';
import { type GreyPicture, openVision, type Vision } from '../../../src/tools/opencv.ts';
import { indexDescriptors } from '../../../src/trace/picture/descriptor-index.ts';
import { reachOf } from '../../../src/trace/picture/edge.ts';
import { fingerprintOf, type PictureFingerprint, shareFingerprints } from '../../../src/trace/picture/fingerprint.ts';
import { mirrored } from '../../../src/trace/picture/grey.ts';
import type { SearchedSources } from '../../../src/trace/picture/source-view.ts';
import { aboutMiddle, dissolved, flat, grained, scene, shown } from './drawn.ts';

const wanted = scene(1);
const next = scene(60);
let vision: Vision;
let sources: SearchedSources;

beforeAll(async () => {
  vision = await openVision();
  const prints = [scene(2), wanted].map((picture) => fingerprintOf(picture, vision) as PictureFingerprint);
  sources = { index: indexDescriptors(prints.map(({ descriptors }) => descriptors)), prints: shareFingerprints(prints) };
});

const frames = (count: number, frame: (at: number) => GreyPicture): GreyPicture[] =>
  Array.from({ length: count }, (_, at) => frame(at));
const reach = (asked: readonly GreyPicture[], given: { mirrored?: boolean; isMoving?: boolean } = {}): number =>
  reachOf({ frames: asked, units: [1], mirrored: false, isMoving: false, strengths: [], ...given }, sources, vision);

describe('where a source is seen no more', () => {
  it.each([1, 17, 30])('a hard cut after %d frames is told to the frame', (shownFrames) => {
    expect(reach(frames(31, (at) => grained(at < shownFrames ? wanted : next, 3, at)))).toBe(shownFrames);
  });

  it('is never, where all frames show it', () => {
    expect(reach(frames(20, () => wanted))).toBe(20);
  });

  it('a cut is told to the frame in a push-in too, and in a mirrored picture', () => {
    const pushed = (at: number) => shown(wanted, aboutMiddle(1 + at * 0.01, 0), flat(0));
    expect(reach(frames(26, (at) => (at < 19 ? pushed(at) : next)))).toBe(19);
    expect(
      reach(
        frames(20, (at) => mirrored(at < 13 ? wanted : next)),
        { mirrored: true },
      ),
    ).toBe(13);
  });

  // A dissolve ends where it is half done: of 24 frames that begin with the tenth, with the 22nd.
  it.each<[string, () => GreyPicture]>([
    ['another picture', () => next],
    ['black', () => flat(0)],
  ])('a dissolve of 24 frames into %s ends half way', (_, into) => {
    const other = into();
    const mixed = frames(50, (at) => dissolved(wanted, other, Math.min(1, Math.max(0, (at - 10) / 24))));
    expect(Math.abs(reach(mixed) - 22.5)).toBeLessThanOrEqual(2);
  });

  it('a fade out of a picture that is pulled away from ends half way, and so does a dissolve under a pan', () => {
    const pulled = (at: number) => shown(wanted, aboutMiddle(1.6 - at * 0.01, 0), flat(0));
    const faded = frames(60, (at) => dissolved(pulled(at), flat(0), Math.min(1, Math.max(0, (at - 20) / 24))));
    expect(Math.abs(reach(faded) - 32.5)).toBeLessThanOrEqual(2);
    const panned = (at: number) => shown(wanted, [1.4, 0, -60 - at * 1.5, 0, 1.4, -80, 0, 0, 1], flat(0));
    const mixed = frames(60, (at) => dissolved(panned(at), next, Math.min(1, Math.max(0, (at - 8) / 40))));
    expect(Math.abs(reach(mixed) - 28.5)).toBeLessThanOrEqual(3);
  });

  it('a fade is measured too where features are still found in the last frame', () => {
    const faded = frames(30, (at) => dissolved(wanted, flat(0), Math.min(0.8, Math.max(0, (at - 5) / 24))));
    expect(Math.abs(reach(faded) - 17.5)).toBeLessThanOrEqual(2);
  });

  it('a dissolve that has begun before the first frame is measured by what the appearance shows elsewhere', () => {
    const mixed = frames(40, (at) => dissolved(wanted, next, Math.min(1, 0.2 + at / 30)));
    const full = reach(frames(1, () => wanted));
    expect(full).toBe(1);
    expect(
      Math.abs(
        reachOf({ frames: mixed, units: [1], mirrored: false, isMoving: false, strengths: [1, 1, 1] }, sources, vision) - 9.5,
      ),
    ).toBeLessThanOrEqual(2);
  });

  it('a cut of a clip is told by any of its frames', () => {
    const moving = frames(16, (at) => (at < 9 ? shown(wanted, aboutMiddle(1, at / 2), flat(0)) : next));
    expect(reach(moving, { isMoving: true })).toBe(9);
  });
});
