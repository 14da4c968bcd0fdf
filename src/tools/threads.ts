import pLimit from 'p-limit';
import { Thread, type ThreadPlan } from './thread.ts';

/** Threads of one kind; whoever asks gets the next free one, the one that was busy last. */
export interface Threads<Ask, Answer> {
  /** @throws Error with the thread's own words, or where it died or was given up */
  readonly ask: (ask: Ask) => Promise<Answer>;
  /** Starts the first of them, which else starts when it is needed. */
  readonly start: () => void;
  /** Ends those that have nothing to do, but for one: each has memory of its own. They start again when they are needed. */
  readonly rest: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens a number of threads, at least one. */
export function openThreads<Ask, Answer>(plan: ThreadPlan, count: number): Threads<Ask, Answer> {
  const idle = Array.from({ length: Math.max(1, count) }, () => new Thread<Ask, Answer>(plan));
  const all = [...idle];
  const limit = pLimit(all.length);
  return {
    ask: (ask) =>
      limit(async () => {
        const thread = idle.pop() as Thread<Ask, Answer>;
        try {
          return await thread.ask(ask);
        } finally {
          idle.push(thread);
        }
      }),
    start: () => {
      idle.at(-1)?.start();
    },
    rest: async () => {
      await Promise.all(idle.slice(0, -1).map((thread) => thread.close()));
    },
    close: async () => {
      await Promise.all(all.map((thread) => thread.close()));
    },
  };
}
