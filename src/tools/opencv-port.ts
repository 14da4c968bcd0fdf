/** A picture in one channel of 8 bits, rows from the top. */
export interface GreyPicture {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly data: Uint8Array;
}

/** Bytes of one binary descriptor. */
export const descriptorBytes = 32;

/** Numbers that describe where a feature lies: x, y and size in pixels of the picture, and its angle in degrees. */
export const pointNumbers = 4;

/** Corners of a picture that are found again, with what surrounds each of them in 256 bits (ORB). */
export interface Features {
  readonly count: number;
  /** `pointNumbers` for each feature. */
  readonly points: Float32Array;
  /** `descriptorBytes` for each feature. */
  readonly descriptors: Uint8Array;
}

/** A plane's projection onto another: nine numbers, row by row, the last of them 1. */
export type Homography = readonly number[];

/** A homography with the matches that agree with it. */
export interface Agreement {
  readonly matrix: Homography;
  /** Of each pair, 1 where it agrees. */
  readonly agrees: Uint8Array;
  readonly inliers: number;
}

/** The engine of computer vision. Its calls compute on the calling thread. */
export interface Vision {
  /**
   * The strongest corners of a picture, spread over it: no cell of a grid takes more than its share, so that a busy corner
   * does not take all of them from a picture that stands small in the frame.
   * @param limit features at most
   */
  features(picture: GreyPicture, limit: number): Features;
  /**
   * The same features, and as a mirror shows them: where they lie in the mirrored picture, and what surrounds them there. Corners
   * are the same in both, and looking for them is most of the work.
   */
  featuresBothWays(picture: GreyPicture, limit: number): { readonly upright: Features; readonly mirrored: Features };
  /**
   * The projection that most pairs agree with, by RANSAC; null where none is found.
   * @param pairs x, y of the first picture, then x, y of the second, for each pair
   * @param reach pixels of the second picture within which a pair agrees
   */
  homography(pairs: Float32Array, reach: number): Agreement | null;
  /** As `homography`, of those that keep parallels parallel: steadier where pairs are few or many of them are wrong. */
  affine(pairs: Float32Array, reach: number): Agreement | null;
  /** A picture as it looks under a projection, in a frame of the given size; what it does not cover is 0. */
  warp(picture: GreyPicture, matrix: Homography, width: number, height: number): GreyPicture;
}
