import type { Arithmetic, ChannelOrder } from '../../../src/read/watermark/messages.ts';
import type { PixelImage } from '../../../src/read/watermark/pixels.ts';

const step = 36;

/**
 * Embeds bits as the published DWT-DCT embedder does (github ShieldMnt/invisible-watermark, imwatermark/maxDct.py): the low Haar
 * band of U in 4x4 blocks, in each the coefficient of largest size but the first, moved to 1/4 or 3/4 of its step.
 * `bytes` rounds U when it is made and cuts it off when it is put back; `floats` rounds only the finished picture.
 */
export function embed(image: PixelImage, bits: Uint8Array, order: ChannelOrder, arithmetic: Arithmetic): PixelImage {
  const { width, height, channels } = image;
  const data = image.data.slice();
  const u = chroma(image, order, arithmetic);
  const columns = (width >> 2) << 1;
  const rows = (height >> 2) << 1;
  const change = new Float64Array(columns * rows);
  let block = 0;
  for (let row = 0; row + 4 <= rows; row += 4) {
    for (let column = 0; column + 4 <= columns; column += 4, block++) {
      const { at, by } = moved(u, width, row, column, bits[block % bits.length] as number);
      change[(row + (at >> 2)) * columns + column + (at & 3)] = by;
    }
  }
  const first = order === 'bgr' ? 2 : 0;
  for (let y = 0; y < 2 * rows; y++) {
    for (let x = 0; x < 2 * columns; x++) {
      const pixel = y * width + x;
      const before = u[pixel] as number;
      const after = before + (change[(y >> 1) * columns + (x >> 1)] as number) / 2;
      const by = (arithmetic === 'bytes' ? Math.floor(after) : after) - before;
      // B = Y + U / 0.492, and G takes what keeps Y: U stands in blue and green alone.
      const blue = pixel * channels + first;
      const green = pixel * channels + 1;
      data[blue] = clamp((data[blue] as number) + 2.032 * by);
      data[green] = clamp((data[green] as number) - 0.395 * by);
    }
  }
  return { ...image, data };
}

/** U of each pixel with its offset. */
function chroma({ width, height, channels, data }: PixelImage, order: ChannelOrder, arithmetic: Arithmetic): Float64Array {
  const first = order === 'bgr' ? 2 : 0;
  return Float64Array.from({ length: width * height }, (_, i) => {
    const [b, g, r] = [data[i * channels + first], data[i * channels + 1], data[i * channels + 2 - first]] as [
      number,
      number,
      number,
    ];
    const u = 0.492 * (b - (0.299 * r + 0.587 * g + 0.114 * b));
    return arithmetic === 'bytes' ? Math.round(u + 128) : u + 0.5;
  });
}

/** Which coefficient of a block is moved, and by how much. */
function moved(u: Float64Array, width: number, row: number, column: number, bit: number): { at: number; by: number } {
  let at = 1;
  let largest = 0;
  for (let i = 1; i < 16; i++) {
    const value = coefficient(u, width, row + (i >> 2), column + (i & 3));
    if (Math.abs(value) <= Math.abs(largest)) continue;
    largest = value;
    at = i;
  }
  const size = (Math.floor(Math.abs(largest) / step) + 0.25 + 0.5 * bit) * step;
  return { at, by: (largest < 0 ? -size : size) - largest };
}

function coefficient(u: Float64Array, width: number, row: number, column: number): number {
  const at = 2 * row * width + 2 * column;
  return ((u[at] as number) + (u[at + 1] as number) + (u[at + width] as number) + (u[at + width + 1] as number)) / 2;
}

const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

/** Hides a text as NovelAI and the "stealth pnginfo" extensions do: signature, length in bits, payload, column by column. */
export function hide(
  image: PixelImage,
  channel: 'alpha' | 'rgb',
  signature: string,
  payload: Uint8Array,
  bits = payload.length * 8,
): PixelImage {
  const head = new Uint8Array(19);
  head.set(new TextEncoder().encode(signature));
  new DataView(head.buffer).setUint32(15, bits);
  const bytes = [...head, ...payload];
  const data = image.data.slice();
  const samples = channel === 'alpha' ? [3] : [0, 1, 2];
  for (let i = 0; i < bytes.length * 8; i++) {
    const pixel = Math.floor(i / samples.length);
    const [x, y] = [Math.floor(pixel / image.height), pixel % image.height];
    const at = (y * image.width + x) * image.channels + (samples[i % samples.length] as number);
    data[at] = ((data[at] as number) & 254) | (((bytes[i >> 3] as number) >> (7 - (i & 7))) & 1);
  }
  return { ...image, data };
}

/** A made-up photograph: soft waves of colour with some grain; the same in every run. */
export function scene(width: number, height: number, channels: 3 | 4 = 3): PixelImage {
  const data = new Uint8Array(width * height * channels);
  let state = 1;
  const grain = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 24) / 32;
  };
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += channels) {
      const wave = Math.sin(x / 37) * Math.cos(y / 53);
      data[at] = 120 + 50 * wave + grain();
      data[at + 1] = 110 + 40 * Math.sin((x + y) / 71) + grain();
      data[at + 2] = 130 + 45 * Math.cos(x / 61 - y / 43) + grain();
      if (channels === 4) data[at + 3] = 254;
    }
  }
  return { width, height, channels, data };
}
