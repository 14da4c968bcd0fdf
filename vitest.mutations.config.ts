import { defineConfig } from 'vitest/config';

// Of each part its own tests: those of the whole scan run from dist, where nothing is mutated.
const tests: Readonly<Record<string, readonly string[]>> = {
  judge: ['test/judge/**/*.test.ts'],
  policy: ['test/policy/**/*.test.ts', 'test/reconcile/{scenarios,rules,setting}.test.ts'],
  reconcile: ['test/reconcile/**/*.test.ts'],
};
const part = tests[process.env.MUTATED ?? ''];

export default defineConfig({ test: { include: [...(part ?? Object.values(tests).flat())], testTimeout: 60_000 } });
