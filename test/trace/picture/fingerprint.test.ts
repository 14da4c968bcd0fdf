import { beforeAll, describe, expect, it } from 'vitest';
import { descriptorBytes, openVision, pointNumbers, type Vision } from '../../../src/tools/opencv.ts';
import { bytesOf, fingerprintOf, type PictureFingerprint, shareFingerprints } from '../../../src/trace/picture/fingerprint.ts';
import { reduced } from '../../../src/trace/picture/grey.ts';
import { chance, each, flat, grained, scene } from './drawn.ts';

let vision: Vision;
const picture = scene(1, 960, 540);
let print: PictureFingerprint;

beforeAll(async () => {
  vision = await openVision();
  print = fingerprintOf(picture, vision) as PictureFingerprint;
});

describe('the fingerprint of a picture', () => {
  it('holds features over the whole picture, and the picture itself at a third', () => {
    expect([print.width, print.height]).toEqual([960, 540]);
    expect([print.points.length, print.descriptors.length]).toEqual([print.count * pointNumbers, print.count * descriptorBytes]);
    expect(print.small).toEqual(reduced(picture, 3));
    expect(print.small.width).toBe(320);
    const xs = Array.from({ length: print.count }, (_, at) => print.points[at * pointNumbers] as number);
    expect(Math.min(...xs)).toBeLessThan(100);
    expect(Math.max(...xs)).toBeGreaterThan(860);
    expect(Math.max(...xs)).toBeLessThan(960);
  });

  it('holds features of its small picture too, at their place in the large one, or nothing shown small would be found', () => {
    const ofFull = vision.features(picture, 700).count;
    const coarse = vision.features(print.small, 500);
    expect(print.count).toBe(ofFull + coarse.count);
    const at = ofFull * pointNumbers;
    const [x = 0, y = 0, size = 0, angle = 0] = coarse.points;
    expect([...print.points.subarray(at, at + 4)]).toEqual([x * 3, y * 3, size * 3, angle].map(Math.fround));
  });

  it('is none for what is too flat to be told from others: grey, a sky, a faint vignette', () => {
    expect(fingerprintOf(flat(128), vision)).toBeNull();
    expect(
      fingerprintOf(
        each(flat(0), (_, at) => 60 + Math.floor(at / 640) / 4),
        vision,
      ),
    ).toBeNull();
    const vignette = each(flat(0), (_, at) => 150 - Math.hypot((at % 640) - 320, Math.floor(at / 640) - 180) / 8);
    expect(fingerprintOf(vignette, vision)).toBeNull();
    expect(fingerprintOf(scene(1, 24, 16), vision), 'an icon').toBeNull();
  });

  it('is none for stripes and grain either, whose corners are others in the next encoding: said, not silently never found', () => {
    const random = chance(3);
    const bars = Array.from({ length: 640 }, () => 40 + random() * 120);
    const stripes = each(flat(0), (_, at) => (bars[(at % 640) >> 4] as number) + (random() - 0.5) * 4);
    expect(fingerprintOf(stripes, vision)).toBeNull();
    expect(fingerprintOf(grained(flat(120), 12), vision)).toBeNull();
    expect(fingerprintOf(grained(scene(4), 6), vision)).not.toBeNull();
  });

  it('takes the memory that is told of it', () => {
    expect(bytesOf(print)).toBe(print.points.byteLength + print.descriptors.byteLength + print.small.data.byteLength);
  });
});

describe('fingerprints that threads share', () => {
  it('lie one behind the other, each with its sizes', () => {
    const other = fingerprintOf(scene(2, 400, 700), vision) as PictureFingerprint;
    const { sizes, smallSizes, points, smalls } = shareFingerprints([print, other]);
    expect(sizes).toEqual([print, other].map(({ width, height, count }) => ({ width, height, count })));
    expect(smallSizes).toEqual([print, other].map(({ small }) => ({ width: small.width, height: small.height })));
    expect(points.subarray(print.points.length)).toEqual(other.points);
    expect(Buffer.from(smalls.subarray(print.small.data.length)).equals(Buffer.from(other.small.data))).toBe(true);
    expect([points.buffer, smalls.buffer].every((buffer) => buffer instanceof SharedArrayBuffer)).toBe(true);
  });
});
