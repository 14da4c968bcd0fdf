import { rmSync } from 'node:fs';

/** Removes the cache folder of this run of the tests, which vitest.config.ts made. */
export function teardown(): void {
  const folder = process.env.XDG_CACHE_HOME;
  if (folder?.includes('trueslate-tests-')) rmSync(folder, { recursive: true, force: true });
}
