import { openTaker } from '../tools/queue.ts';
import { waitedFor, whenAborted } from '../tools/waited.ts';
import { Bench } from './bench.ts';
import { openResults } from './open-results.ts';
import { ownCode, queueName } from './order.ts';
import { Unfit } from './unfit.ts';
import type { Announcement, WorkerOptions } from './words.ts';

/** Milliseconds between two looks at whether there is anything left to do. */
const lookEvery = 1000;

/**
 * Takes jobs and does them until it is stopped.
 * @throws Unfit where it must not do what is asked: jobs that it has taken are given back
 * @throws QueueUnreachable, CannotStart, or the signal's reason
 */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const { queue, jobs, lock, signal, endsWhenIdle } = options;
  const results = await openResults(options.results).catch((error: NodeJS.ErrnoException) => {
    throw new Unfit('no-results', { where: options.results, detail: error.code ?? error.message });
  });
  const code = ownCode();
  const ended = new AbortController();
  const stop = AbortSignal.any([signal, ended.signal]);
  const bench = new Bench(results, { ...options, signal: stop }, (reason) => ended.abort(reason));
  const taker = await openTaker({ url: queue, name: queueName(code), jobs, ...(lock && { lock }) }, (job) => bench.take(job));
  const stopped = whenAborted(stop);
  try {
    while (!stop.aborted) {
      const scans = (await announced(taker.announced, stopped)).map((text) => JSON.parse(text) as Announcement);
      const [other] = scans;
      if (other !== undefined && scans.every((scan) => scan.code !== code))
        throw new Unfit('other-code', { version: other.version, code: other.code, own: code });
      if (endsWhenIdle && scans.length === 0 && (await Promise.race([taker.isIdle(), stopped]))) return;
      await waitedFor(lookEvery, stop);
    }
    throw stop.reason;
  } finally {
    ended.abort(new Error('the worker ends'));
    await taker.close();
    await bench.close();
  }
}

/** What scans announce; nothing while a server that restarts is waited for. */
async function announced(ask: () => Promise<readonly string[]>, stopped: Promise<void>): Promise<readonly string[]> {
  return Promise.race([ask().catch(() => []), stopped.then(() => [])]);
}
