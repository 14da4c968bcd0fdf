import type { FrameEngine, VideoFrame } from '../../tools/ffmpeg-frames.ts';
import type { GreyPicture } from '../../tools/opencv.ts';
import type { Appearance, PictureUnit } from './appearances.ts';
import type { VisionPool } from './vision-pool.ts';

/** Pixels of a frame's width in which sources are looked for. */
export const searchedWidth = 640;

/** One appearance with its true ends. */
export interface Found extends Appearance {
  /** Seconds from the first frame of the video; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
}

/** What is needed to search a video. */
export interface VideoSearch {
  readonly frames: FrameEngine;
  readonly pool: VisionPool;
  readonly units: readonly PictureUnit[];
  /** Sources of one class stand in for each other where they are copies; see `appearancesOf`. */
  readonly classOf: (path: string) => string;
  readonly signal?: AbortSignal | undefined;
  /** Told of each frame that was decoded, in seconds. */
  readonly onFrame?: (seconds: number) => void;
}

/** Seconds by which the times of one frame may differ from one decoding to the next. */
export const rounding = 0.002;

/** A frame as threads are asked about it. */
export const greyOf = ({ width, height, data }: VideoFrame): GreyPicture => ({ width, height, data });
