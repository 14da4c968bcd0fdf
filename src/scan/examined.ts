import type { C2paSummary, JudgedAsset, PixelOutcome, Reading } from '../model/index.ts';

/** An asset with what its readers saw and what became of its pixels. */
export interface Examined {
  readonly asset: JudgedAsset;
  readonly readings: readonly Reading[];
  readonly pixels: PixelOutcome;
}

/** An asset as the report holds it. */
export interface ExaminedAsset extends Pick<Examined, 'asset' | 'pixels'> {
  /** Of altered pictures that are traced: the credentials with the pictures of their ingredients in full size. */
  readonly pictures?: C2paSummary;
  /** Of a package: as its own statements judge it. What its track files state, findings tell of these. */
  readonly own?: JudgedAsset;
}
