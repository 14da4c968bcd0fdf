import { aligned } from './version-align.ts';
import type { Differences } from './version-differences.ts';
import { inverse, type Matrix, mapped, product, scaleAt } from './version-geometry.ts';
import { graded, gradeOf } from './version-grade.ts';
import { noiseOf } from './version-noise.ts';
import { blurred, eachPlane, emptyPlane, type Look, localMean, type Plane, scaled, scaling } from './version-planes.ts';
import { smoothed } from './version-regions.ts';

/** A frame, and the projection that takes a pixel of the marked source (as handed to `differences`) to one of the frame. */
export interface Shown {
  readonly frame: Look;
  readonly fromSource: Matrix;
}

/** What one region says in one frame, in blocks weighed by how clearly the two versions differ there. */
export interface RegionEvidence {
  /** Number of the region, from 1. */
  readonly region: number;
  /** Share of the region that the frame shows, 0 to 1. */
  readonly visible: number;
  /** Weight of the blocks that are like the marked version, like the other, and like neither. */
  marked: number;
  original: number;
  neither: number;
  /** Sum of weight times place between the other (0) and the marked version (1). */
  place: number;
  /** True where the surroundings do not match the frame either: something lies over it. */
  readonly isCovered: boolean;
}

/** Pixels on a side of the blocks in which the frame is compared. */
const block = 8;

/** Least pixels on the longer side of the source's picture in the frame at which anything is compared. */
const leastSide = 100;

interface Bands {
  readonly fine: Look;
  readonly broad: Look;
}

