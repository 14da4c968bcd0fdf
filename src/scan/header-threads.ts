import { metFile } from '../discover/head.ts';
import type { MetFile, NamedFile, ReadHeads } from '../discover/index.ts';
import type { Reading } from '../model/index.ts';
import type { WalkedFile } from '../read/walk-file.ts';
import { failedWalk } from '../read/walked.ts';
import type { PixelMode } from '../read/watermark/candidate.ts';
import { workerFile } from '../tools/thread.ts';
import { openThreads } from '../tools/threads.ts';
import type { HeaderAsk, HeaderTask, HeaderTasks } from './header-task.ts';

/** Milliseconds that one file may take. */
const patience = 30_000;

/**
 * Memory of a thread, MiB: what a header needs is a hundredth of that. A thread that wants more is stopped, and its files told apart.
 * Little of it is for what lives shortly, which is quickly swept.
 */
const memory = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 8 };

/** Files that a thread is handed at once: handing over one costs more than reading it. */
const filesAtOnce = 128;

/** Files for which another thread is worth starting. */
const filesForThread = 12_000;

/**
 * Threads that read headers. What a file does to a thread, it does to that alone: it is replaced, and of the files that it was
 * handed each is read by itself.
 */
export interface HeaderThreads {
  readonly heads: ReadHeads;
  /** Walks the container of a file; null where no walk knows the format. Never throws. */
  readonly walk: (file: WalkedFile) => Promise<Reading | null>;
  readonly close: () => Promise<void>;
}

type Answer = HeaderTasks[HeaderTask]['answer'];

/**
 * Opens a number of threads, of which the first starts at once and the others when they are needed.
 * @param pixels in which stills pixels are searched; null where no file is judged by its header alone
 */
export function openHeaderThreads(count: number, pixels: PixelMode | null, limitPerFile: number = patience): HeaderThreads {
  const plan = { file: workerFile(import.meta.url, 'header-worker'), patience: limitPerFile, memory };
  const threads = openThreads<HeaderAsk, readonly Answer[]>(plan, count);
  threads.start();

  const ask = async <Task extends HeaderTask>(of: HeaderAsk<Task>): Promise<readonly HeaderTasks[Task]['answer'][]> =>
    (await threads.ask(of)) as readonly HeaderTasks[Task]['answer'][];
  const meet = async (items: readonly NamedFile[]): Promise<readonly MetFile[]> => {
    try {
      return await ask({ task: 'meet', items, pixels });
    } catch {
      if (items.length === 1) return ask({ task: 'meet', items, pixels: null }).catch((error) => [unmet(error)]);
      return (await Promise.all(items.map((item) => meet([item])))).flat();
    }
  };
  return {
    heads: async (files, told) => {
      const lists = inLists(files);
      const next = () => {
        const list = lists.next();
        return list.done ? null : { start: list.value.start, answer: meet(list.value.items) };
      };
      const meetLists = async (): Promise<void> => {
        for (let asked = next(); asked !== null; ) {
          const { start, answer } = asked;
          const met = await answer;
          // The thread has its next list before these are looked at.
          asked = next();
          met.forEach((one, at) => told(one, start + at));
        }
      };
      // A second thread compiles everything anew, which takes a second of processor time.
      const useful = Math.min(count, Math.max(1, Math.round(files.length / filesForThread)));
      await Promise.all(Array.from({ length: useful }, meetLists));
    },
    walk: (file) =>
      ask({ task: 'walk', items: [file], pixels: null }).then(
        ([reading]) => reading ?? null,
        (error: unknown) => failedWalk(error),
      ),
    close: threads.close,
  };
}

/** What is said of a file whose first bytes broke a thread, or kept it for too long. */
function unmet(error: unknown): MetFile {
  return metFile({ size: 0, identity: null, error: (error as Error).message });
}

/** Items in lists of what is handed over at once, each with the number of its first. */
function* inLists(files: Iterable<NamedFile>): Generator<{ readonly start: number; readonly items: readonly NamedFile[] }> {
  let start = 0;
  let items: NamedFile[] = [];
  for (const { path, uri } of files) {
    items.push({ path, uri });
    if (items.length < filesAtOnce) continue;
    yield { start, items };
    start += items.length;
    items = [];
  }
  if (items.length > 0) yield { start, items };
}
