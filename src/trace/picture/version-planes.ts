import { inverse, type Matrix, mapped, product, scaleAt } from './version-geometry.ts';

/** A decoded picture: rows from the top, 8-bit samples, one (grey), three (RGB) or four (RGBA) a pixel. */
export interface Picture {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** One channel of a picture as numbers; luminance runs from 0 to 255, colour differences around 0. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** A picture as luminance and two colour differences (blue and red less luminance). */
export type Look = readonly [luminance: Plane, blue: Plane, red: Plane];

/** A new plane of zeros. */
export function emptyPlane(width: number, height: number): Plane {
  return { width, height, data: new Float32Array(width * height) };
}

/** Turns samples into luminance and colour differences; alpha is ignored. Throws RangeError where sizes do not agree. */
export function lookOf(picture: Picture): Look {
  const { width, height, data } = picture;
  const channels = data.length / (width * height);
  if (channels !== 1 && channels !== 3 && channels !== 4) throw new RangeError(`${channels} channels`);
  const planes: Look = [emptyPlane(width, height), emptyPlane(width, height), emptyPlane(width, height)];
  for (let i = 0, at = 0; i < width * height; i += 1, at += channels) {
    const red = data[at] ?? 0;
    const green = channels === 1 ? red : (data[at + 1] ?? 0);
    const blue = channels === 1 ? red : (data[at + 2] ?? 0);
    const luminance = 0.299 * red + 0.587 * green + 0.114 * blue;
    planes[0].data[i] = luminance;
    planes[1].data[i] = blue - luminance;
    planes[2].data[i] = red - luminance;
  }
  return planes;
}

/** The same operation on each of the three planes. */
export function eachPlane(look: Look, change: (plane: Plane) => Plane): Look {
  return [change(look[0]), change(look[1]), change(look[2])];
}

/** Mean over 2 x 2 pixels; an odd last row or column is left out. */
export function halved(plane: Plane): Plane {
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
  return out;
}

/** Gaussian blur; `sigma` in pixels, edges repeated. A sigma below 0.2 gives the plane itself. */
export function blurred(plane: Plane, sigma: number): Plane {
  if (sigma < 0.2) return plane;
  const reach = Math.max(1, Math.ceil(2.5 * sigma));
  const raw = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const kernel = Float64Array.from(raw, (weight) => weight / total);
  return down(across(plane, kernel, reach), kernel, reach);
}

function across({ width, height, data }: Plane, kernel: Float64Array, reach: number): Plane {
  const out = emptyPlane(width, height);
  const row = new Float32Array(width + 2 * reach);
  for (let y = 0; y < height; y += 1) {
    const start = y * width;
    row.fill(data[start] as number, 0, reach);
    row.set(data.subarray(start, start + width), reach);
    row.fill(data[start + width - 1] as number, width + reach);
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let k = 0; k < kernel.length; k += 1) sum += (row[x + k] as number) * (kernel[k] as number);
      out.data[start + x] = sum;
    }
  }
  return out;
}

// Row by row, because columns of a large plane do not stay in the processor's cache.
function down({ width, height, data }: Plane, kernel: Float64Array, reach: number): Plane {
  const out = emptyPlane(width, height);
  for (let y = 0; y < height; y += 1) {
    const start = y * width;
    for (let k = 0; k < kernel.length; k += 1) {
      const from = Math.min(height - 1, Math.max(0, y + k - reach)) * width;
      const weight = kernel[k] as number;
      for (let x = 0; x < width; x += 1)
        out.data[start + x] = (out.data[start + x] as number) + weight * (data[from + x] as number);
    }
  }
  return out;
}

