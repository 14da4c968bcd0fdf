import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Scans remember fingerprints in the user's cache folder; those of the tests have one of their own, which test/cache-folder.ts removes.
process.env.XDG_CACHE_HOME = mkdtempSync(join(tmpdir(), 'trueslate-tests-'));

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { XDG_CACHE_HOME: process.env.XDG_CACHE_HOME },
    globalSetup: 'test/cache-folder.ts',
    coverage: { provider: 'v8', include: ['src/**'], reporter: ['text-summary'] },
  },
});
