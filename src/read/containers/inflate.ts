import { brotliDecompressSync, inflateSync } from 'node:zlib';

/** Bytes that packed metadata may unpack to; far above any real prompt, far below what hurts. */
export const unpackedLimit = 8 * 1024 * 1024;

/** Unpacked bytes, or why there are none. */
export type Unpacked = { readonly bytes: Uint8Array } | { readonly failed: 'limit' | 'broken' };

/** Unpacks zlib data, at most `unpackedLimit` bytes of it. */
export function inflated(packed: Uint8Array): Unpacked {
  return unpacked(() => inflateSync(packed, { maxOutputLength: unpackedLimit }));
}

/** Unpacks Brotli data, at most `unpackedLimit` bytes of it. */
export function unbrotlied(packed: Uint8Array): Unpacked {
  return unpacked(() => brotliDecompressSync(packed, { maxOutputLength: unpackedLimit }));
}

function unpacked(unpack: () => Uint8Array): Unpacked {
  try {
    return { bytes: unpack() };
  } catch (error) {
    const isTooLong = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return { failed: isTooLong ? 'limit' : 'broken' };
  }
}
