import pLimit from 'p-limit';
import type { ReadHeads } from '../discover/index.ts';
import type { Reading } from '../model/index.ts';
import type { WalkedFile } from '../read/walk-file.ts';
import { failedWalk } from '../read/walked.ts';
import { Thread, workerFile } from '../tools/thread.ts';
import type { HeaderAnswer, HeaderAsk, HeaderEntry, HeaderTask, HeaderTasks } from './header-task.ts';
import type { PlainTerms } from './plain.ts';

/** Milliseconds that one file may take. */
const patience = 30_000;

/** Memory of a thread: what a header needs is a hundredth of that. A thread that has more is stopped, and its files told apart. */
const memory = { maxOldGenerationSizeMb: 768 };

/** Files that a thread is handed at once: handing over one costs more than reading it. */
export const filesAtOnce = 128;

/**
 * Threads that read headers. What a file does to a thread, it does to that alone: it is replaced, and of the files that it was
 * handed each is read by itself.
 */
export interface HeaderThreads {
  readonly heads: ReadHeads;
  readonly walk: (file: WalkedFile) => Promise<Reading | null>;
  /** At most `filesAtOnce`. */
  readonly read: (entries: readonly HeaderEntry[], terms: PlainTerms) => Promise<readonly HeaderAnswer[]>;
  readonly close: () => Promise<void>;
}

type Answer = HeaderTasks[HeaderTask]['answer'];

/** What is said of a file that broke a thread, or kept it for too long. */
const failed: { readonly [Task in HeaderTask]: (error: unknown) => HeaderTasks[Task]['answer'] } = {
  heads: (error) => ({ size: 0, identity: null, error: (error as Error).message }),
  walk: failedWalk,
  read: (error) => ({ walked: failedWalk(error) }),
};

/** Opens a number of threads, each of which starts when it is first needed. */
export function openHeaderThreads(count: number, limitPerFile: number = patience): HeaderThreads {
  const plan = { file: workerFile(import.meta.url, 'header-worker'), patience: limitPerFile, memory };
  const idle = Array.from({ length: Math.max(1, count) }, () => new Thread<HeaderAsk, readonly Answer[]>(plan));
  const all = [...idle];
  const limit = pLimit(all.length);

  const askOne = (ask: HeaderAsk): Promise<readonly Answer[]> =>
    limit(async () => {
      const thread = idle.pop() as Thread<HeaderAsk, readonly Answer[]>;
      try {
        return await thread.ask(ask);
      } finally {
        idle.push(thread);
      }
    });
  const ask = async <Task extends HeaderTask>(
    task: Task,
    items: readonly HeaderTasks[Task]['item'][],
    terms: PlainTerms = { pixels: 'off', hasDecoder: false },
  ): Promise<readonly HeaderTasks[Task]['answer'][]> => {
    try {
      return await askOne({ task, items, terms });
    } catch (error) {
      if (items.length === 1) return [failed[task](error)];
      const alone = await Promise.all(items.map((item) => ask(task, [item], terms)));
      return alone.flat();
    }
  };
  return {
    heads: async (files) => (await Promise.all(inLists(files).map((list) => ask('heads', list)))).flat(),
    walk: async (file) => (await ask('walk', [file]))[0] ?? null,
    read: (entries, terms) => ask('read', entries, terms),
    close: async () => {
      await Promise.all(all.map((thread) => thread.close()));
    },
  };
}

/** Items in lists of what is handed over at once. */
export function inLists<Item>(items: readonly Item[]): Item[][] {
  const count = Math.ceil(items.length / filesAtOnce);
  return Array.from({ length: count }, (_, at) => items.slice(at * filesAtOnce, (at + 1) * filesAtOnce));
}
