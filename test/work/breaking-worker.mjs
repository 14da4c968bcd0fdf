// A worker that a file ends: whoever looks at one called "poison" is killed, as by a decoder that brings its process down.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { statSync } = fs;
fs.statSync = (path, ...rest) => {
  if (String(path).includes('poison')) process.kill(process.pid, 'SIGKILL');
  return statSync(path, ...rest);
};
syncBuiltinESMExports();

const { runWorker } = await import('../../dist/work/worker.js');
const [queue, results] = process.argv.slice(2);
const { signal } = new AbortController();
// Its jobs are free again soon; not so soon that a busy machine, on which engines take seconds to load, seems dead.
await runWorker({ queue, results, jobs: 1, environment: process.env, signal, endsWhenIdle: false, lock: 10_000 });
