import type { GreyPicture, Homography } from '../../tools/opencv.ts';
import type { EdgeQuestion } from './edge.ts';
import type { PictureFingerprint } from './fingerprint.ts';
import type { Hit } from './search.ts';
import type { SearchedSources } from './source-view.ts';
import type { Differences } from './version-differences.ts';
import type { Picture } from './version-planes.ts';
import type { FrameShown, VersionAnswer } from './versions.ts';

/** A frame with its time, seconds from the first one. */
export interface TimedFrame extends GreyPicture {
  readonly seconds: number;
}

/** Everything that a thread of computer vision can be asked, with its answer. Pictures are handed over, not copied. */
export interface VisionTasks {
  fingerprint: { readonly ask: { readonly picture: GreyPicture }; readonly answer: PictureFingerprint | null };
  /** Hands over what is searched from now on. */
  sources: { readonly ask: { readonly sources: SearchedSources }; readonly answer: null };
  search: { readonly ask: { readonly frame: GreyPicture }; readonly answer: readonly Hit[] };
  /** One of some sources anywhere in a frame; null where it shows none of them. */
  look: {
    readonly ask: { readonly frame: GreyPicture; readonly units: readonly number[]; readonly mirrored: boolean };
    readonly answer: Hit | null;
  };
  /** How many frames, counted from one that shows a source, still show it at half strength or more. */
  edge: {
    readonly ask: EdgeQuestion;
    readonly answer: number;
  };
  /** How a source and a picture that may be its original relate, and where they differ. */
  differences: { readonly ask: { readonly marked: Picture; readonly other: Picture }; readonly answer: Differences };
  /** Which of both versions the frames of one shot show. */
  versions: {
    readonly ask: { readonly pair: Differences; readonly shown: readonly FrameShown[] };
    readonly answer: VersionAnswer;
  };
}

export type VisionTask = keyof VisionTasks;

/** What goes to a thread. */
export interface VisionAsk<Task extends VisionTask = VisionTask> {
  readonly task: Task;
  readonly ask: VisionTasks[Task]['ask'];
}

export type { Homography };
