// Mutation testing of the parts that decide: npm run check:mutations -- judge|policy|reconcile   (one part; without a name all of them)
// Whatever is changed in their code should fail a test; what survives is in the table that is printed. Not part of npm test: judge takes a quarter of an hour, the others hours by estimate.
const part = process.env.MUTATED;

export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutations.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner'],
  mutate: (part ? [part] : ['judge', 'policy', 'reconcile']).map((name) => `src/${name}/**/*.ts`),
  ignorePatterns: ['dist'],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // What has not changed since is not tried again.
  incremental: true,
  incrementalFile: `.stryker/${part ?? 'all'}.json`,
  tempDirName: '.stryker/tmp',
  reporters: ['progress-append-only', 'clear-text', 'json'],
  jsonReporter: { fileName: `.stryker/${part ?? 'all'}-report.json` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
};
