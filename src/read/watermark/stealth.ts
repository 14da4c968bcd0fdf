import { gunzipSync } from 'node:zlib';
import type { PixelImage } from './pixels.ts';

/** A text that was hidden in the lowest bits of a picture. */
export interface StealthText {
  /** `alpha`: one bit a pixel in the alpha channel; `rgb`: three, in red, green and blue. */
  readonly channel: 'alpha' | 'rgb';
  readonly compressed: boolean;
  /** What was hidden; `null` where the signature is there and the text cannot be read (cut off, damaged, beyond the limit). */
  readonly text: string | null;
}

/** Bytes of the hidden payload, and of the text that it unfolds to. */
const payloadLimit = 4 << 20;
const textLimit = 8 << 20;

const signatureBytes = 15;
const signatures = [
  { signature: 'stealth_pnginfo', channel: 'alpha', compressed: false },
  { signature: 'stealth_pngcomp', channel: 'alpha', compressed: true },
  { signature: 'stealth_rgbinfo', channel: 'rgb', compressed: false },
  { signature: 'stealth_rgbcomp', channel: 'rgb', compressed: true },
] as const;

/**
 * The text that NovelAI and the "stealth pnginfo" extensions hide: lowest bits, column by column, highest bit first; a
 * signature of 15 characters, the length in bits (32 bits, big-endian), then UTF-8, gzipped for `comp`.
 * 120 bits of signature agree by chance once in 10^36. github NovelAI/novelai-image-metadata nai_meta.py
 */
export function stealthIn(image: PixelImage): StealthText | null {
  for (const channel of ['alpha', 'rgb'] as const) {
    const first = bytesAt(image, channel, 0, signatureBytes);
    const found = first && signatures.find((known) => known.channel === channel && known.signature === latin(first));
    if (found) return { channel, compressed: found.compressed, text: textOf(image, channel, found.compressed) };
  }
  return null;
}

function textOf(image: PixelImage, channel: StealthText['channel'], compressed: boolean): string | null {
  const length = bytesAt(image, channel, signatureBytes, 4);
  if (!length) return null;
  const bits = new DataView(length.buffer).getUint32(0);
  if (bits === 0 || bits % 8 !== 0 || bits / 8 > payloadLimit) return null;
  const payload = bytesAt(image, channel, signatureBytes + 4, bits / 8);
  if (!payload) return null;
  try {
    const bytes = compressed ? gunzipSync(payload, { maxOutputLength: textLimit }) : payload;
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** `length` hidden bytes from byte `start`; undefined where the picture is too small or has no such channel. */
function bytesAt(image: PixelImage, channel: StealthText['channel'], start: number, length: number): Uint8Array | undefined {
  const { width, height, channels, data } = image;
  const each = channel === 'alpha' ? 1 : 3;
  if (channel === 'alpha' && channels !== 4) return undefined;
  if ((start + length) * 8 > width * height * each) return undefined;
  const bytes = new Uint8Array(length);
  for (let i = 0, bit = start * 8; i < length * 8; i++, bit++) {
    const pixel = Math.floor(bit / each);
    const column = Math.floor(pixel / height);
    const row = pixel - column * height;
    const sample = channel === 'alpha' ? 3 : bit % 3;
    const lowest = (data[(row * width + column) * channels + sample] as number) & 1;
    bytes[i >> 3] = ((bytes[i >> 3] as number) << 1) | lowest;
  }
  return bytes;
}
