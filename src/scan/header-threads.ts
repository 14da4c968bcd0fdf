import type { Head, NamedFile, ReadHeads } from '../discover/index.ts';
import type { Reading } from '../model/index.ts';
import type { WalkedFile } from '../read/walk-file.ts';
import { failedWalk } from '../read/walked.ts';
import type { PixelMode } from '../read/watermark/candidate.ts';
import { atOnce } from '../tools/at-once.ts';
import { workerFile } from '../tools/thread.ts';
import { openThreads } from '../tools/threads.ts';
import type { HeaderAsk, HeaderTask, HeaderTasks, Met } from './header-task.ts';
import type { Plain } from './plain.ts';

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
  /** What the header of a file settled when its head was read; only once, and null where more must be read. */
  readonly takePlain: (path: string) => Plain | null;
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
  const plains = new Map<string, Plain>();
  const shared = sharing();
  threads.start();

  const ask = async <Task extends HeaderTask>(of: HeaderAsk<Task>): Promise<readonly HeaderTasks[Task]['answer'][]> =>
    (await threads.ask(of)) as readonly HeaderTasks[Task]['answer'][];
  const meet = async (items: readonly NamedFile[]): Promise<readonly Met[]> => {
    try {
      return await ask({ task: 'meet', items, pixels });
    } catch {
      if (items.length === 1) return ask({ task: 'meet', items, pixels: null }).catch((error) => [unmet(error)]);
      return (await Promise.all(items.map((item) => meet([item])))).flat();
    }
  };
  return {
    heads: async (files) => {
      // A second thread compiles everything anew, which takes a second of processor time.
      const useful = atOnce(Math.max(1, Math.round(files.length / filesForThread)));
      const lists = await Promise.all(inLists(files).map((list) => useful(() => meet(list))));
      return lists.flat().map(({ head, plain }, number) => {
        if (plain !== null) plains.set((files[number] as NamedFile).path, shared(plain) as Plain);
        return shared(head) as Head;
      });
    },
    walk: (file) =>
      ask({ task: 'walk', items: [file], pixels: null }).then(
        ([reading]) => reading ?? null,
        (error: unknown) => failedWalk(error),
      ),
    takePlain: (path) => {
      const plain = plains.get(path) ?? null;
      plains.delete(path);
      return plain;
    },
    close: threads.close,
  };
}

/** Values that are kept for the next that is equal: frames of a film all say the same, and a million of these must be small. */
const sharedValues = 5000;

/** Gives the same value for each that is equal to it. */
function sharing(): (value: object) => object {
  const known = new Map<string, object>();
  return (value) => {
    const key = JSON.stringify(value);
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= sharedValues) known.clear();
    known.set(key, value);
    return value;
  };
}

/** What is said of a file whose first bytes broke a thread, or kept it for too long. */
function unmet(error: unknown): Met {
  return { head: { size: 0, identity: null, error: (error as Error).message }, plain: null };
}

/** Items in lists of what is handed over at once. */
function inLists<Item>(items: readonly Item[]): Item[][] {
  const count = Math.ceil(items.length / filesAtOnce);
  return Array.from({ length: count }, (_, at) => items.slice(at * filesAtOnce, (at + 1) * filesAtOnce));
}
