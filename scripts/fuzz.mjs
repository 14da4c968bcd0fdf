// Feeds broken files and papers to everything that reads them, and says what fails:
//   npm run fuzz -- --minutes 60 [--only containers,declaration] [--seed 7] [--save DIR]
//   npm run fuzz -- --runs 500        of each target, as the tests do
//
// Each target runs in a thread: what does not come back is ended and told. A failure is shrunk to the fewest changes that still show it,
// and saved as the file that shows it, with its reason beside it. Exit code 1 where there were failures.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    runs: { type: 'string', default: '2000' },
    only: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    save: { type: 'string', default: 'fuzz-failures' },
  },
});

/** Seconds that one input may take. */
const patience = 20;

/** Bytes in which a thread says what it works on. */
const wordLength = 64 * 1024;

const folder = new URL('./fuzz/targets/', import.meta.url);
const all = readdirSync(folder).map((file) => basename(file, '.mjs'));
const targets = values.only === undefined ? all : values.only.split(',');
const unknown = targets.filter((target) => !all.includes(target));
if (unknown.length > 0) {
  console.error(`There is no target ${unknown.join(', ')}. There are: ${all.join(', ')}`);
  process.exit(2);
}
const seconds = values.minutes === undefined ? undefined : (Number(values.minutes) * 60) / targets.length;

/** Runs one target to its end. */
function fuzzed(target) {
  const progress = new Int32Array(new SharedArrayBuffer(8));
  const word = new Uint8Array(new SharedArrayBuffer(wordLength));
  const { seed, save, runs } = values;
  const workerData = { target, seed: Number(seed), save, runs: Number(runs), seconds, progress, word };
  const worker = new Worker(new URL('./fuzz/worker.mjs', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  let [seen, since] = [-1, performance.now()];
  return new Promise((resolve) => {
    const end = (result) => {
      clearInterval(timer);
      worker.terminate();
      resolve({ target, ...result });
    };
    const ended = (reason) => {
      const [length, inputs] = [progress[1], progress[0]];
      const input = Buffer.from(word.slice(0, length)).toString();
      end({ inputs, seconds: 0, failures: [{ reason, input }] });
    };
    const timer = setInterval(() => {
      if (progress[0] !== seen) [seen, since] = [progress[0], performance.now()];
      else if (performance.now() - since > patience * 1000) ended(`no answer within ${patience} s`);
    }, 500);
    worker.on('message', end);
    worker.on('error', (error) => ended(`the thread ended: ${error.message}`));
  });
}

console.log(`seed ${values.seed}`);
console.log('target              inputs  inputs/s  failures');
let failed = 0;
let total = 0;
for (const target of targets) {
  const { inputs, seconds: took, failures } = await fuzzed(target);
  total += inputs;
  failed += failures.length;
  const rate = took > 0 ? Math.round(inputs / took) : 0;
  console.log(
    `${target.padEnd(16)} ${String(inputs).padStart(9)} ${String(rate).padStart(9)} ${String(failures.length).padStart(9)}`,
  );
  for (const { reason, input, file } of failures) console.log(`  ${reason}\n    ${file ?? input}`);
}
console.log(`${total} inputs, ${failed} failures`);
if (failed > 0) console.log(`saved in ${values.save}`);
process.exitCode = failed > 0 ? 1 : 0;
