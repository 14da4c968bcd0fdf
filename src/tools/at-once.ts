import pLimit from 'p-limit';

/** Does so much at a time; what waits is done in the order in which it was asked for. */
export type Limit = <T>(task: () => Promise<T>) => Promise<T>;

/** Runs at most `count` at a time. */
export function atOnce(count: number): Limit {
  return pLimit(count);
}
