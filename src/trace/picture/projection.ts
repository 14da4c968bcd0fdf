import type { PicturePoint } from '../../model/index.ts';
import type { Homography } from '../../tools/opencv.ts';

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Changes nothing. */
export const identity: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** Takes a pixel of a picture of one size to the pixel of the same place in another size (centres at whole numbers). */
export function scaling(from: Size, to: Size): Homography {
  const across = (to.width - 1) / Math.max(1, from.width - 1);
  const down = (to.height - 1) / Math.max(1, from.height - 1);
  return [across, 0, 0, 0, down, 0, 0, 0, 1];
}

/** Where a projection puts a point; null where it lies behind the plane. */
export function project(matrix: Homography, x: number, y: number): readonly [number, number] | null {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 1] = matrix;
  const depth = g * x + h * y + i;
  return depth <= 1e-9 ? null : [(a * x + b * y + c) / depth, (d * x + e * y + f) / depth];
}

/** The projection that leads back; null where there is none. */
export function inverse(matrix: Homography): Homography | null {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 1] = matrix;
  const adjugate = [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
  const last = adjugate[8] as number;
  const determinant = a * (adjugate[0] as number) + b * (adjugate[3] as number) + c * (adjugate[6] as number);
  return Math.abs(determinant) < 1e-12 || Math.abs(last) < 1e-12 ? null : adjugate.map((value) => value / last);
}

/** First `first`, then `second`. */
export function chained(first: Homography, second: Homography): Homography {
  const product = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((at) => {
    const [row, column] = [Math.floor(at / 3) * 3, at % 3];
    return [0, 1, 2].reduce((sum, step) => sum + (second[row + step] as number) * (first[step * 3 + column] as number), 0);
  });
  const last = product[8] as number;
  return product.map((value) => value / last);
}

/** The same projection between the same pictures in other sizes. */
export function rescaled(matrix: Homography, sourceBy: number, targetBy: number): Homography {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 1] = matrix;
  const ratio = targetBy / sourceBy;
  return [a * ratio, b * ratio, c * targetBy, d * ratio, e * ratio, f * targetBy, g / sourceBy, h / sourceBy, i];
}

/** Pixels of the target for one of the source, around the middle of the source. */
export function magnification(matrix: Homography, { width, height }: Size): number {
  return magnificationAt(matrix, width / 2, height / 2, Math.min(width, height) / 8) ?? 1;
}

/**
 * Pixels of the target for one of the source, from a point to `step` pixels beside it: the root of the change of area. Null where
 * that lies behind the plane.
 */
export function magnificationAt(matrix: Homography, x: number, y: number, step: number): number | null {
  const middle = project(matrix, x, y);
  const right = project(matrix, x + step, y);
  const below = project(matrix, x, y + step);
  if (middle === null || right === null || below === null) return null;
  const [acrossX, acrossY] = [right[0] - middle[0], right[1] - middle[1]];
  const [downX, downY] = [below[0] - middle[0], below[1] - middle[1]];
  return Math.sqrt(Math.abs(acrossX * downY - acrossY * downX)) / step;
}

/** A projection into a mirrored frame, as one into the frame itself. */
export function unmirrored(matrix: Homography, frameWidth: number): Homography {
  return chained(matrix, [-1, 0, frameWidth - 1, 0, 1, 0, 0, 0, 1]);
}

/**
 * The corners of the source in the frame, in fractions of the frame; null where no camera and no editor could have put the
 * picture there: folded, turned inside out, squeezed to a strip, or no larger than a stamp.
 */
export function outlineOf(matrix: Homography, source: Size, frame: Size): readonly PicturePoint[] | null {
  const corners = [
    [0, 0],
    [source.width, 0],
    [source.width, source.height],
    [0, source.height],
  ].map(([x = 0, y = 0]) => project(matrix, x, y));
  if (corners.some((corner) => corner === null)) return null;
  const points = corners as (readonly [number, number])[];
  const turns = points.map((point, at) =>
    cross(point, points[(at + 1) % 4] as PicturePoint, points[(at + 2) % 4] as PicturePoint),
  );
  if (!turns.every((turn) => turn > 0) && !turns.every((turn) => turn < 0)) return null;
  const sides = points.map((point, at) => length(point, points[(at + 1) % 4] as PicturePoint));
  const across = ((sides[0] ?? 0) + (sides[2] ?? 0)) / (2 * source.width);
  const down = ((sides[1] ?? 0) + (sides[3] ?? 0)) / (2 * source.height);
  const isSqueezed = across > 2.2 * down || down > 2.2 * across;
  const isTrapezium = Math.max(...sides) > 8 * Math.min(...sides);
  if (isSqueezed || isTrapezium || Math.max(...turns) > 12 * Math.min(...turns.map(Math.abs))) return null;
  return points.map(([x, y]) => [x / frame.width, y / frame.height] as const);
}

/** Share of the frame that an outline covers, 0 to 1 (the shoelace formula over what is left inside the frame). */
export function areaOf(outline: readonly PicturePoint[]): number {
  const inside = clipped(outline);
  return (
    Math.abs(
      inside.reduce((sum, [x, y], at) => {
        const [nextX, nextY] = inside[(at + 1) % inside.length] as PicturePoint;
        return sum + x * nextY - nextX * y;
      }, 0),
    ) / 2
  );
}

/** An outline within the frame (Sutherland and Hodgman, https://doi.org/10.1145/360767.360802). */
function clipped(outline: readonly PicturePoint[]): readonly PicturePoint[] {
  const edges: readonly ((point: PicturePoint) => number)[] = [([x]) => x, ([x]) => 1 - x, ([, y]) => y, ([, y]) => 1 - y];
  return edges.reduce<readonly PicturePoint[]>(
    (points, inside) =>
      points.flatMap((point, at) => {
        const before = points[(at + points.length - 1) % points.length] as PicturePoint;
        const [here, there] = [inside(point), inside(before)];
        const share = there / (there - here);
        const crossing: PicturePoint = [before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share];
        if (here >= 0) return there >= 0 ? [point] : [crossing, point];
        return there >= 0 ? [crossing] : [];
      }),
    outline,
  );
}

function cross(a: PicturePoint, b: PicturePoint, c: PicturePoint): number {
  return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);
}

function length(a: PicturePoint, b: PicturePoint): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}
