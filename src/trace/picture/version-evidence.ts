import type { Homography } from '../../tools/opencv.ts';
import { chained, inverse, magnificationAt, project, scaling } from './projection.ts';
import { type Aligned, aligned } from './version-align.ts';
import { compared, type RegionEvidence } from './version-blocks.ts';
import { blurred, blurredAt } from './version-blur.ts';
import type { Differences } from './version-differences.ts';
import { type Grade, graded, gradeOf, sampled } from './version-grade.ts';
import { maskAt, scaled } from './version-laid.ts';
import { smoothed } from './version-means.ts';
import { eachPlane, type Look, type Plane } from './version-planes.ts';

/** A frame, and the projection that takes a pixel of the marked source (as handed to `differences`) to one of the frame. */
export interface Shown {
  readonly frame: Look;
  readonly fromSource: Homography;
}

/** Least pixels on the longer side of the source's picture in the frame at which anything is compared. */
const leastSide = 100;

/** What each region says in one frame; empty where the frame cannot be compared with the picture. */
export function evidenceOf(shown: Shown, pair: Differences, coarser: number): RegionEvidence[] {
  const scale = Math.min(1, scaleInFrame(shown, pair)) / coarser;
  const [width, height] = [Math.round(pair.width * scale), Math.round(pair.height * scale)];
  if (!(Math.max(width, height) >= leastSide)) return [];
  const { a, b, labels, both, shared } = pairAt(pair, width, height);
  const up = scaling({ width, height }, pair);
  const cover = aligned(a[0], shown.frame, [chained(chained(up, pair.toFirst), shown.fromSource)], shared);
  const visible = visibleIn(cover, barsOf(shown.frame[0]), both, width, height);
  const common = new Uint8Array(visible.length);
  for (let i = 0; i < common.length; i += 1) common[i] = (visible[i] as number) & (shared[i] as number);
  const expected = asFrame(a, b, cover.look, common);
  if (expected === null) return [];
  return compared(expected.a, expected.b, cover.look, { visible, common, labels, regions: pair.regions.length });
}

/** A pair in the size in which the frame shows it. */
interface PairAt {
  readonly a: Look;
  readonly b: Look;
  readonly labels: Uint16Array;
  /** Where both versions have pixels (1). */
  readonly both: Uint8Array;
  /** Where both are alike, with all that is near (1). */
  readonly shared: Uint8Array;
}

const sizes = new WeakMap<Differences, PairAt & { readonly width: number }>();

/** The last size is kept with the pair: the frames of one shot mostly show it alike. */
function pairAt(pair: Differences, width: number, height: number): PairAt {
  const known = sizes.get(pair);
  if (known?.width === width) return known;
  const labels = maskAt(pair.labels, pair.width, pair.height, width, height);
  const both = maskAt(pair.inside, pair.width, pair.height, width, height);
  const differs = new Uint8Array(labels.length);
  for (let i = 0; i < labels.length; i += 1) if (labels[i] !== 0) differs[i] = 1;
  const near = smoothed(differs, width, height, 3, 0.01);
  const shared = new Uint8Array(near.length);
  for (let i = 0; i < shared.length; i += 1) shared[i] = near[i] === 0 && both[i] === 1 ? 1 : 0;
  const made = { width, a: scaled(pair.a, width, height), b: scaled(pair.b, width, height), labels, both, shared };
  sizes.set(pair, made);
  return made;
}

/** Pixels of the frame for one of the pair, where the middle of the frame lies in it. */
function scaleInFrame({ frame, fromSource }: Shown, pair: Differences): number {
  const toFrame = chained(pair.toFirst, fromSource);
  const back = inverse(toFrame);
  const [x, y] = (back && project(back, frame[0].width / 2, frame[0].height / 2)) ?? [0, 0];
  const [atX, atY] = [Math.min(pair.width, Math.max(0, x)), Math.min(pair.height, Math.max(0, y))];
  return magnificationAt(toFrame, atX, atY, 1) ?? 0;
}

/** Both versions with the sharpness and the grade of the frame, learnt where they are alike. */
function asFrame(a: Look, b: Look, frame: Look, common: Uint8Array): { readonly a: Look; readonly b: Look } | null {
  const places = sampled(common);
  const { width, height } = a[0];
  const seen = samplesOf(frame, 0, places);
  let best: { sigma: number; grade: Grade } | null = null;
  for (const sigma of [0, 0.7, 1.2, 2, 3]) {
    const grade = gradeOf({ colours: samplesOf(a, sigma, places), places, width, height }, seen);
    if (grade === null) return null;
    if (best !== null && grade.rest >= best.grade.rest * 0.98) break;
    best = { sigma, grade };
  }
  const { sigma, grade } = best as { sigma: number; grade: Grade };
  const fitted = (look: Look) =>
    graded(
      eachPlane(look, (plane) => blurred(plane, sigma)),
      grade,
    );
  return { a: fitted(a), b: fitted(b) };
}

function samplesOf(look: Look, sigma: number, places: Int32Array): readonly [Float32Array, Float32Array, Float32Array] {
  return [blurredAt(look[0], sigma, places), blurredAt(look[1], sigma, places), blurredAt(look[2], sigma, places)];
}

/** Rows and columns of a frame between its black bars: left, top, right, bottom, the last two exclusive. */
type Bars = readonly [left: number, top: number, right: number, bottom: number];

/** Luminance up to which a bar is black, with what compression leaves in it. */
const black = 26;

/** Letterbox and pillarbox hide what lies under them, and are like neither version. */
function barsOf({ width, height, data }: Plane): Bars {
  const isBlack = (start: number, next: number, count: number): boolean => {
    for (let k = 0; k < count; k += 1) if ((data[start + k * next] as number) > black) return false;
    return true;
  };
  let [left, top, right, bottom] = [0, 0, width, height];
  while (top < bottom && isBlack(top * width, 1, width)) top += 1;
  while (bottom > top && isBlack((bottom - 1) * width, 1, width)) bottom -= 1;
  while (left < right && isBlack(left, width, height)) left += 1;
  while (right > left && isBlack(right - 1, width, height)) right -= 1;
  return [left, top, right, bottom];
}

/** Pixels beside a bar that its edge bleeds into. */
const rim = 4;

/** Pixels of the source in the frame that the frame shows, its bars left out. */
function visibleIn({ inside, fromFrame }: Aligned, bars: Bars, both: Uint8Array, width: number, height: number): Uint8Array {
  const [left, top, right, bottom] = bars;
  const least = [left > 0 ? left + rim : Number.NEGATIVE_INFINITY, top > 0 ? top + rim : Number.NEGATIVE_INFINITY] as const;
  const most = [right - rim, bottom - rim] as const;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, k = 0] = fromFrame;
  const out = new Uint8Array(inside.length);
  for (let y = 0, i = 0; y < height; y += 1) {
    const [alongX, alongY, depth] = [b * y + c, e * y + f, h * y + k];
    for (let x = 0; x < width; x += 1, i += 1) {
      if (inside[i] === 0 || both[i] === 0) continue;
      const w = g * x + depth;
      const u = (a * x + alongX) / w;
      const v = (d * x + alongY) / w;
      if (u >= least[0] && v >= least[1] && u <= most[0] && v <= most[1]) out[i] = 1;
    }
  }
  return out;
}
