import type { JudgedAsset } from '../../model/index.ts';
import type { PictureUnit } from './appearances.ts';
import type { PictureFingerprint } from './fingerprint.ts';

/** A source's fingerprint, of a still or of one frame of a clip. */
export interface SourcePrint {
  readonly asset: JudgedAsset;
  readonly unit: PictureUnit;
  readonly print: PictureFingerprint;
}

/** The same once the fingerprint lies where threads share it: what is still asked of it. */
export interface IndexedSource {
  readonly asset: JudgedAsset;
  readonly unit: PictureUnit;
  /** Pixels of the width of the picture in which its features lie. */
  readonly fingerprintWidth: number;
}
