import { metFile } from '../discover/head.ts';
import type { MetFile, NamedFile } from '../discover/index.ts';
import type { Reading } from '../model/index.ts';
import type { WalkedFile } from '../read/walk-file.ts';
import { failedWalk } from '../read/walked.ts';
import type { PixelMode } from '../read/watermark/candidate.ts';
import { connectionSettings } from '../storage/connection.ts';
import type { ThreadPlan } from '../tools/thread.ts';
import { openThreads } from '../tools/threads.ts';
import { headerPlan, remoteHeaderPlan } from './header-plan.ts';
import type { HeaderAsk, HeaderTask, HeaderTasks, ReadBefore, ReadFile } from './header-task.ts';

/**
 * Threads that read headers. What a file does to a thread, it does to that alone: it is replaced, and of the files that it was
 * handed each is read by itself.
 */
export interface HeaderThreads {
  /** What files are met as, in their order. Never throws. */
  readonly meet: (files: readonly NamedFile[], isRemembered: boolean) => Promise<readonly ReadFile[]>;
  /** The same of files whose headers were read earlier. @throws where the thread broke */
  readonly judge: (files: readonly ReadBefore[]) => Promise<readonly MetFile[]>;
  /** Walks the container of a file; null where no walk knows the format. Never throws. */
  readonly walk: (file: WalkedFile) => Promise<Reading | null>;
  /** Most of them that run at a time. */
  readonly count: number;
  /** True where files are asked for over a network. */
  readonly isRemote: boolean;
  /** In which stills pixels are searched; null where no file is judged by its header alone. */
  readonly pixels: PixelMode | null;
  /** After the many, few are needed. */
  readonly rest: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type Answer = HeaderTasks[HeaderTask]['answer'];

/** Where nothing is judged, nor remembered. */
const onlyHeads = { pixels: null, isRemembered: false } as const;

/**
 * Opens a number of threads, of which the first starts at once and the others when they are needed.
 * @param pixels in which stills pixels are searched; null where no file is judged by its header alone
 */
export function openHeaderThreads(
  count: number,
  pixels: PixelMode | null,
  plan: ThreadPlan = connectionSettings() === null ? headerPlan : remoteHeaderPlan,
): HeaderThreads {
  const remote = connectionSettings();
  const threads = openThreads<HeaderAsk, readonly Answer[]>(plan, count);
  threads.start();

  const ask = async <Task extends HeaderTask>(of: HeaderAsk<Task>): Promise<readonly HeaderTasks[Task]['answer'][]> =>
    (await threads.ask(of)) as readonly HeaderTasks[Task]['answer'][];
  const meet: HeaderThreads['meet'] = async (items, isRemembered) => {
    try {
      return await ask({ task: 'meet', items, pixels, isRemembered, remote });
    } catch {
      if (items.length === 1) return ask({ task: 'meet', items, ...onlyHeads, remote }).catch((error) => [unmet(error)]);
      return (await Promise.all(items.map((item) => meet([item], isRemembered)))).flat();
    }
  };
  return {
    meet,
    judge: (items) => ask({ task: 'judge', items, pixels, isRemembered: false, remote: null }),
    walk: (file) =>
      ask({ task: 'walk', items: [file], ...onlyHeads, remote }).then(
        ([reading]) => reading ?? null,
        (error: unknown) => failedWalk(error),
      ),
    count,
    isRemote: remote !== null,
    pixels,
    rest: threads.rest,
    close: threads.close,
  };
}

/** What is said of a file whose first bytes broke a thread, or kept it for too long. */
function unmet(error: unknown): ReadFile {
  return { ...metFile({ size: 0, identity: null, error: (error as Error).message }), read: null, walked: null };
}
