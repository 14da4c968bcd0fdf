import type { JobFile, ReadingJob } from './cut.ts';
import type { ReadersMeans } from './readers.ts';

/** How a worker is run. */
export interface WorkerOptions extends ReadersMeans {
  readonly queue: string;
  readonly results: string;
  /** True: it ends once nothing is left to do. */
  readonly endsWhenIdle: boolean;
  /** Milliseconds after which its jobs are free again where it is not heard of. */
  readonly lock?: number;
  /** Told of each job of reading that is done. */
  readonly onJob?: (files: number, seen: number) => void;
  /** Told of each video: true where it was searched, false where it, or what is looked for, is not here as the scan saw it. */
  readonly onVideo?: (path: string, isSearched: boolean) => void;
}

/** What a job of reading is told through the queue: names and paths, nothing of what they hold. */
export interface QueuedReading extends Pick<ReadingJob, 'files'> {
  readonly order: string;
  /** ISO 8601, the scan's. */
  readonly today: string;
}

/** What a job of tracing is told through the queue. */
export interface QueuedTracing {
  readonly order: string;
  readonly video: JobFile;
}

/** What a running scan announces. */
export interface Announcement {
  readonly version: string;
  readonly code: string;
  /** `placeId` of its results. */
  readonly place: string;
}
