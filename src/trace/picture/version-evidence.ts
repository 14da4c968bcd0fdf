import { aligned } from './version-align.ts';
import { compared, type RegionEvidence } from './version-blocks.ts';
import type { Differences } from './version-differences.ts';
import { inverse, type Matrix, mapped, product, scaleAt } from './version-geometry.ts';
import { graded, gradeOf } from './version-grade.ts';
import { blurred, eachPlane, type Look, maskAt, type Plane, scaled, scaling } from './version-planes.ts';
import { smoothed } from './version-regions.ts';

/** A frame, and the projection that takes a pixel of the marked source (as handed to `differences`) to one of the frame. */
export interface Shown {
  readonly frame: Look;
  readonly fromSource: Matrix;
}

/** Least pixels on the longer side of the source's picture in the frame at which anything is compared. */
const leastSide = 100;

/** What each region says in one frame; empty where the frame cannot be compared with the picture. */
export function evidenceOf(shown: Shown, pair: Differences, coarser: number): RegionEvidence[] {
  const scale = Math.min(1, scaleInFrame(shown, pair)) / coarser;
  const [width, height] = [Math.round(pair.width * scale), Math.round(pair.height * scale)];
  if (!(Math.max(width, height) >= leastSide)) return [];
  const up = scaling(width, height, pair.width, pair.height);
  const shrunk = (look: Look) => scaled(look, width, height);
  const [a, b] = [shrunk(pair.a), shrunk(pair.b)];
  const labels = labelsAt(pair, up, width, height);
  const both = maskAt(pair.inside, pair.width, up, width, height);
  const differs = new Uint8Array(labels.length);
  for (let i = 0; i < labels.length; i += 1) if (labels[i] !== 0) differs[i] = 1;
  const near = smoothed(differs, width, height, 3, 0.01);
  const shared = near.map((one, i) => (one === 0 && both[i] === 1 ? 1 : 0));
  const cover = aligned(a[0], shown.frame, [product(shown.fromSource, product(pair.toFirst, up))], shared);
  const bars = barsOf(shown.frame[0]);
  const visible = cover.inside.map((one, i) =>
    one === 1 && both[i] === 1 && !isBarred(bars, cover.fromFrame, i, width) ? 1 : 0,
  );
  const common = visible.map((one, i) => (one === 1 && shared[i] === 1 ? 1 : 0));
  const expected = asFrame(a, b, cover.look, common);
  if (expected === null) return [];
  return compared(expected.a, expected.b, cover.look, { visible, common, labels, regions: pair.regions.length });
}

function scaleInFrame({ frame, fromSource }: Shown, pair: Differences): number {
  const [wide, high] = [frame[0].width, frame[0].height];
  const [x, y] = mapped(inverse(fromSource), wide / 2, high / 2);
  const back = inverse(pair.toFirst);
  const [u, v] = mapped(back, x, y);
  const [atX, atY] = [Math.min(pair.width, Math.max(0, u || 0)), Math.min(pair.height, Math.max(0, v || 0))];
  return scaleAt(product(fromSource, pair.toFirst), atX, atY);
}

function labelsAt(pair: Differences, up: Matrix, width: number, height: number): Int32Array {
  const labels = new Int32Array(width * height);
  for (let i = 0; i < labels.length; i += 1) {
    const [x, y] = mapped(up, i % width, Math.floor(i / width));
    labels[i] = pair.labels[Math.round(y) * pair.width + Math.round(x)] ?? 0;
  }
  return labels;
}

/** Both versions with the sharpness and the grade of the frame, learnt where they are alike. */
function asFrame(a: Look, b: Look, frame: Look, common: Uint8Array): { readonly a: Look; readonly b: Look } | null {
  let best: { a: Look; b: Look; rest: number } | null = null;
  for (const sigma of [0, 0.7, 1.2, 2, 3]) {
    const soft = eachPlane(a, (plane) => blurred(plane, sigma));
    const grade = gradeOf(soft, frame, common);
    if (grade === null) return null;
    if (best !== null && grade.rest >= best.rest * 0.98) break;
    const other = eachPlane(b, (plane) => blurred(plane, sigma));
    best = { a: graded(soft, grade), b: graded(other, grade), rest: grade.rest };
  }
  return best;
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

function isBarred([left, top, right, bottom]: Bars, fromFrame: Matrix, i: number, width: number): boolean {
  const [x, y] = mapped(fromFrame, i % width, Math.floor(i / width));
  return (left > 0 && x < left + rim) || (top > 0 && y < top + rim) || x > right - rim || y > bottom - rim;
}
