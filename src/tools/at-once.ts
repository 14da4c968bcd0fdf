import pLimit from 'p-limit';

/** Runs at most `count` at a time; the others wait in the order in which they were asked. */
export function atOnce(count: number): <Answer>(run: () => Promise<Answer>) => Promise<Answer> {
  return pLimit(count);
}
