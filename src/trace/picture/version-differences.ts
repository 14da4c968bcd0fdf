import type { Homography, Vision } from '../../tools/opencv.ts';
import { projectionBetween, wordsOf } from './match.ts';
import { chained, project, scaling } from './projection.ts';
import { aligned } from './version-align.ts';
import { blurred, blurredAt } from './version-blur.ts';
import { forgiveShifts } from './version-forgive.ts';
import { type Grade, graded, gradeOf, sampled } from './version-grade.ts';
import { scaled } from './version-laid.ts';
import { localMeans, smoothed } from './version-means.ts';
import { noiseOf } from './version-noise.ts';
import { eachPlane, emptyPlane, type Look, lookOf, type Picture, type Plane } from './version-planes.ts';
import { partsOf, type Region } from './version-regions.ts';

/** Pixels on the longer side at which two versions are compared. */
export const comparedSide = 800;

/**
 * How two pictures relate.
 * - `same`: one is a copy of the other, resized, cropped, graded or recompressed.
 * - `altered`: alike to the pixel but for some regions.
 * - `neighbour`: of the same scene, but not the same exposure: nothing fits to the pixel.
 * - `unrelated`: no projection takes one to the other.
 */
export type Likeness = 'same' | 'altered' | 'neighbour' | 'unrelated';

/** Two versions of a picture laid over each other, and where they differ. All planes have the size of `a`. */
export interface Differences {
  readonly likeness: Likeness;
  /** Pixels of the frame in which both lie: that of the first picture, at most `comparedSide` on the longer side. */
  readonly width: number;
  readonly height: number;
  /** Takes a pixel of this frame to one of the first picture as it was handed in. */
  readonly toFirst: Homography;
  readonly a: Look;
  /** The second picture in the frame and the grade of the first. */
  readonly b: Look;
  /** Where the second has pixels (1). */
  readonly inside: Uint8Array;
  /** Share of the first picture that the second shows, 0 to 1. */
  readonly covered: number;
  /** Number of the region for each pixel, from 1; 0 where the two are alike. */
  readonly labels: Uint16Array;
  readonly regions: readonly Region[];
  /** Feature matches that agree. */
  readonly inliers: number;
  /** Share of the blocks with structure that lie to half a pixel where they should, 0 to 1. */
  readonly rigid: number;
}

/** Features that two versions must share. */
const leastInliers = 12;

/** Features of each picture that are matched. */
const features = 700;

/** Radius of the window in which a difference is measured, in pixels. */
const radius = 4;

/** How far above what noise, resampling and sharpening leave a difference must lie (in energy). */
const above = 7;

/** Share of the picture below which a region is not one: 0.15 % is a face of 25 pixels in a picture of 800 x 530. */
const smallestArea = 0.0015;

/** Share of the blocks with structure that must lie to half a pixel where they should, for two prints of one exposure. */
const leastRigid = 0.8;

/** Registers two pictures, fits away their grade, and finds the regions in which they differ. */
export function differences(first: Picture, second: Picture, vision: Vision): Differences {
  const original = lookOf(first);
  const shrink = Math.min(1, comparedSide / Math.max(first.width, first.height));
  const [width, height] = [Math.round(first.width * shrink), Math.round(first.height * shrink)];
  const a = scaled(original, width, height);
  const toFirst = scaling({ width, height }, first);
  const other = lookOf(second);
  const found = registered(a, other, vision);
  const nothing = {
    width,
    height,
    toFirst,
    a,
    b: a,
    inside: new Uint8Array(width * height),
    labels: new Uint16Array(width * height),
    regions: [],
    covered: 0,
  };
  if (found === null) return { ...nothing, likeness: 'unrelated', inliers: 0, rigid: 0 };
  const all = new Uint8Array(width * height).fill(1);
  const cover = aligned(a[0], other, startsFrom(found.matrix, width, height, other[0]), all);
  const inside = smoothed(cover.inside, width, height, 2, 0.99);
  const fit = matched(a, cover.look, inside);
  if (fit === null) return { ...nothing, likeness: 'unrelated', inliers: found.inliers, rigid: cover.rigid };
  const { regions, labels } = partsOf(differing(fit, inside, width, height), width, height, smallestArea * width * height);
  const likeness = regions.length === 0 ? 'same' : cover.rigid < leastRigid ? 'neighbour' : 'altered';
  return {
    width,
    height,
    toFirst,
    a: fit.a,
    b: fit.b,
    inside,
    // The rim of the frame is left out of every comparison.
    covered: inside.reduce((sum, one) => sum + one, 0) / ((width - 4) * (height - 4)),
    labels,
    regions,
    likeness,
    inliers: found.inliers,
    rigid: cover.rigid,
  };
}

