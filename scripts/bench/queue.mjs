// Throughput of workers on this machine against one process: `npm run bench:queue [-- --copies 160 --workers 1,2,4]`. Prints a table.
//
// Every process reads with one job at a time, so that what is measured is what sharing out costs, and not how many threads a process
// has. Workers wait before the scan begins, as they do in a facility; nothing is remembered. Needs redis-server.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as waited } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist/bundle/cli.js');
const { values } = parseArgs({
  options: { copies: { type: 'string', default: '160' }, workers: { type: 'string', default: '1,2,4' } },
});
const copies = Number(values.copies);
const folder = mkdtempSync(join(tmpdir(), 'bench-queue-'));

const port = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = server.address();
    server.close(() => resolve(free));
  });
});
const url = `redis://127.0.0.1:${port}`;
const quiet = { stdio: ['ignore', 'ignore', 'ignore'] };
const redis = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder], quiet);

/** Seconds of a scan. */
function scanned(args) {
  const began = performance.now();
  const common = [
    'scan',
    delivery,
    '--no-cache',
    '--no-trace',
    '--no-thumbs',
    '--jobs',
    '1',
    '--format',
    'json',
    '--fail-on',
    'never',
  ];
  const child = spawn(process.execPath, [cli, ...common, ...args], quiet);
  return new Promise((resolve) => child.on('close', () => resolve((performance.now() - began) / 1000)));
}

async function shared(count) {
  const results = mkdtempSync(join(folder, 'results-'));
  const order = ['worker', '--queue', url, '--results', results, '--jobs', '1', '--quiet'];
  const workers = Array.from({ length: count }, () => spawn(process.execPath, [cli, ...order], quiet));
  await waited(3000);
  const seconds = await scanned(['--queue', url, '--results', results]);
  for (const worker of workers) worker.kill();
  await Promise.all(workers.map((worker) => new Promise((resolve) => worker.on('close', resolve))));
  return seconds;
}

const delivery = join(folder, 'delivery');
try {
  for (let copy = 0; copy < copies; copy++)
    cpSync(join(root, 'fixtures/delivery'), join(delivery, `reel-${copy}`), { recursive: true });
  const files = readdirSync(delivery, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  await waited(2500);
  await scanned([]);
  const alone = await scanned([]);
  console.log(`${files} files, ${cpus().length} processors (${cpus()[0]?.model})\n`);
  console.log('                  seconds  files/s  against one process');
  const line = (name, seconds) =>
    console.log(
      `${name.padEnd(16)} ${seconds.toFixed(1).padStart(8)} ${Math.round(files / seconds)
        .toString()
        .padStart(8)}  ${(alone / seconds).toFixed(2)} x`,
    );
  line('one process', alone);
  for (const count of values.workers.split(',').map(Number)) line(`${count} worker${count > 1 ? 's' : ''}`, await shared(count));
} finally {
  redis.kill();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
