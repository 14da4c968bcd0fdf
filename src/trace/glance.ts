import type { VideoFrame } from '../tools/ffmpeg-frames.ts';

/** A tiny picture of a frame, its brightness and contrast taken out: enough to tell one shot from another. */
export type Glance = Float32Array;

/** Blocks across and down. */
const across = 32;
const down = 18;

/** Contrast (standard deviation, of 255) below which a picture is as good as flat. */
const flat = 2;

/** Correlation below which two glances are of different shots, or of one with much movement. */
const alike = 0.9;

/** The glance of a frame, grey or rgb. */
export function glanceAt({ width, height, data }: VideoFrame): Glance {
  const channels = Math.max(1, Math.round(data.length / (width * height)));
  const sums = new Float64Array(across * down);
  const counts = new Uint32Array(across * down);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * down) / height) * across;
    for (let x = 0; x < width; x++) {
      const block = row + Math.floor((x * across) / width);
      // Green stands for the brightness of a colour: it is most of it.
      sums[block] = (sums[block] ?? 0) + (data[(y * width + x) * channels + (channels > 1 ? 1 : 0)] ?? 0);
      counts[block] = (counts[block] ?? 0) + 1;
    }
  }
  const means = Float32Array.from(sums, (sum, block) => sum / Math.max(1, counts[block] ?? 0));
  return normalised(means);
}

/** Mean 0 and length 1, so that the product of two is their correlation; all 0 where the picture is flat. */
function normalised(values: Float32Array): Float32Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  if (spread < flat) return new Float32Array(values.length);
  return values.map((value) => (value - mean) / spread / Math.sqrt(values.length));
}

/** Whether the picture changed so much between two frames that a cut, a dissolve or another shot may lie between them. */
export function differ(one: Glance, other: Glance): boolean {
  const empty = [one, other].filter((glance) => glance.every((value) => value === 0)).length;
  if (empty > 0) return empty === 1;
  return one.reduce((sum, value, block) => sum + value * (other[block] ?? 0), 0) < alike;
}
