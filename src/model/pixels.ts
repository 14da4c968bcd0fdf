/**
 * Why the pixels of an asset are not read. `no-decoder` and `too-large` are gaps that coverage has to name; `lossy`,
 * `marked` and `off` follow from the mode; `not-a-still` is no gap: no mark of this tier is defined there.
 */
export const pixelSkips = ['off', 'not-a-still', 'no-decoder', 'lossy', 'marked', 'too-large', 'too-small'] as const;
export type PixelSkip = (typeof pixelSkips)[number];

/** Whether the pixels were read for invisible watermarks, or why not. */
export type PixelOutcome = 'read' | 'failed' | PixelSkip;
