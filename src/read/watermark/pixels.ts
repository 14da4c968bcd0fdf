/** One decoded picture: rows from the top, pixels interleaved (RGB or RGBA, alpha not multiplied in), 8 bits a sample. */
export interface PixelImage {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly channels: 3 | 4;
  /** `width * height * channels` samples. */
  readonly data: Uint8Array;
}