/** Mean over the pixels within `radius` (a square) whose `mask` is set; 0 where there is none. */
export function localMean(plane: Plane, radius: number, mask: Uint8Array): Plane {
  const { width, height } = plane;
  const sums = new Float64Array((width + 1) * (height + 1));
  const counts = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let sum = 0;
    let count = 0;
    for (let x = 0; x < width; x += 1) {
      const i = y * width + x;
      if (mask[i] !== 0) {
        sum += plane.data[i] as number;
        count += 1;
      }
      const at = (y + 1) * (width + 1) + x + 1;
      sums[at] = (sums[at - width - 1] as number) + sum;
      counts[at] = (counts[at - width - 1] as number) + count;
    }
  }
  const out = emptyPlane(width, height);
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(0, y - radius) * (width + 1);
    const bottom = Math.min(height, y + radius + 1) * (width + 1);
    for (let x = 0; x < width; x += 1) {
      const left = Math.max(0, x - radius);
      const right = Math.min(width, x + radius + 1);
      const inside = (of: Float64Array) =>
        (of[bottom + right] as number) - (of[bottom + left] as number) - (of[top + right] as number) + (of[top + left] as number);
      const count = inside(counts);
      out.data[y * width + x] = count > 0 ? inside(sums) / count : 0;
    }
  }
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
  fromFrame: Matrix,
  width: number,
  height: number,
): Laid<Planes> {
  let source: readonly Plane[] = look;
  let matrix = fromFrame;
  let shrink = scaleAt(matrix, width / 2, height / 2);
  while (shrink >= 2 && Math.min(look[0].width, look[0].height) > 16) {
    source = source.map(halved);
    matrix = product([0.5, 0, -0.25, 0, 0.5, -0.25, 0, 0, 1], matrix);
    shrink /= 2;
  }
  if (shrink > 1.15) source = source.map((plane) => blurred(plane, 0.5 * Math.sqrt(shrink * shrink - 1)));
  const { planes, inside } = resampled(source, matrix, width, height);
  return { look: planes as unknown as Planes, inside };
}

function resampled(
  source: readonly Plane[],
  matrix: Matrix,
  width: number,
  height: number,
): { planes: Plane[]; inside: Uint8Array } {
  const planes = source.map(() => emptyPlane(width, height));
  const inside = new Uint8Array(width * height);
  const { width: wide, height: high } = source[0] as Plane;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [u, v] = mapped(matrix, x, y);
      if (!(u >= 0 && v >= 0 && u <= wide - 1 && v <= high - 1)) continue;
      const i = y * width + x;
      inside[i] = 1;
      const left = Math.min(wide - 2, Math.floor(u));
      const top = Math.min(high - 2, Math.floor(v));
      const [fx, fy] = [u - left, v - top];
      const at = top * wide + left;
      for (let c = 0; c < planes.length; c += 1) {
        const data = (source[c] as Plane).data;
        const upper = (data[at] as number) * (1 - fx) + (data[at + 1] as number) * fx;
        const lower = (data[at + wide] as number) * (1 - fx) + (data[at + wide + 1] as number) * fx;
        (planes[c] as Plane).data[i] = upper * (1 - fy) + lower * fy;
      }
    }
  }
  return { planes, inside };
}

/** A mask in a frame of another size; `up` takes a pixel of that frame to one of the mask, which is `wide` pixels wide. */
export function maskAt(mask: Uint8Array, wide: number, up: Matrix, width: number, height: number): Uint8Array {
  const out = new Uint8Array(width * height);
  for (let i = 0; i < out.length; i += 1) {
    const [x, y] = mapped(up, i % width, Math.floor(i / width));
    out[i] = mask[Math.round(y) * wide + Math.round(x)] ?? 0;
  }
  return out;
}

/** The picture scaled to `width` x `height`. */
export function scaled(look: Look, width: number, height: number): Look {
  const [wide, high] = [look[0].width, look[0].height];
  if (wide === width && high === height) return look;
  return laid(look, inverse(scaling(wide, high, width, height)), width, height).look;
}

/** Takes a pixel of a `wide` x `high` picture to the pixel of the same place at `width` x `height` (centres at whole numbers). */
export function scaling(wide: number, high: number, width: number, height: number): Matrix {
  const sx = (width - 1) / Math.max(1, wide - 1);
  const sy = (height - 1) / Math.max(1, high - 1);
  return [sx, 0, 0, 0, sy, 0, 0, 0, 1];
}
