// The programs that benchmarks run, run by turns, and what they took as cells of a table.
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exiftoolPath } from 'exiftool-vendored';
import { measured } from './trace/measure.mjs';

/** The command line that is measured: TRUESLATE_CLI, or what was built. */
export const cli = fileURLToPath(new URL(process.env.TRUESLATE_CLI ?? '../../dist/bundle/cli.js', import.meta.url));

/** Tracing, pixels and thumbnails off: what is left is finding, reading and judging. */
export const readingOnly = '--no-trace --pixels off --no-thumbs --fail-on never --quiet'.split(' ');

/** A scan of a folder; nothing is remembered between runs unless `more` names a cache. */
export function scanOf(folder, more = [], program = 'trueslate scan') {
  const cache = more.includes('--cache') ? [] : ['--no-cache'];
  const format = more.includes('--format') ? [] : ['--format', 'ndjson'];
  const args = [cli, 'scan', folder, ...readingOnly, ...cache, ...format, ...more];
  // 3: some file was not read in full, which the report says.
  return { program, command: process.execPath, args, done: [0, 3] };
}

/** What every scan is held against. */
export async function exiftoolOf(folder) {
  // 1: some file was not read.
  return { program: 'exiftool -r -j', command: await exiftoolPath(), args: ['-r', '-j', '-q', folder], done: [0, 1] };
}

/**
 * Runs a program once; its output goes to a file, so that writing it counts as it does for a user.
 * @param look is given the path of the output, and what it gives is added to the result; the file is thrown away
 */
export async function run({ program, command, args, done }, look = () => ({})) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-out-'));
  const out = openSync(join(folder, 'out'), 'w');
  try {
    const result = await measured(command, args, { out });
    if (!done.includes(result.code)) throw new Error(`${program} ended with ${result.code}\n${result.stderr}`);
    return { ...result, written: statSync(join(folder, 'out')).size, ...look(join(folder, 'out')) };
  } finally {
    closeSync(out);
    rmSync(folder, { recursive: true });
  }
}

/** The middle one; of an even number, the upper of the two in the middle. */
export const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

const counted = ['wall', 'cpu', 'peak', 'treePeak', 'asked', 'fromDisk', 'written'];

/** One result from several: the median of each figure, and the shortest and longest `wall`. */
export function middle(results) {
  const all = counted.map((key) => [key, results[0][key] === null ? null : median(results.map((one) => one[key]))]);
  const walls = results.map(({ wall }) => wall);
  return { ...Object.fromEntries(all), shortest: Math.min(...walls), longest: Math.max(...walls) };
}

/**
 * Runs programs by turns, each once before the first run that counts, so that none waits for the disk and a busy minute of the
 * machine falls on all alike. Gives the medians of each.
 */
export async function byTurns(programs, runs) {
  for (const program of programs) await run(program);
  const results = programs.map(() => []);
  for (let turn = 0; turn < runs; turn++) {
    for (const [at, program] of programs.entries()) results[at].push(await run(program));
  }
  return results.map(middle);
}

/** Files and bytes below a folder. */
export function filesIn(place) {
  const entries = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return { count: entries.length, bytes: entries.reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0) };
}

/** Bytes as MiB. */
export const mib = (bytes) => (bytes === null ? '-' : Math.round(bytes / 2 ** 20));
const fixed = (value, digits) => (value === null ? '-' : value.toFixed(digits));

/** Names of the columns of `cells`. */
export const head = [
  'wall s',
  'shortest to longest',
  'files a second',
  'cpu s',
  'peak MiB',
  'with children',
  'read MiB',
  'of these from disk',
];

/** What a program took for a number of files, as cells of a table. */
export const cells = (result, count) => [
  fixed(result.wall, 2),
  `${fixed(result.shortest, 2)} to ${fixed(result.longest, 2)}`,
  Math.round(count / result.wall),
  fixed(result.cpu, 1),
  Math.round(result.peak),
  Math.round(result.treePeak),
  mib(result.asked),
  mib(result.fromDisk),
];

/** A table of a folder: ExifTool and the scan by turns, and the ratio of their times. */
export async function besideExifTool(name, folder, { runs, asked }) {
  const { count, bytes } = filesIn(folder);
  const programs = [await exiftoolOf(folder), scanOf(folder)];
  const results = await byTurns(programs, runs);
  const what = `${name}: ${count} files, ${mib(bytes)} MiB`;
  return programs.map(({ program }, at) => {
    const ratio = (results[at].wall / results[0].wall).toFixed(3);
    return [what, program, ratio, at === 0 ? '' : asked, ...cells(results[at], count)];
  });
}

/** Names of the columns of `besideExifTool`. */
export const besideHead = ['material', 'program', 'ratio', 'asked', ...head];
