import type { FoundAgain } from '../trace/index.ts';
import type { JobFile } from './cut.ts';
import type { JobKind } from './job-kind.ts';
import { digestOf, orderId } from './order.ts';
import { wholePiece } from './piece.ts';
import type { ResultsPlace } from './results.ts';
import { type TracingJob, type TracingOrder, type TracingPart, tracingPartFile } from './tracing-order.ts';
import type { QueuedTracing } from './words.ts';

/** Answers of others about videos, each as soon as it is there. */
export interface VideoAnswers {
  readonly kind: JobKind<TracingJob>;
  readonly jobs: readonly TracingJob[];
  /** What was found in a video; undefined of one that is in no job. */
  readonly of: (path: string) => Promise<FoundAgain | null> | undefined;
  /** Nothing more will come. */
  readonly end: (error: Error) => void;
}

/** The jobs of an order: one for each video. */
export function videoAnswers(results: ResultsPlace, order: TracingOrder, videos: readonly JobFile[]): VideoAnswers {
  const id = orderId(order);
  const jobs = videos.map((video) => ({ name: digestOf(`${id}\n${JSON.stringify(video)}`).slice(0, 40), video }));
  const awaited = new Map(jobs.map(({ video }) => [video.path, deferred<FoundAgain | null>()]));
  const partOf = ({ name }: TracingJob, found: FoundAgain | null): string => {
    const { version, engines } = order;
    return JSON.stringify({ schema: 'trueslate.tracing-part/1', job: name, version, engines, found } satisfies TracingPart);
  };
  return {
    jobs,
    of: (path) => awaited.get(path)?.promise,
    end: (error) => {
      for (const { reject } of awaited.values()) reject(error);
    },
    kind: {
      partOf: tracingPartFile,
      dataOf: ({ video }) => ({ order: id, video }) satisfies QueuedTracing,
      takeIn: async (job) => {
        const part = (await wholePiece(results, tracingPartFile(job))) as TracingPart | null;
        if (part?.schema !== 'trueslate.tracing-part/1' || part.job !== job.name) return false;
        awaited.get(job.video.path)?.resolve(part.found);
        // What one machine could not do, another can the next time.
        if (part.found === null) await results.remove(tracingPartFile(job));
        return true;
      },
      smaller: () => [],
      givenUp: (job) => [partOf(job, lost(job.video.path))],
    },
  };
}

/** Of a video that ended whoever searched it: the words of a decoder that did so. */
const lost = (path: string): FoundAgain => ({
  sightings: [],
  gaps: [{ path, role: 'target', code: 'not-decoded', detail: 'the process that searched it ended, several times' }],
});

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

function deferred<T>(): Deferred<T> {
  let [resolve, reject]: [(value: T) => void, (error: Error) => void] = [() => {}, () => {}];
  const promise = new Promise<T>((yes, no) => {
    [resolve, reject] = [yes, no];
  });
  // Whoever asks hears of it; that nobody asks yet is no fault.
  promise.catch(() => {});
  return { promise, resolve, reject };
}
