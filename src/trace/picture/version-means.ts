import { emptyPlane, type Plane } from './version-planes.ts';

/** Mean over the pixels within `radius` (a square) whose `mask` is set; 0 where there is none. */
export function localMean(plane: Plane, radius: number, mask: Uint8Array): Plane {
  return localMeans([plane], radius, mask)[0] as Plane;
}

/** As `localMean`, of several planes of one size: what of the mask lies around each pixel is counted once for all. */
export function localMeans(planes: readonly Plane[], radius: number, mask: Uint8Array): Plane[] {
  const { width, height } = planes[0] as Plane;
  const out = planes.map(() => emptyPlane(width, height));
  const columns = planes.map(() => new Float64Array(width));
  const set = new Int32Array(width);
  const inside = new Float64Array(width);
  for (let y = 0; y < radius && y < height; y += 1) enter(planes, mask, y, 1, columns, set);
  for (let y = 0; y < height; y += 1) {
    if (y + radius < height) enter(planes, mask, y + radius, 1, columns, set);
    if (y - radius - 1 >= 0) enter(planes, mask, y - radius - 1, -1, columns, set);
    slide(set, radius, inside);
    for (let p = 0; p < planes.length; p += 1)
      mean(columns[p] as Float64Array, radius, inside, (out[p] as Plane).data, y * width);
  }
  return out;
}

/** Adds (or takes away) a row to the sums of the columns. */
function enter(
  planes: readonly Plane[],
  mask: Uint8Array,
  y: number,
  sign: number,
  columns: readonly Float64Array[],
  set: Int32Array,
): void {
  const start = y * set.length;
  for (let x = 0; x < set.length; x += 1) if (mask[start + x] !== 0) set[x] = (set[x] as number) + sign;
  for (let p = 0; p < planes.length; p += 1) {
    const [column, data] = [columns[p] as Float64Array, (planes[p] as Plane).data];
    for (let x = 0; x < column.length; x += 1)
      if (mask[start + x] !== 0) column[x] = (column[x] as number) + sign * (data[start + x] as number);
  }
}

/** Sums of the values within `radius` along a row. */
function slide(values: ArrayLike<number>, radius: number, into: Float64Array): void {
  let sum = 0;
  for (let x = 0; x < radius && x < values.length; x += 1) sum += values[x] as number;
  for (let x = 0; x < values.length; x += 1) {
    if (x + radius < values.length) sum += values[x + radius] as number;
    if (x - radius - 1 >= 0) sum -= values[x - radius - 1] as number;
    into[x] = sum;
  }
}

function mean(column: Float64Array, radius: number, inside: Float64Array, into: Float32Array, start: number): void {
  let sum = 0;
  for (let x = 0; x < radius && x < column.length; x += 1) sum += column[x] as number;
  for (let x = 0; x < column.length; x += 1) {
    if (x + radius < column.length) sum += column[x + radius] as number;
    if (x - radius - 1 >= 0) sum -= column[x - radius - 1] as number;
    const count = inside[x] as number;
    into[start + x] = count > 0 ? sum / count : 0;
  }
}

/** The pixels around which at least `share` of the square within `radius` is set: closes holes (low share) or drops specks (high). */
export function smoothed(mask: Uint8Array, width: number, height: number, radius: number, share: number): Uint8Array {
  const out = new Uint8Array(mask.length);
  const columns = new Int32Array(width);
  const inside = new Float64Array(width);
  const enterRow = (y: number, sign: number) => {
    const start = y * width;
    for (let x = 0; x < width; x += 1) columns[x] = (columns[x] as number) + sign * (mask[start + x] as number);
  };
  for (let y = 0; y < radius && y < height; y += 1) enterRow(y, 1);
  for (let y = 0, i = 0; y < height; y += 1) {
    if (y + radius < height) enterRow(y + radius, 1);
    if (y - radius - 1 >= 0) enterRow(y - radius - 1, -1);
    slide(columns, radius, inside);
    const high = Math.min(height, y + radius + 1) - Math.max(0, y - radius);
    for (let x = 0; x < width; x += 1, i += 1) {
      const all = high * (Math.min(width, x + radius + 1) - Math.max(0, x - radius));
      if ((inside[x] as number) / all >= share) out[i] = 1;
    }
  }
  return out;
}
