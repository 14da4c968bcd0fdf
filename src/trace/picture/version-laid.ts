import type { Homography } from '../../tools/opencv.ts';
import { chained, magnificationAt, scaling } from './projection.ts';
import { blurred } from './version-blur.ts';
import { emptyPlane, type Look, type Plane } from './version-planes.ts';

const halves = new WeakMap<Plane, Plane>();

/** Mean over 2 x 2 pixels; an odd last row or column is left out. It is kept with the plane, for a frame is halved again and again. */
export function halved(plane: Plane): Plane {
  const known = halves.get(plane);
  if (known !== undefined) return known;
  const out = emptyPlane(Math.max(1, plane.width >> 1), Math.max(1, plane.height >> 1));
  const { data, width } = plane;
  for (let y = 0; y < out.height; y += 1) {
    const row = 2 * y * width;
    const below = Math.min(2 * y + 1, plane.height - 1) * width;
    for (let x = 0; x < out.width; x += 1) {
      const left = 2 * x;
      const right = Math.min(left + 1, width - 1);
      out.data[y * out.width + x] =
        ((data[row + left] as number) +
          (data[row + right] as number) +
          (data[below + left] as number) +
          (data[below + right] as number)) /
        4;
    }
  }
  halves.set(plane, out);
  return out;
}

/** A look laid over another frame, and where it has pixels (1 inside, 0 outside). */
export interface Laid<Planes> {
  readonly look: Planes;
  readonly inside: Uint8Array;
}

/**
 * Lays a picture over a frame of `width` x `height`; `fromFrame` takes a pixel of the frame to a pixel of the picture.
 * A picture that is larger than the frame shows it is smoothed first, so that nothing aliases.
 */
export function laid<Planes extends Look | readonly [Plane]>(
  look: Planes,
  fromFrame: Homography,
  width: number,
  height: number,
): Laid<Planes> {
  let source: readonly Plane[] = look;
  let matrix = fromFrame;
  let shrink = magnificationAt(matrix, width / 2, height / 2, 1) ?? 1;
  while (shrink >= 2 && Math.min(look[0].width, look[0].height) > 16) {
    source = source.map(halved);
    matrix = chained(matrix, [0.5, 0, -0.25, 0, 0.5, -0.25, 0, 0, 1]);
    shrink /= 2;
  }
  if (shrink > 1.15) source = source.map((plane) => blurred(plane, 0.5 * Math.sqrt(shrink * shrink - 1)));
  const { planes, inside } = resampled(source, matrix, width, height);
  return { look: planes as unknown as Planes, inside };
}

/** Pixels by which the last row or column may be missed by rounding. */
const rounding = 1e-6;

function resampled(
  source: readonly Plane[],
  matrix: Homography,
  width: number,
  height: number,
): { planes: Plane[]; inside: Uint8Array } {
  const planes = source.map(() => emptyPlane(width, height));
  const inside = new Uint8Array(width * height);
  const { width: wide, height: high } = source[0] as Plane;
  const [from, to] = [source.map(({ data }) => data), planes.map(({ data }) => data)];
  const [a, b, c, d, e, f, g, h, k] = matrix as unknown as Nine;
  // As `project`, without a call and a pair for each pixel: this is where most of the time went.
  for (let y = 0, i = 0; y < height; y += 1) {
    const [alongX, alongY, depth] = [b * y + c, e * y + f, h * y + k];
    for (let x = 0; x < width; x += 1, i += 1) {
      const w = g * x + depth;
      if (w <= 0) continue;
      const u = (a * x + alongX) / w;
      const v = (d * x + alongY) / w;
      if (!(u >= 0 && v >= 0 && u <= wide - 1 + rounding && v <= high - 1 + rounding)) continue;
      inside[i] = 1;
      const left = Math.min(wide - 2, Math.floor(u));
      const top = Math.min(high - 2, Math.floor(v));
      const fx = u - left;
      const fy = v - top;
      const at = top * wide + left;
      for (let channel = 0; channel < from.length; channel += 1) {
        const data = from[channel] as Float32Array;
        const upper = (data[at] as number) * (1 - fx) + (data[at + 1] as number) * fx;
        const lower = (data[at + wide] as number) * (1 - fx) + (data[at + wide + 1] as number) * fx;
        (to[channel] as Float32Array)[i] = upper * (1 - fy) + lower * fy;
      }
    }
  }
  return { planes, inside };
}

type Nine = readonly [number, number, number, number, number, number, number, number, number];

/**
 * A mask or labels in a frame of another size, by the nearest pixel; `wide` and `high` are the pixels of `mask`.
 */
export function maskAt<Samples extends Uint8Array | Uint16Array>(
  mask: Samples,
  wide: number,
  high: number,
  width: number,
  height: number,
): Samples {
  const up = scaling({ width, height }, { width: wide, height: high });
  const out = new (mask.constructor as new (length: number) => Samples)(width * height);
  const columns = Int32Array.from({ length: width }, (_, x) => Math.round((up[0] as number) * x));
  for (let y = 0, i = 0; y < height; y += 1) {
    const row = Math.round((up[4] as number) * y) * wide;
    for (let x = 0; x < width; x += 1, i += 1) out[i] = mask[row + (columns[x] as number)] ?? 0;
  }
  return out;
}

/** The picture scaled to `width` x `height`. */
export function scaled(look: Look, width: number, height: number): Look {
  const [wide, high] = [look[0].width, look[0].height];
  if (wide === width && high === height) return look;
  return laid(look, scaling({ width, height }, { width: wide, height: high }), width, height).look;
}
