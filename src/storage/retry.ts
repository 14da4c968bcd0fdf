import { setTimeout as wait } from 'node:timers/promises';
import { RemoteError } from './remote.ts';

/** Tries in all, and milliseconds before the second; each further pause is twice as long, less a random part. */
const tries = 6;
const firstPause = 200;

/**
 * Does something again that a network broke. Pauses are random in part, so that a hundred readers that failed together do not come
 * back together: https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 * @throws what the last try threw, or the first that no other try could mend
 */
export async function again<T>(work: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      if (!(error instanceof RemoteError) || !error.isFleeting || attempt >= tries) throw error;
      await wait(firstPause * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
    }
  }
}
