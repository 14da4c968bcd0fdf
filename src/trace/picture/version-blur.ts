import { emptyPlane, type Plane } from './version-planes.ts';

/** Half of a Gaussian, from its middle outwards, with a sum of 1 over the whole. */
function kernelOf(sigma: number): Float64Array {
  const reach = Math.max(1, Math.ceil(2.5 * sigma));
  const half = Float64Array.from({ length: reach + 1 }, (_, i) => Math.exp(-(i ** 2) / (2 * sigma * sigma)));
  const total = half.reduce((sum, weight, i) => sum + (i === 0 ? weight : 2 * weight), 0);
  return half.map((weight) => weight / total);
}

/** Blur below which nothing changes, in pixels. */
const leastSigma = 0.2;

/** Gaussian blur; `sigma` in pixels, edges repeated. A sigma below 0.2 gives the plane itself. */
export function blurred(plane: Plane, sigma: number): Plane {
  if (sigma < leastSigma) return plane;
  const { width, height } = plane;
  const out = emptyPlane(width, height);
  const kernel = kernelOf(sigma);
  const reach = kernel.length - 1;
  // Rows that are blurred across wait in a ring until they have been blurred down: no second plane is needed.
  const ring = Array.from({ length: 2 * reach + 1 }, () => new Float64Array(width));
  const padded = new Float64Array(width + 2 * reach);
  const rowAt = (y: number): Float64Array => ring[y % ring.length] as Float64Array;
  const sum = new Float64Array(width);
  let ready = 0;
  for (let y = 0; y < height; y += 1) {
    for (; ready <= Math.min(height - 1, y + reach); ready += 1) across(plane, ready, kernel, padded, rowAt(ready));
    scaledRow(rowAt(y), kernel[0] as number, sum);
    for (let k = 1; k <= reach; k += 1)
      added(sum, rowAt(Math.max(0, y - k)), rowAt(Math.min(height - 1, y + k)), kernel[k] as number);
    out.data.set(sum, y * width);
  }
  return out;
}

function scaledRow(row: Float64Array, weight: number, into: Float64Array): void {
  for (let x = 0; x < into.length; x += 1) into[x] = (row[x] as number) * weight;
}

function across({ width, data }: Plane, y: number, kernel: Float64Array, padded: Float64Array, into: Float64Array): void {
  const reach = kernel.length - 1;
  const start = y * width;
  padded.fill(data[start] as number, 0, reach);
  padded.set(data.subarray(start, start + width), reach);
  padded.fill(data[start + width - 1] as number, width + reach);
  const middle = kernel[0] as number;
  for (let x = 0; x < width; x += 1) {
    const at = x + reach;
    let sum = (padded[at] as number) * middle;
    for (let k = 1; k <= reach; k += 1) sum += ((padded[at - k] as number) + (padded[at + k] as number)) * (kernel[k] as number);
    into[x] = sum;
  }
}

function added(sum: Float64Array, above: Float64Array, below: Float64Array, weight: number): void {
  for (let x = 0; x < sum.length; x += 1) sum[x] = (sum[x] as number) + ((above[x] as number) + (below[x] as number)) * weight;
}

/** The blur of single pixels, given by their places in the plane: cheaper than all where few are asked for. */
export function blurredAt({ width, height, data }: Plane, sigma: number, places: ArrayLike<number>): Float32Array {
  const out = new Float32Array(places.length);
  if (sigma < leastSigma) {
    for (let i = 0; i < out.length; i += 1) out[i] = data[places[i] as number] as number;
    return out;
  }
  const kernel = kernelOf(sigma);
  const reach = kernel.length - 1;
  const columns = new Int32Array(2 * reach + 1);
  for (let i = 0; i < out.length; i += 1) {
    const x = (places[i] as number) % width;
    const y = ((places[i] as number) - x) / width;
    for (let dx = -reach; dx <= reach; dx += 1) columns[dx + reach] = Math.min(width - 1, Math.max(0, x + dx));
    let sum = 0;
    for (let dy = -reach; dy <= reach; dy += 1) {
      const row = Math.min(height - 1, Math.max(0, y + dy)) * width;
      let line = (data[row + x] as number) * (kernel[0] as number);
      for (let k = 1; k <= reach; k += 1) {
        const [left, right] = [columns[reach - k] as number, columns[reach + k] as number];
        line += ((data[row + left] as number) + (data[row + right] as number)) * (kernel[k] as number);
      }
      sum += line * (kernel[Math.abs(dy)] as number);
    }
    out[i] = sum;
  }
  return out;
}
