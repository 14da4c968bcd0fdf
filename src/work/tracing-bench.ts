import { isStill } from '../scan/remembered.ts';
import { openFrames } from '../tools/ffmpeg-frames.ts';
import { openSteady, type TraceSearch } from '../trace/index.ts';
import type { Bench } from './bench.ts';
import { OpenOrders } from './open-orders.ts';
import type { ResultsPlace } from './results.ts';
import { orderIn, writtenPart } from './results-words.ts';
import { isAllHere, type TracingOrder, type TracingPart, tracingPartFile } from './tracing-order.ts';
import { Unfit } from './unfit.ts';
import type { QueuedTracing, WorkerOptions } from './words.ts';

interface TracingMeans {
  readonly order: TracingOrder;
  /** Null where this machine sees other files than the scan. */
  readonly search: TraceSearch | null;
}

/** Where videos are searched: in a process of its own, which knows what is looked for until another order comes. */
export function tracingBench(results: ResultsPlace, options: WorkerOptions): Bench {
  const orders = new OpenOrders<TracingMeans>(
    (id) => searchFor(results, options, id),
    async ({ search }) => search?.close(),
  );
  return {
    done: async ({ name, data }) => {
      const { order: id, video } = data as QueuedTracing;
      const part = tracingPartFile({ name });
      if (await results.has(part)) return;
      await orders.use(id, async ({ order, search }) => {
        const isHere = (): boolean => isAllHere(order) && isStill(video.uri, video.stamp);
        const answer = search !== null && isHere() ? await search.inVideo(video.path) : null;
        // What was replaced meanwhile, or is searched for without a source that the scan could read, says nothing about its video.
        const isWhole = answer !== null && isHere() && answer.gaps.every(({ role }) => role === 'target');
        const found = isWhole ? answer : null;
        if (options.signal.aborted) return;
        const { version, engines } = order;
        const told: TracingPart = { schema: 'trueslate.tracing-part/1', job: name, version, engines, found };
        await writtenPart(results, part, [JSON.stringify(told)]);
        options.onVideo?.(video.path, found !== null);
      });
    },
    close: () => orders.close(),
  };
}

async function searchFor(results: ResultsPlace, { environment, jobs, signal }: WorkerOptions, id: string): Promise<TracingMeans> {
  const order = (await orderIn(results, id)) as TracingOrder;
  const own = (await openFrames(environment))?.version ?? null;
  if (own !== order.engines.ffmpeg)
    throw new Unfit('other-engines', { engines: `ffmpeg ${own ?? '-'} (${order.engines.ffmpeg ?? '-'})` });
  if (!isAllHere(order)) {
    // Whoever sees none of them would take all videos and search none.
    if (!order.files.some(({ uri, stamp }) => isStill(uri, stamp)))
      throw new Unfit('other-files', { count: order.files.length, path: order.files[0]?.uri ?? '' });
    return { order, search: null };
  }
  const { assets, marked, pictures, known } = order;
  const declared = new Set(order.declared);
  const search = openSteady(
    { assets, marked, declared, environment, jobs, pictures, cache: undefined, known },
    { signal, advance: () => {}, onCacheProblem: () => {} },
  );
  return { order, search };
}
