// Runs a program and tells how long it took, what it used, and what it wrote.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const kernelTime = '/usr/bin/time';

/** Sum of the resident memory of a process and all below it, in MiB; 0 where /proc is missing. */
function treeMemory(pid) {
  try {
    const own = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) / 256;
    const below = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim();
    return below === '' ? own : below.split(' ').reduce((sum, child) => sum + treeMemory(child), own);
  } catch {
    return 0;
  }
}

const numberIn = (text, name) => Number(text.match(new RegExp(`${name}: ([\\d.]+)`))?.[1] ?? 0);

/**
 * Runs `command args` to its end: { code, wall (s), cpu (s, with all children), peak (MiB of the program itself), treePeak (MiB of it and
 * all programs it started, looked at ten times a second), stderr }. stdout goes to `out`, or nowhere. Where GNU time is missing, `peak`
 * is the highest that was seen and `cpu` is null.
 */
export async function measured(command, args, { out = 'ignore', env = process.env } = {}) {
  const log = join(tmpdir(), `bench-time-${process.pid}-${Date.now()}`);
  const timed = existsSync(kernelTime);
  const [program, all] = timed ? [kernelTime, ['-v', '-o', log, command, ...args]] : [command, args];
  const started = performance.now();
  const child = spawn(program, all, { stdio: ['ignore', out, 'pipe'], env });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr = (stderr + chunk).slice(-4000);
  });
  let treePeak = 0;
  const watch = setInterval(() => {
    treePeak = Math.max(treePeak, treeMemory(child.pid));
  }, 100);
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(watch);
  const wall = (performance.now() - started) / 1000;
  if (!timed) return { code, wall, cpu: null, peak: treePeak, treePeak, stderr };
  const text = readFileSync(log, 'utf8');
  rmSync(log);
  const cpu = numberIn(text, 'User time \\(seconds\\)') + numberIn(text, 'System time \\(seconds\\)');
  return { code, wall, cpu, peak: numberIn(text, 'Maximum resident set size \\(kbytes\\)') / 1024, treePeak, stderr };
}