/**
 * Features on the edges of a smooth picture may agree with a projection that is bent by many pixels. Prints are mostly scaled
 * and cropped only, so that plainer projections are tried beside it.
 */
function startsFrom(found: Homography, width: number, height: number, other: Plane): Homography[] {
  const step = Math.min(width, height) / 4;
  const middle = project(found, width / 2, height / 2);
  const right = project(found, width / 2 + step, height / 2);
  const below = project(found, width / 2, height / 2 + step);
  if (middle === null || right === null || below === null) return [found];
  const cos = (right[0] - middle[0] + below[1] - middle[1]) / 2 / step;
  const sin = (right[1] - middle[1] - below[0] + middle[0]) / 2 / step;
  const about = (c: number, s: number): Homography => [
    c,
    -s,
    middle[0] - (c * width) / 2 + (s * height) / 2,
    s,
    c,
    middle[1] - (s * width) / 2 - (c * height) / 2,
    0,
    0,
    1,
  ];
  return [found, about(cos, sin), about(Math.hypot(cos, sin), 0), scaling({ width, height }, other)];
}

/** Takes a pixel of the first to one of the second, by their features. */
export function registered(a: Look, b: Look, vision: Vision): { readonly matrix: Homography; readonly inliers: number } | null {
  const shrink = Math.min(1, comparedSide / Math.max(b[0].width, b[0].height));
  const [width, height] = [Math.round(b[0].width * shrink), Math.round(b[0].height * shrink)];
  const small = scaled(b, width, height);
  const [one, two] = [grey(a[0]), grey(small[0])].map((picture) => {
    const { points, count, descriptors } = vision.features(picture, features);
    return { points, count, words: wordsOf(descriptors) };
  });
  if (one === undefined || two === undefined) return null;
  const found = projectionBetween(one, two, { width, height }, vision);
  if (found === null || found.inliers < leastInliers) return null;
  return { matrix: chained(found.matrix, scaling({ width, height }, b[0])), inliers: found.inliers };
}

function grey({ width, height, data }: Plane) {
  // A clamped array rounds and bounds by itself.
  return { width, height, data: new Uint8Array(Uint8ClampedArray.from(data).buffer) };
}

interface Fit {
  readonly a: Look;
  readonly b: Look;
  /** Where either has a channel at its end, so that no grade can be told from another (1). */
  readonly clipped: Uint8Array;
}

/** Blurs of either picture that are tried, from the least. */
const softer = [0.8, 1.3, 2, 3] as const;

/** Blurs the sharper of the two to the other's sharpness, and gives the second the grade of the first. */
function matched(a: Look, b: Look, inside: Uint8Array): Fit | null {
  const places = sampled(inside);
  const { width, height } = a[0];
  const at = (look: Look, sigma: number) =>
    [blurredAt(look[0], sigma, places), blurredAt(look[1], sigma, places), blurredAt(look[2], sigma, places)] as const;
  const fitWith = (sigmaA: number, sigmaB: number) => {
    const grade = gradeOf({ colours: at(b, sigmaB), places, width, height }, at(a, sigmaA));
    // What is blurred loses noise too, so that blur must pay for itself.
    return grade === null ? null : { sigmaA, sigmaB, grade, rest: grade.rest * (1 + 0.05 * (sigmaA + sigmaB)) };
  };
  const sharp = fitWith(0, 0);
  if (sharp === null) return null;
  let best: { sigmaA: number; sigmaB: number; grade: Grade; rest: number } = sharp;
  for (const which of ['a', 'b'] as const) {
    for (const sigma of softer) {
      const next = which === 'a' ? fitWith(sigma, 0) : fitWith(0, sigma);
      if (next === null || next.rest >= best.rest) break;
      best = next;
    }
    if (best !== sharp) break;
  }
  const { sigmaA, sigmaB, grade } = best;
  const soft = (look: Look, sigma: number) => eachPlane(look, (plane) => blurred(plane, sigma));
  return { a: soft(a, sigmaA), b: graded(soft(b, sigmaB), grade), clipped: clippedIn(a, b) };
}

