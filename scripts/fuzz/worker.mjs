// One target, fed until its time or its runs are over.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { broken, mutated } from './mutations.mjs';

const { target, seed, save, runs, seconds, progress, word } = workerData;
const { inputs: made, check } = await import(`./targets/${target}.mjs`).then(inputsOf);

/** Milliseconds that one input may take on a slow machine that does other things. */
const slow = 5000;

/** Different failures that are looked for in one run. */
const mostFailures = 10;

const known = new Set();
const failures = [];
let inputs = 0;
const began = performance.now();
const left = () => (seconds === undefined ? undefined : seconds * 1000 - (performance.now() - began));

async function property(input) {
  const told = new TextEncoder().encode(made.told(input)).subarray(0, word.length);
  word.set(told);
  progress[1] = told.length;
  Atomics.add(progress, 0, 1);
  inputs += 1;
  const from = performance.now();
  try {
    await check(input);
    const took = performance.now() - from;
    if (took > slow) throw new Error(`took ${Math.round(took / 1000)} s`);
  } catch (error) {
    if (!known.has(kindOf(error))) throw error;
  }
}

/** Failures that differ in numbers and names only are one. */
function kindOf(error) {
  const where =
    String(error.stack ?? '')
      .split('\n')
      .find((line) => line.includes('/dist/'))
      ?.trim() ?? '';
  return `${String(error.message ?? error)
    .replace(/\d+/g, '#')
    .slice(0, 120)} ${where}`;
}

// Files as they are come first.
for (const input of made.first) await attempt(() => property(input), input);
for (
  let round = 0;
  failures.length < mostFailures && (seconds === undefined ? round === 0 || inputs < runs : left() > 0);
  round++
) {
  const { failed, counterexample, errorInstance } = await fc.check(fc.asyncProperty(made.arbitrary, property), {
    seed: seed + round,
    numRuns: seconds === undefined ? runs : 1_000_000_000,
    ...(seconds !== undefined && { interruptAfterTimeLimit: left(), markInterruptAsFailure: false }),
    endOnFailure: false,
  });
  if (failed && counterexample !== null) keep(errorInstance, counterexample[0]);
}
parentPort.postMessage({ inputs, seconds: (performance.now() - began) / 1000, failures });

async function attempt(work, input) {
  try {
    await work();
  } catch (error) {
    keep(error, input);
  }
}

function keep(error, input) {
  known.add(kindOf(error));
  const { bytes, extension } = made.file(input);
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const file = join(save, `${target}-${digest}${extension}`);
  mkdirSync(save, { recursive: true });
  writeFileSync(file, bytes);
  const reason = String(error?.message ?? error).split('\n')[0];
  writeFileSync(`${file}.txt`, `${error?.stack ?? error}\n\n${made.told(input)}\n`);
  failures.push({ reason, file });
}

/**
 * What a target is fed with: broken copies of its `seeds`, or what its own `arbitrary` makes, which is saved as JSON where it is not
 * a file (`name`, `bytes`).
 */
function inputsOf({ seeds: open, arbitrary, check: judged }) {
  if (arbitrary !== undefined) {
    const told = (input) =>
      JSON.stringify(input, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value));
    const file = (input) =>
      input.bytes instanceof Uint8Array
        ? { bytes: input.bytes, extension: extname(input.name) }
        : { bytes: `${told(input)}\n`, extension: '.json' };
    return { inputs: { arbitrary: arbitrary(), first: [], told, file }, check: judged };
  }
  const seeds = open();
  if (seeds.length === 0) throw new Error(`${target} has no files to begin with`);
  const bytesOf = ({ seed: number, mutations }) => mutated(seeds[number].bytes, mutations);
  const told = ({ seed: number, mutations }) => JSON.stringify({ name: seeds[number].name, mutations });
  const file = (input) => ({ bytes: bytesOf(input), extension: extname(seeds[input.seed].name) });
  const first = [...seeds.keys()].map((number) => ({ seed: number, mutations: [] }));
  return {
    inputs: { arbitrary: broken(seeds.length), first, told, file },
    check: (input) => judged(bytesOf(input), seeds[input.seed].name, input.seed),
  };
}
