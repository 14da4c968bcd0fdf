import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NamedJob, WorkQueue } from '../../src/tools/queue.ts';
import { Coordinator } from '../../src/work/coordinator.ts';
import type { JobKind, SuspectJob } from '../../src/work/job-kind.ts';
import type { ResultsPlace } from '../../src/work/results.ts';
import { folderResults } from '../../src/work/results-folder.ts';

// What a coordinator makes of jobs that fail, are forgotten, or give half a part: real Redis and real deaths are in queue.test.ts.
let folder: string;
let results: ResultsPlace;
const taken: string[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'coordinator-'));
  results = await folderResults(folder);
  taken.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A job of some letters; its part is the letters in capitals. */
interface Letters {
  readonly name: string;
}
const file = ({ name }: Letters): string => `${name}.part`;
const kind: JobKind<Letters> = {
  partOf: file,
  dataOf: ({ name }) => ({ letters: name }),
  takeIn: async ({ name }) => {
    if (readFileSync(join(folder, file({ name })), 'utf8') !== name.toUpperCase()) return false;
    taken.push(name);
    return true;
  },
  smaller: ({ name }) => {
    const half = name.length >> 1;
    return name.length < 2 ? [] : [{ name: name.slice(0, half) }, { name: name.slice(half) }];
  },
  givenUp: ({ name }) => [name.toUpperCase()],
};
const done = (name: string): void => writeFileSync(join(folder, file({ name })), name.toUpperCase());

/** A queue whose jobs `take` does at once; what it throws counts as a death. */
function queueOf(take: (name: string) => void): WorkQueue & { readonly added: string[] } {
  const states = new Map<string, 'open' | 'failed'>();
  const added: string[] = [];
  const work = ({ name, data }: NamedJob): void => {
    if (states.has(name)) return;
    added.push((data as SuspectJob).isSuspect ? `${name} alone` : name);
    try {
      take(name);
      if (states.get(name) !== 'open') states.delete(name);
    } catch {
      states.set(name, 'failed');
    }
    setImmediate(() => coordinator?.look(name));
  };
  return {
    added,
    add: async (jobs) => jobs.forEach(work),
    stateOf: async (name) => states.get(name) ?? 'gone',
    remove: async (name) => void states.delete(name),
    takers: async () => 1,
    announce: async () => {},
    withdraw: async () => {},
    close: async () => {},
  };
}

let coordinator: Coordinator<Letters> | null = null;
function allDone(queue: WorkQueue, names: readonly string[]): Promise<void> {
  coordinator = new Coordinator(queue, results, kind, () => {});
  return coordinator.doAll(names.map((name) => ({ name })));
}

it('takes each part in once, and asks nobody for one that is there', async () => {
  done('ab');
  const queue = queueOf(done);
  await allDone(queue, ['ab', 'cd', 'ef']);
  expect(queue.added.sort()).toEqual(['cd', 'ef']);
  expect(taken.sort()).toEqual(['ab', 'cd', 'ef']);
});

it('divides what ends its worker until one is left, tries that three times, and gives it up', async () => {
  const queue = queueOf((name) => {
    if (name.includes('x')) throw new Error('killed');
    done(name);
  });
  await allDone(queue, ['abxd']);
  expect(taken.sort()).toEqual(['ab', 'd', 'x']);
  expect(queue.added.filter((name) => name[0] === 'x' && name !== 'xd')).toEqual(['x', 'x alone', 'x alone']);
  expect(readdirSync(folder).filter((name) => name.endsWith('.split.json'))).toHaveLength(2);
  // A scan that is started again asks nobody: what was divided stays so.
  const again = queueOf(() => expect.fail('asked again'));
  taken.length = 0;
  await allDone(again, ['abxd']);
  expect(taken.sort()).toEqual(['ab', 'd', 'x']);
});

it('puts a job into the queue again that the server has forgotten, and one whose part is cut off', async () => {
  let times = 0;
  const forgetful = queueOf((name) => {
    times += 1;
    if (times === 2) writeFileSync(join(folder, file({ name })), name.toUpperCase().slice(1));
    if (times > 2) done(name);
  });
  await allDone(forgetful, ['ab']);
  expect(forgetful.added).toEqual(['ab', 'ab', 'ab']);
  expect(taken).toEqual(['ab']);
});

it('ends in the midst of jobs where it is closed, and leaves what was done', async () => {
  const queue = queueOf((name) => {
    if (name === 'cd') setImmediate(() => coordinator?.close());
    else done(name);
  });
  // A job that somebody works on.
  const busy = { ...queue, stateOf: async () => 'open' as const };
  await expect(allDone(busy, ['ab', 'cd'])).rejects.toThrow('the scan ends');
  expect(readdirSync(folder)).toEqual(['ab.part']);
});

it('ends with the reason where results can no longer be written or read', async () => {
  const queue = queueOf(() => {
    rmSync(folder, { recursive: true, force: true });
    throw new Error('killed');
  });
  await expect(allDone(queue, ['ab'])).rejects.toMatchObject({ code: 'results-unusable' });
});
