import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | null = null;

/**
 * Sweeps the memory. Assets of a long list are made when they are looked at and forgotten at once; left to itself, the heap grows by a
 * hundred megabytes of them before it is swept. https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export function sweep(): void {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}

/** Items of a long list after which it is worth the time: some fifty milliseconds. */
export const sweptAfter = 100_000;
