import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as waited } from 'node:timers/promises';

const root = join(import.meta.dirname, '../..');

/** The command as it was built: workers and scan must run the same code. */
const cli = join(root, 'dist/bundle/cli.js');

/** True where a Redis can be started here. `.ci/run` requires it by TRUESLATE_REQUIRE_REDIS=1. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
export const requiresRedis = process.env.TRUESLATE_REQUIRE_REDIS === '1';

/** A process whose end can be waited for. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
  readonly kill: (signal?: NodeJS.Signals) => void;
}

export function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout?.on('data', (piece) => {
    out += piece;
  });
  child.stderr?.on('data', (piece) => {
    err += piece;
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { child, ended, kill: (signal = 'SIGKILL') => child.kill(signal) };
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A Redis that keeps nothing: killed, it has forgotten everything. */
export async function startRedis(port: number, folder: string): Promise<Running> {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const redis = run('redis-server', args);
  for (let tries = 0; tries < 100; tries++) {
    if (
      spawnSync('redis-cli', ['-p', String(port), 'ping'])
        .stdout?.toString()
        .includes('PONG')
    )
      return redis;
    await waited(50);
  }
  throw new Error('redis-server does not answer');
}

export const startWorker = (url: string, results: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Running =>
  run(process.execPath, [cli, 'worker', '--queue', url, '--results', results, '--jobs', '1', ...args], env);

export const startScan = (delivery: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Running =>
  run(process.execPath, [cli, 'scan', delivery, '--no-cache', '--format', 'json', ...args], env);

/** A report without what differs from run to run. */
export function said(json: string): unknown {
  const { run: of, ...report } = JSON.parse(json) as { run: { started: string; finished: string } };
  const { started: _s, finished: _f, ...rest } = of;
  return { ...report, run: rest };
}
