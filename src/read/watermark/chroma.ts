import type { ChannelOrder } from './messages.ts';
import type { PixelImage } from './pixels.ts';

/** The low band of one channel, row by row. */
export interface Plane {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float32Array;
}

/**
 * Blocks of 4x4 that are read, from the top: 4 megapixels repeat the longest message 480 times, no generator's own pictures
 * are much larger, and a folder of large scans must not take minutes.
 */
const blockLimit = 1 << 16;

/** Half of 0.492, for weights in thousandths: whole numbers, so that grey is exactly 0. */
const scale = 0.246 / 1000;

/**
 * The low band (LL) of a one-level Haar transform of U, without U's offset: half the sum of each 2x2 cell.
 * U = 0.492 (B - Y), as OpenCV's BGR2YUV has it; with order `rgb` red stands for blue and blue for red.
 * Nothing is rounded: the embedder's rounding is noise that the reading has to bear anyway.
 */
export function chromaBand(image: PixelImage, order: ChannelOrder): Plane {
  const { width, channels, data } = image;
  const columns = width >> 1;
  const rows = Math.min(image.height >> 1, 4 * Math.ceil(blockLimit / Math.max(1, columns >> 2)));
  const values = new Float32Array(columns * rows);
  const first = order === 'bgr' ? 2 : 0;
  const stride = width * channels;
  for (let row = 0, to = 0; row < rows; row++) {
    let at = 2 * row * stride;
    for (let column = 0; column < columns; column++, at += 2 * channels, to++) {
      const b = cell(data, at + first, channels, stride);
      const g = cell(data, at + 1, channels, stride);
      const r = cell(data, at + 2 - first, channels, stride);
      values[to] = (886 * b - 587 * g - 299 * r) * scale;
    }
  }
  return { columns, rows, values };
}

/** Sum of the 2x2 cell at one sample. */
function cell(data: Uint8Array, at: number, channels: number, stride: number): number {
  return (
    (data[at] as number) +
    (data[at + channels] as number) +
    (data[at + stride] as number) +
    (data[at + stride + channels] as number)
  );
}

/**
 * The band as it was before a decoder smoothed it. JPEG and WebP with 4:2:0 store one chroma sample for each 2x2 cell, which
 * is this very band; decoders then interpolate between samples (3/4 and 1/4, the "fancy upsampling" of libjpeg and libwebp),
 * so that the mean of a cell becomes 1/8, 6/8, 1/8 of its neighbours in each direction. That is undone here.
 */
export function withoutUpsampling(plane: Plane): Plane {
  const { columns, rows } = plane;
  const values = plane.values.slice();
  for (let row = 0; row < rows; row++) solve(values, row * columns, 1, columns);
  for (let column = 0; column < columns; column++) solve(values, column, columns, rows);
  return { columns, rows, values };
}

let factors = new Float64Array(0);

/** Solves the tridiagonal system (1/8, 6/8, 1/8; 7/8 at both ends) in place, by elimination without pivots (it is diagonally dominant). */
function solve(values: Float32Array, start: number, step: number, count: number): void {
  if (count < 2) return;
  if (factors.length < count) factors = new Float64Array(count);
  let before = 0;
  let factor = 0;
  for (let i = 0, at = start; i < count; i++, at += step) {
    const diagonal = i === 0 || i === count - 1 ? 0.875 : 0.75;
    const scale = 1 / (diagonal - 0.125 * factor);
    before = ((values[at] as number) - 0.125 * before) * scale;
    values[at] = before;
    factor = 0.125 * scale;
    factors[i] = factor;
  }
  for (let i = count - 2, at = start + (count - 2) * step; i >= 0; i--, at -= step) {
    values[at] = (values[at] as number) - (factors[i] as number) * (values[at + step] as number);
  }
}