/** What each region says in one frame; empty where the frame cannot be compared with the picture. */
export function evidenceOf(shown: Shown, pair: Differences, coarser: number): RegionEvidence[] {
  const scale = Math.min(1, scaleInFrame(shown, pair)) / coarser;
  const [width, height] = [Math.round(pair.width * scale), Math.round(pair.height * scale)];
  if (!(Math.max(width, height) >= leastSide)) return [];
  const up = scaling(width, height, pair.width, pair.height);
  const shrunk = (look: Look) => scaled(look, width, height);
  const [a, b] = [shrunk(pair.a), shrunk(pair.b)];
  const labels = labelsAt(pair, up, width, height);
  const both = insideAt(pair, up, width, height);
  const differs = new Uint8Array(labels.length);
  for (let i = 0; i < labels.length; i += 1) if (labels[i] !== 0) differs[i] = 1;
  const near = smoothed(differs, width, height, 3, 0.01);
  const shared = near.map((one, i) => (one === 0 && both[i] === 1 ? 1 : 0));
  const cover = aligned(a[0], shown.frame, product(shown.fromSource, product(pair.toFirst, up)), shared);
  const visible = cover.inside.map((one, i) => (one === 1 && both[i] === 1 ? 1 : 0));
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

function insideAt(pair: Differences, up: Matrix, width: number, height: number): Uint8Array {
  const inside = new Uint8Array(width * height);
  for (let i = 0; i < inside.length; i += 1) {
    const [x, y] = mapped(up, i % width, Math.floor(i / width));
    inside[i] = pair.inside[Math.round(y) * pair.width + Math.round(x)] ?? 0;
  }
  return inside;
}

/** Both versions with the sharpness and the grade of the frame, learnt where they are alike. */
function asFrame(a: Look, b: Look, frame: Look, common: Uint8Array): { readonly a: Look; readonly b: Look } | null {
  let best: { a: Look; b: Look; rest: number } | null = null;
  for (const sigma of [0, 0.7, 1.2, 2, 3]) {
    const soft = eachPlane(a, (plane) => blurred(plane, sigma));
    const grade = gradeOf(soft, frame, common);
    if (grade === null) return null;
    if (best !== null && grade.rest >= best.rest * 0.98) continue;
    const other = eachPlane(b, (plane) => blurred(plane, sigma));
    best = { a: graded(soft, grade), b: graded(other, grade), rest: grade.rest };
  }
  return best;
}

interface Masks {
  readonly visible: Uint8Array;
  readonly common: Uint8Array;
  readonly labels: Int32Array;
  readonly regions: number;
}

function bandsOf(look: Look, visible: Uint8Array): Bands {
  const broad = eachPlane(look, (plane) => localMean(plane, 5, visible));
  const fine = eachPlane(look, (plane) => plane);
  return { broad, fine: [less(fine[0], broad[0]), less(fine[1], broad[1]), less(fine[2], broad[2])] };
}

function less(plane: Plane, other: Plane): Plane {
  const out = emptyPlane(plane.width, plane.height);
  for (let i = 0; i < out.data.length; i += 1) out.data[i] = (plane.data[i] as number) - (other.data[i] as number);
  return out;
}

/** Energies of one block: how far the frame is from each version, how far these are apart, and their structure. */
interface Block {
  readonly label: number;
  readonly a: number;
  readonly b: number;
  readonly apart: number;
  readonly place: number;
  readonly texture: number;
  readonly common: boolean;
  readonly column: number;
  readonly row: number;
}

function compared(a: Look, b: Look, frame: Look, masks: Masks): RegionEvidence[] {
  const [one, two, seen] = [bandsOf(a, masks.visible), bandsOf(b, masks.visible), bandsOf(frame, masks.visible)];
  const bands = [
    { blocks: blocksOf(one.fine, two.fine, seen.fine, [0], masks), bounds: { least: 1.5, steady: 12, share: 0.6 } },
    { blocks: blocksOf(one.fine, two.fine, seen.fine, [1, 2], masks), bounds: { least: 3, steady: 12, share: 0.8 } },
    { blocks: blocksOf(one.broad, two.broad, seen.broad, [0, 1, 2], masks), bounds: { least: 6, steady: 15, share: 0.2 } },
  ];
  const totals: RegionEvidence[] = Array.from({ length: masks.regions }, (_, i) => ({
    region: i + 1,
    visible: shareVisible(masks, i + 1),
    marked: 0,
    original: 0,
    neither: 0,
    place: 0,
    isCovered: false,
  }));
  for (const { blocks, bounds } of bands) weigh(blocks, bounds, totals);
  return totals;
}

function shareVisible(masks: Masks, label: number): number {
  let [all, seen] = [0, 0];
  for (let i = 0; i < masks.labels.length; i += 1) {
    if (masks.labels[i] !== label) continue;
    all += 1;
    if (masks.visible[i] === 1) seen += 1;
  }
  return all === 0 ? 0 : seen / all;
}

function weigh(
  blocks: readonly Block[],
  bounds: { least: number; steady: number; share: number },
  totals: RegionEvidence[],
): void {
  const common = blocks.filter((one) => one.common);
  const noise = noiseOf(
    common.map((one) => one.a),
    common.map((one) => one.texture),
    common.map(() => 1),
    bounds,
  );
  for (const one of blocks) {
    const total = totals[one.label - 1];
    if (one.common || total === undefined) continue;
    const expected = 1.5 * (noise.floor + noise.share * one.texture);
    if (one.apart < 3 * expected) continue;
    const weight = Math.min(one.apart / expected, 20);
    const best = Math.min(one.a, one.b);
    // Like neither: more is left over than noise leaves, and not much less than the two versions differ by.
    if (best > 4 * expected && best > 0.3 * one.apart) total.neither += weight;
    else if (one.place > 0.65 && one.a < 0.6 * one.b) total.marked += weight;
    else if (one.place < 0.35 && one.b < 0.6 * one.a) total.original += weight;
    else continue;
    total.place += weight * Math.min(1.5, Math.max(-0.5, one.place));
  }
}

function blocksOf(a: Look, b: Look, frame: Look, channels: readonly number[], masks: Masks): Block[] {
  const { width, height } = a[0];
  const blocks: Block[] = [];
  for (let top = 0; top + block <= height; top += block) {
    for (let left = 0; left + block <= width; left += block) {
      const made = blockOf(a, b, frame, channels, masks, left, top);
      if (made !== null) blocks.push(made);
    }
  }
  return blocks;
}

function blockOf(
  a: Look,
  b: Look,
  frame: Look,
  channels: readonly number[],
  masks: Masks,
  left: number,
  top: number,
): Block | null {
  const { width } = a[0];
  let [common, visible, label] = [0, 0, 0];
  let [offA, offB, apart, along, first, other] = [0, 0, 0, 0, 0, 0];
  for (let y = top; y < top + block; y += 1) {
    for (let x = left; x < left + block; x += 1) {
      const i = y * width + x;
      visible += masks.visible[i] as number;
      common += masks.common[i] as number;
      if (masks.labels[i] !== 0) label = masks.labels[i] as number;
      for (const c of channels) {
        const one = (a[c] as Plane).data[i] as number;
        const two = (b[c] as Plane).data[i] as number;
        const seen = (frame[c] as Plane).data[i] as number;
        offA += (seen - one) ** 2;
        offB += (seen - two) ** 2;
        apart += (one - two) ** 2;
        along += (seen - two) * (one - two);
        first += one * one;
        other += two * two;
      }
    }
  }
  const count = block * block;
  if (visible < count) return null;
  const isCommon = common === count;
  if (!isCommon && label === 0) return null;
  const place = apart > 0 ? along / apart : 0.5;
  const texture = Math.max(first, other) / count;
  return {
    label,
    a: offA / count,
    b: offB / count,
    apart: apart / count,
    place,
    texture,
    common: isCommon,
    column: left / block,
    row: top / block,
  };
}
