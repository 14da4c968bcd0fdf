import type { AssetKind, PixelSkip } from '../../model/index.ts';

/** `--pixels`: lossless stills that nothing cheaper has marked, every still that can be decoded, or none. */
export const pixelModes = ['auto', 'all', 'off'] as const;
export type PixelMode = (typeof pixelModes)[number];

/** What decides whether the pixels of an asset are read. */
export interface PixelSubject {
  readonly kind: AssetKind;
  /** MIME type. */
  readonly format: string;
  /** Pixels, where a reader found them. */
  readonly width?: number;
  /** Pixels, where a reader found them. */
  readonly height?: number;
  /** True where a cheaper reader has found a mark of AI already. */
  readonly isMarked: boolean;
  /** For WebP: false where it is known to be lossy (a `VP8 ` chunk). */
  readonly isLossless?: boolean;
}

/** Longer side of a still that `auto` reads, pixels. */
export const autoSideLimit = 4096;

/** Pixels of a still that `all` reads; what `tools/pixels.ts` decodes at most. */
export const areaLimit = 1 << 26;

/** A signature and the length of a hidden text need this many samples (three a pixel). */
const fewestSamples = 152;

/** Still formats that sharp decodes (https://sharp.pixelplumbing.com), and whether they keep every pixel as it was. */
const decodable: Readonly<Record<string, 'lossless' | 'lossy' | 'either'>> = {
  'image/png': 'lossless',
  'image/tiff': 'lossless',
  'image/webp': 'either',
  'image/jpeg': 'lossy',
  'image/avif': 'lossy',
  'image/gif': 'lossy',
};

/** `read`, or why the pixels of this asset are not read. */
export function pixelDecision(subject: PixelSubject, mode: PixelMode): 'read' | PixelSkip {
  if (mode === 'off') return 'off';
  if (subject.kind !== 'image' || subject.format === 'image/svg+xml') return 'not-a-still';
  const loss = decodable[subject.format];
  if (loss === undefined) return 'no-decoder';
  const { width = 0, height = 0 } = subject;
  if (width * height > areaLimit) return 'too-large';
  if (width > 0 && height > 0 && width * height * 3 < fewestSamples) return 'too-small';
  if (mode === 'all') return 'read';
  if (loss === 'lossy' || (loss === 'either' && subject.isLossless === false)) return 'lossy';
  if (Math.max(width, height) > autoSideLimit) return 'too-large';
  return subject.isMarked ? 'marked' : 'read';
}

/** True where the pixels of this asset are to be read. */
export function isPixelCandidate(subject: PixelSubject, mode: PixelMode): boolean {
  return pixelDecision(subject, mode) === 'read';
}
