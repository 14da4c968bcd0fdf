// Runs a program and tells how long it took, what it used, and what it wrote.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const kernelTime = '/usr/bin/time';

/** Processes that the threads of a process started: each thread has a list of its own. */
function childrenOf(pid) {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1').split(' ').filter(Boolean));
}

/** Sum of the resident memory of a process and all below it, in MiB; 0 where /proc is missing. Pages that two share count twice. */
function treeMemory(pid) {
  try {
    const own = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) / 256;
    return childrenOf(pid).reduce((sum, child) => sum + treeMemory(child), own);
  } catch {
    return 0;
  }
}

/**
 * Runs its arguments, then prints the kernel's account of what was read: of a process with all children that it waited for
 * (proc(5), /proc/pid/io), so nothing is missed between two looks.
 */
const accounted = '"$@" 3>&-; code=$?; cat /proc/$$/io >&3; exit $code';

const numberIn = (text, name) => Number(text.match(new RegExp(`${name}: ([\\d.]+)`))?.[1] ?? 0);

/**
 * Runs `command args` to its end: { code, wall (s), cpu (s, with all children), peak (MiB of the largest process), treePeak (MiB of it
 * and all programs it started, looked at ten times a second), asked and fromDisk (bytes that it and its children read: by system
 * calls, and of these from storage), stderr }. stdout goes to `out`, or nowhere. Where GNU time is missing, `peak` is the highest
 * that was seen and `cpu` is null; without /proc `asked` and `fromDisk` are null.
 */
export async function measured(command, args, { out = 'ignore', env = process.env } = {}) {
  const log = join(tmpdir(), `bench-time-${process.pid}-${Date.now()}`);
  const timed = existsSync(kernelTime) ? [kernelTime, '-v', '-o', log] : [];
  const counted = existsSync('/proc/self/io') ? ['/bin/sh', '-c', accounted, 'sh'] : [];
  const [program, ...all] = [...counted, ...timed, command, ...args];
  const started = performance.now();
  const child = spawn(program, all, { stdio: ['ignore', out, 'pipe', 'pipe'], env });
  let [stderr, account] = ['', ''];
  child.stderr.on('data', (chunk) => {
    stderr = (stderr + chunk).slice(-4000);
  });
  child.stdio[3].on('data', (chunk) => {
    account += chunk;
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
  const asked = counted.length > 0 ? numberIn(account, 'rchar') : null;
  const fromDisk = counted.length > 0 ? numberIn(account, 'read_bytes') : null;
  const run = { code, wall, treePeak, asked, fromDisk, stderr };
  if (timed.length === 0) return { ...run, cpu: null, peak: treePeak };
  const text = readFileSync(log, 'utf8');
  rmSync(log);
  const cpu = numberIn(text, 'User time \\(seconds\\)') + numberIn(text, 'System time \\(seconds\\)');
  return { ...run, cpu, peak: numberIn(text, 'Maximum resident set size \\(kbytes\\)') / 1024 };
}
