import { Gate } from '../tools/gate.ts';
import { openTaker, reachQueue, type Taker } from '../tools/queue.ts';
import { waitedFor, whenAborted } from '../tools/waited.ts';
import { videosAtOnce } from '../trace/index.ts';
import { type Bench, takerFor } from './bench.ts';
import { openResults } from './open-results.ts';
import { ownCode, queueNames } from './order.ts';
import { placeId } from './place-id.ts';
import { readingBench } from './reading-bench.ts';
import type { ResultsPlace } from './results.ts';
import { unfitFor } from './results-words.ts';
import { tracingBench } from './tracing-bench.ts';
import { Unfit } from './unfit.ts';
import type { Announcement, WorkerOptions } from './words.ts';

/**
 * Milliseconds between two looks at whether there is anything left to do, how many of these until the place is looked at, and how many in
 * a row must find nothing: a scan that is started at the same moment takes some seconds to say that it is there.
 */
const looks = { every: 1000, ofPlace: 5, idle: 20 } as const;

/**
 * Takes jobs and does them until it is stopped.
 * @throws Unfit where it must not do what is asked: jobs that it has taken are given back
 * @throws QueueUnreachable, CannotStart, or the signal's reason
 */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const results = await openResults(options.results).catch((error: NodeJS.ErrnoException) => {
    throw new Unfit('no-results', { where: options.results, detail: error.code ?? error.message });
  });
  await reachQueue(options.queue);
  for (;;) {
    const place = await usedPlace(results, options);
    if (place === null || (await workAt(place, results, options)) === 'idle') return;
  }
}

/** Does the jobs of one place of results, until none are left, or another is in its place. */
async function workAt(place: string, results: ResultsPlace, options: WorkerOptions): Promise<'idle' | 'replaced'> {
  const { queue, jobs, lock, signal, endsWhenIdle } = options;
  const code = ownCode();
  const ended = new AbortController();
  const stop = AbortSignal.any([signal, ended.signal]);
  const own = { ...options, signal: stop };
  const names = queueNames(code, place);
  const [reading, tracing] = [readingBench(results, own), tracingBench(results, own)];
  const gate = new Gate();
  const take = (bench: Bench) => takerFor(bench, stop, gate, (reason) => ended.abort(reason));
  const held = { url: queue, ...(lock && { lock }) };
  // While the last files of a job are read, those of the next have begun: engines are not left without work.
  const files = await openTaker({ ...held, name: names.reading, atOnce: jobs + 1 }, take(reading));
  const videos = await openTaker({ ...held, name: names.tracing, atOnce: videosAtOnce }, take(tracing));
  const stopped = whenAborted(stop);
  try {
    let idle = 0;
    for (let look = 1; !stop.aborted; look++) {
      const told = (await announced(files.announced, stopped)).map((text) => JSON.parse(text) as Announcement);
      const scans = told.filter((scan) => scan.place === place);
      const [other] = scans;
      if (other !== undefined && scans.every((scan) => scan.code !== code))
        throw new Unfit('other-code', { version: other.version, code: other.code, own: code });
      const isIdle = endsWhenIdle && scans.length === 0 && (await Promise.race([areIdle([files, videos]), stopped]));
      idle = isIdle ? idle + 1 : 0;
      if (idle > looks.idle) return 'idle';
      // Who deletes results when a delivery is done uses the folder for the next one.
      if (look % looks.ofPlace === 0 && (await placeId(results).catch(() => place)) !== place) return 'replaced';
      await waitedFor(looks.every, stop);
    }
    throw stop.reason;
  } finally {
    ended.abort(new Error('the worker ends'));
    await Promise.all([files.close(), videos.close()]);
    await Promise.all([reading.close(), tracing.close()]);
  }
}

/** The id of the place, as soon as a scan has used it; null where none has, and nobody waits for one. @throws the signal's reason */
async function usedPlace(results: ResultsPlace, { signal, endsWhenIdle }: WorkerOptions): Promise<string | null> {
  for (let look = 0; ; look++) {
    const place = await placeId(results).catch((error: unknown) => {
      throw unfitFor(results, error);
    });
    if (place !== null || (endsWhenIdle && look >= looks.idle)) return place;
    await waitedFor(looks.every, signal);
    signal.throwIfAborted();
  }
}

/** What scans announce; nothing while a server that restarts is waited for. */
async function announced(ask: Taker['announced'], stopped: Promise<void>): Promise<readonly string[]> {
  return Promise.race([ask().catch(() => []), stopped.then(() => [])]);
}

async function areIdle(takers: readonly Taker[]): Promise<boolean> {
  const idle = await Promise.all(takers.map((taker) => taker.isIdle()));
  return idle.every((is) => is);
}
