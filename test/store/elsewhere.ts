import { execFile, spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FileStamp } from '../../src/store/index.ts';

/** What the tests of readings do in processes of their own: a killed one is killed, and a broken store ends only that one. */
const built = join(import.meta.dirname, '../../dist/store/index.js');

/** What is remembered of a number; said once more below, where it runs in another process. */
export const nameOf = (number: number): string =>
  `file:///delivery/sq${number >> 7}/sh010.${String(number).padStart(7, '0')}.exr`;

export const stampOf = (number: number): FileStamp => ({
  size: number,
  modified: 1_700_000_000_000_000_000n + BigInt(number),
  changed: 1_700_000_000_500_000_000n,
  inode: 2n ** 63n + BigInt(number),
  device: 66n,
});

/** One in ten is long, and is compressed; one in fifty does not get much smaller by it, and takes pages of its own. */
export function readingOf(number: number): Buffer {
  const length = number % 10 === 0 ? 3000 : number % 200;
  if (number % 50 !== 0) return Buffer.alloc(length, number % 251);
  let state = number;
  const noise = Buffer.alloc(6000);
  for (let at = 0; at < noise.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    noise[at] = state >>> 24;
  }
  return noise;
}

const prelude = `
  const [built, place, ...numbers] = process.argv.slice(1);
  const [from, to, step] = numbers.map(Number);
  const { openReadings } = await import(built);
  const nameOf = ${nameOf};
  const stampOf = ${stampOf};
  ${readingOf}
  const turn = () => new Promise((resolve) => setImmediate(resolve));`;

const writing = `${prelude}
  const store = await openReadings(place, { onProblem: (detail) => { console.log(detail); } });
  for (let number = from; number < to; number += step) {
    store.put('plain 3', nameOf(number), stampOf(number), readingOf(number));
    await store.ready();
    if (number % 50 < step) await turn();
    if (number % 1000 < step) {
      await store.rest();
      if (process.send) process.send((number - from) / step + 1);
    }
  }
  await store.close();`;

const checking = `${prelude}
  const problems = [];
  const store = await openReadings(place, { onProblem: (detail) => { problems.push(detail); } });
  let [right, wrong] = [0, 0];
  for (let number = from; number < to; number += Math.abs(step)) {
    const found = store.get('plain 3', nameOf(number), stampOf(number));
    if (found !== null) Buffer.compare(found, readingOf(number)) === 0 ? right++ : wrong++;
  }
  if (step < 0) for (let number = from; number < to + 500; number += 3) {
    store.put('plain 3', nameOf(number), stampOf(number), readingOf(number));
  }
  await store.close();
  console.log(JSON.stringify({ right, wrong, problems }));`;

const node = (script: string, place: string, numbers: number[]): string[] => [
  '--input-type=module',
  '-e',
  script,
  built,
  place,
  ...numbers.map(String),
];

/**
 * Lets another process put every `step`th entry. Returns what its store complained of.
 * @param blocks the longest file that it may write, in kibibytes
 */
export async function writtenElsewhere(place: string, from: number, to: number, step: number, blocks?: number): Promise<string> {
  const args = node(writing, place, [from, to, step]);
  const run = promisify(execFile);
  if (blocks === undefined) return (await run(process.execPath, args)).stdout;
  const limited = ['-c', `ulimit -f ${blocks}; exec "$@"`, 'bash', process.execPath, ...args];
  return (await run('bash', limited)).stdout;
}

/**
 * Kills another process while it writes even numbers.
 * @param afterMilliseconds counted from when it first knows that something is written; below zero: from its beginning
 * @returns how many of them it knew to be written
 */
export async function killedWhileWriting(place: string, afterMilliseconds: number): Promise<number> {
  const child = spawn(process.execPath, node(writing, place, [0, 10_000_000, 2]), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let written = 0;
  const kill = (): void => void setTimeout(() => child.kill('SIGKILL'), Math.abs(afterMilliseconds)).unref();
  if (afterMilliseconds < 0) kill();
  else child.once('message', kill);
  child.on('message', (count) => (written = Number(count)));
  const signal = await new Promise((resolve) => child.on('exit', (_, by) => resolve(by)));
  if (signal !== 'SIGKILL') throw new Error('It ended by itself, before it was killed.');
  return written;
}

/** Lets another process read every `step`th entry below a number, and then write some where asked. */
export function checkElsewhere(place: string, to: number, step = 1, writesToo = false) {
  const { stdout, stderr, status, signal } = spawnSync(
    process.execPath,
    node(checking, place, [0, to, writesToo ? -step : step]),
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`It ended by ${signal ?? status}: ${stderr}`);
  return JSON.parse(stdout) as { right: number; wrong: number; problems: string[] };
}

/** Overwrites bytes of a file: asks for place and byte until it is told null, or has gone through all pages. */
export function changeBytes(
  file: string,
  next: (bytes: Buffer, count: number) => readonly [at: number, byte: number] | null,
): void {
  const bytes = readFileSync(file);
  for (let count = 0; count < bytes.length / 4096 - 2; count++) {
    const change = next(bytes, count);
    if (change === null) break;
    bytes[change[0]] = change[1];
  }
  writeFileSync(file, bytes);
}
