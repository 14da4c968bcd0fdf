import type { VideoFrame } from '../tools/ffmpeg-frames.ts';

/** A tiny grey picture of a frame, row by row: enough to tell one shot from another. */
export type Glance = Float32Array;

/** Blocks across and down. */
const across = 32;
const down = 18;

/** Contrast (standard deviation, of 255) below which a picture is as good as flat. */
const flat = 2;

/** By how far a camera moves between two glances of one shot: blocks across and down, and how much nearer it goes. */
const reach = { across: 6, down: 4, scales: [1, 0.94, 1.06, 0.88, 1.13, 0.82, 1.2] } as const;

/** Correlation below which two glances are of different shots, or of one with much movement. */
const alike = 0.88;

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
  return Float32Array.from(sums, (sum, block) => sum / Math.max(1, counts[block] ?? 0));
}

/**
 * Whether the picture changed so much between two frames that a cut, a dissolve or another shot may lie between them. Brightness
 * and contrast do not count, nor does a pan or a push-in: the two are laid over each other where they fit best.
 */
export function differ(one: Glance, other: Glance): boolean {
  const contrasts = [one, other].map((glance) => contrastOf(glance));
  const flatOnes = contrasts.filter((contrast) => contrast < flat).length;
  if (flatOnes > 0) return flatOnes === 1;
  for (const scale of reach.scales) {
    for (let y = -reach.down; y <= reach.down; y++) {
      for (let x = -reach.across; x <= reach.across; x++) {
        if (correlation(one, other, { scale, x, y }) >= alike) return false;
      }
    }
  }
  return true;
}

function contrastOf(glance: Glance): number {
  const mean = glance.reduce((sum, value) => sum + value, 0) / glance.length;
  return Math.sqrt(glance.reduce((sum, value) => sum + (value - mean) ** 2, 0) / glance.length);
}

/** Correlation of two glances where they overlap, the other one moved by blocks and scaled about the middle. */
function correlation(one: Glance, other: Glance, { scale, x, y }: { scale: number; x: number; y: number }): number {
  let [count, sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < down; row++) {
    const otherRow = Math.round((row - (down - 1) / 2) * scale + (down - 1) / 2) + y;
    if (otherRow < 0 || otherRow >= down) continue;
    for (let column = 0; column < across; column++) {
      const otherColumn = Math.round((column - (across - 1) / 2) * scale + (across - 1) / 2) + x;
      if (otherColumn < 0 || otherColumn >= across) continue;
      const a = one[row * across + column] ?? 0;
      const b = other[otherRow * across + otherColumn] ?? 0;
      count++;
      sumA += a;
      sumB += b;
      squareA += a * a;
      squareB += b * b;
      product += a * b;
    }
  }
  const spread = (squareA - (sumA * sumA) / count) * (squareB - (sumB * sumB) / count);
  return count > 0 && spread > 0 ? (product - (sumA * sumB) / count) / Math.sqrt(spread) : 0;
}
