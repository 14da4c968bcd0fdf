// Runs Stryker over src/judge, src/policy or src/reconcile: npm run check:mutations [-- judge|policy|reconcile]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const parts = ['judge', 'policy', 'reconcile'];
const named = process.argv.slice(2);
const unknown = named.find((name) => !parts.includes(name));
if (unknown !== undefined) {
  console.error(`${unknown} is no part that is mutated: ${parts.join(', ')}`);
  process.exit(2);
}
const root = fileURLToPath(new URL('..', import.meta.url));
const stryker = fileURLToPath(new URL('../node_modules/@stryker-mutator/core/bin/stryker.js', import.meta.url));
for (const part of named.length > 0 ? named : parts) {
  const { status } = spawnSync(process.execPath, [stryker, 'run', 'stryker.config.mjs'], {
    cwd: root,
    env: { ...process.env, MUTATED: part },
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
