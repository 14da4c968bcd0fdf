import { atOnce } from '../tools/at-once.ts';
import { type Advance, knownBy, partsOf, type TraceOrder, type TraceSearch, type Tracing, videosAtOnce } from '../trace/index.ts';
import type { JobFile } from './cut.ts';
import type { JobKind } from './job-kind.ts';
import type { SharedMeans } from './reading-jobs.ts';
import type { ResultsPlace } from './results.ts';
import { type VideoAnswers, videoAnswers } from './tracing-jobs.ts';
import { stampedFile, type TracingJob, tracingOrder } from './tracing-order.ts';

/** What sharing out a search needs. */
export interface SharedTracingCase {
  /** The search of this machine. */
  readonly search: TraceSearch;
  readonly order: TraceOrder;
  readonly advance: Advance;
  readonly means: SharedMeans;
  readonly results: ResultsPlace;
  /** Puts an order among the results. */
  readonly published: (order: object) => Promise<void>;
  /** Resolves when all jobs were done and taken in. */
  readonly doAll: (kind: JobKind<TracingJob>, jobs: readonly TracingJob[]) => Promise<void>;
}

/**
 * A search whose videos others search. Stills and sound files are searched here: what they tell, videos are held against. So is each
 * video that others cannot see as it is here.
 */
export function sharedTracing({ search, order, advance, means, results, published, doAll }: SharedTracingCase): Tracing {
  const { videos } = partsOf([...order.assets], order.marked, order.declared);
  const lengths = new Map(videos.map(({ path, about }) => [path, about.duration ?? 0]));
  const here = atOnce(videosAtOnce);
  let answers: VideoAnswers | null = null;
  return {
    others: async () => {
      const found = await search.others();
      const shared = videos.length === 0 ? null : await tracingOrder(order, knownBy(found), means.order, means.remembered);
      if (shared === null) return found;
      const files = await Promise.all(videos.map((video) => stampedFile(video, means.remembered)));
      answers = videoAnswers(
        results,
        shared,
        files.filter((file): file is JobFile => file !== null),
      );
      await published(shared);
      doAll(answers.kind, answers.jobs).catch((error: Error) => answers?.end(error));
      return found;
    },
    inVideo: async (path) => {
      // Where sharing ends, for whatever reason, this machine goes on alone.
      const found = (await answers?.of(path)?.catch(() => null)) ?? null;
      if (found === null) return here(() => search.inVideo(path));
      const seconds = lengths.get(path) ?? 0;
      advance(path, 'picture', seconds);
      advance(path, 'sound', seconds);
      return found;
    },
  };
}