function clippedIn(...looks: readonly Look[]): Uint8Array {
  const out = new Uint8Array(looks[0]?.[0].data.length ?? 0);
  for (const look of looks) {
    const [light, blues, reds] = [look[0].data, look[1].data, look[2].data];
    for (let i = 0; i < out.length; i += 1) {
      const y = light[i] as number;
      const b = y + (blues[i] as number);
      const r = y + (reds[i] as number);
      const g = (y - 0.299 * r - 0.114 * b) / 0.587;
      if (Math.max(r, g, b) > 250 || Math.min(r, g, b) < 5) out[i] = 1;
    }
  }
  return out;
}

/** Levels by which an even tone must differ: less may be the grade's error, and much more where a channel is at its end. */
const tone = { plain: 12, clipped: 32 };

function differing(fit: Fit, inside: Uint8Array, width: number, height: number): Uint8Array {
  const smooth = (plane: Plane) => blurred(plane, 1);
  const [one, two] = [eachPlane(fit.a, smooth), eachPlane(fit.b, smooth)];
  const apart = [0, 1, 2].map((c) => less(one[c] as Plane, two[c] as Plane));
  const means = localMeans(apart, radius, inside);
  const even = emptyPlane(width, height);
  const off = emptyPlane(width, height);
  for (let c = 0; c < 3; c += 1) {
    const weight = c === 0 ? 1 : 0.5;
    const [all, mean] = [(apart[c] as Plane).data, (means[c] as Plane).data];
    const [levels, rests] = [even.data, off.data];
    for (let i = 0; i < all.length; i += 1) {
      const level = mean[i] as number;
      const rest = (all[i] as number) - level;
      levels[i] = (levels[i] as number) + weight * level * level;
      rests[i] = (rests[i] as number) + weight * rest * rest;
    }
  }
  const [structure, fineOne, fineTwo] = localMeans([off, fine(one[0]), fine(two[0])], radius, inside) as [Plane, Plane, Plane];
  const texture = lesser(fineOne.data, fineTwo.data);
  const noise = noiseOf(structure.data, texture, inside, { least: 2.5, steady: 6, share: 0.45 });
  const limit = (i: number) => above * (noise.floor + noise.share * (texture[i] as number));
  const mask = new Uint8Array(width * height);
  for (let i = 0; i < mask.length; i += 1) {
    if (inside[i] === 0) continue;
    const most = limit(i);
    const toneLimit = fit.clipped[i] === 1 ? tone.clipped : tone.plain;
    if ((structure.data[i] as number) > most || (even.data[i] as number) > most + toneLimit ** 2) mask[i] = 1;
  }
  forgiveShifts(mask, one, two, limit);
  return smoothed(smoothed(mask, width, height, 3, 0.6), width, height, 3, 0.25);
}

function less(plane: Plane, other: Plane): Plane {
  const out = emptyPlane(plane.width, plane.height);
  const [to, one, two] = [out.data, plane.data, other.data];
  for (let i = 0; i < to.length; i += 1) to[i] = (one[i] as number) - (two[i] as number);
  return out;
}

/** Energy of a plane's fine structure. */
function fine(plane: Plane): Plane {
  const out = less(plane, blurred(plane, 2.5));
  for (let i = 0; i < out.data.length; i += 1) out.data[i] = (out.data[i] as number) ** 2;
  return out;
}

/** The lesser of the two pictures' fine structure: an object that only one of them shows must not pass as its own noise. */
function lesser(one: Float32Array, two: Float32Array): Float32Array {
  const out = new Float32Array(one.length);
  for (let i = 0; i < out.length; i += 1) out[i] = Math.min(one[i] as number, two[i] as number);
  return out;
}
