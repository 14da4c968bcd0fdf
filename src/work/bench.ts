import { CannotStart } from '../scan/cannot-start.ts';
import type { Gate } from '../tools/gate.ts';
import type { NamedJob, TakenJob } from '../tools/queue.ts';
import { whenAborted } from '../tools/waited.ts';
import type { SuspectJob } from './job-kind.ts';
import { Unfit } from './unfit.ts';

/** Does jobs of one kind. @throws Unfit, CannotStart where this worker cannot; else what the job is to blame for */
export interface Bench {
  readonly done: (job: NamedJob) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Takes jobs for a bench, and gives back what is not for this worker, or not any more.
 * @param gate of this process: a job that may end it is done alone
 * @param end told why this worker must not take any
 */
export function takerFor(
  { done }: Bench,
  signal: AbortSignal,
  gate: Gate,
  end: (reason: Error) => void,
): (job: NamedJob) => Promise<TakenJob> {
  const stopped = whenAborted(signal);
  return async (job) => {
    if (signal.aborted) return 'given-back';
    const { isSuspect } = job.data as SuspectJob;
    const work = isSuspect ? gate.alone(() => done(job)) : gate.together(() => done(job));
    work.catch(() => {});
    try {
      // Who is asked to stop does not wait for a film that is being hashed.
      await Promise.race([work, stopped]);
      return signal.aborted ? 'given-back' : 'done';
    } catch (error) {
      if (signal.aborted) return 'given-back';
      if (!(error instanceof Unfit || error instanceof CannotStart)) throw error;
      end(error);
      return 'given-back';
    }
  };
}
