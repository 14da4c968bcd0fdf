import { entryOf } from '../discover/entry.ts';
import { headOf, type MetFile, metFile, unreadHead } from '../discover/head.ts';
import type { NamedFile } from '../discover/index.ts';
import type { Reading } from '../model/index.ts';
import { containerReadingNow } from '../read/container.ts';
import { type WalkedFile, walkFileNow } from '../read/walk-file.ts';
import type { PixelMode } from '../read/watermark/candidate.ts';
import { type OpenFileNow, withOpenNow } from '../storage/local.ts';
import { plainly } from './plain.ts';

/** What is done with the files that a thread is handed. */
export interface HeaderTasks {
  /** Each is opened once: it is told what it is, and what its header alone settles. */
  meet: { readonly item: NamedFile; readonly answer: MetFile };
  /** Walks its container. */
  walk: { readonly item: WalkedFile; readonly answer: Reading | null };
}

export type HeaderTask = keyof HeaderTasks;

/** What goes to a thread. */
export interface HeaderAsk<Task extends HeaderTask = HeaderTask> {
  readonly task: Task;
  readonly items: readonly HeaderTasks[Task]['item'][];
  /** In which stills pixels are searched; null where no file is judged by its header alone. */
  readonly pixels: PixelMode | null;
}

type Doers = {
  readonly [Task in HeaderTask]: (item: HeaderTasks[Task]['item'], pixels: PixelMode | null) => HeaderTasks[Task]['answer'];
};

/** What is done with one item of each task. Never throws for what a file holds. */
export const headerDoers: Doers = {
  meet: (file, pixels) => {
    try {
      return withOpenNow(file.uri, (open) => metIn(file, open, pixels));
    } catch (error) {
      return metFile(unreadHead(file.uri, error));
    }
  },
  walk: walkFileNow,
};

function metIn(file: NamedFile, open: OpenFileNow, pixels: PixelMode | null): MetFile {
  const head = headOf(file.path, open);
  const entry = entryOf({ ...file, size: head.size }, head);
  if (pixels === null || !('asset' in entry)) return metFile(head);
  const plain = plainly(entry, () => containerReadingNow(entry.asset, open), pixels);
  return metFile(head, plain && JSON.stringify(plain));
}
