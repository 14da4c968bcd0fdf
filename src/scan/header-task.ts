import { type Head, headOf } from '../discover/head.ts';
import type { DiscoveredAsset, NamedFile } from '../discover/index.ts';
import type { Reading } from '../model/index.ts';
import { type WalkedFile, walkFileNow } from '../read/walk-file.ts';
import { type Plain, type PlainTerms, plainly } from './plain.ts';

/** An asset whose header is read. */
export interface HeaderEntry extends DiscoveredAsset {
  /** False where something outside its header speaks of it, so that it is not judged by that alone. */
  readonly mayBePlain: boolean;
}

/** What its header says of an asset: all that there is to say, or what the walk of its container gave. */
export type HeaderAnswer = { readonly plain: Plain } | { readonly walked: Reading | null };

/** Everything that a thread for headers can be asked, by task: each item has its answer. */
export interface HeaderTasks {
  heads: { readonly item: NamedFile; readonly answer: Head };
  walk: { readonly item: WalkedFile; readonly answer: Reading | null };
  read: { readonly item: HeaderEntry; readonly answer: HeaderAnswer };
}

export type HeaderTask = keyof HeaderTasks;

/** What goes to a thread. */
export interface HeaderAsk<Task extends HeaderTask = HeaderTask> {
  readonly task: Task;
  readonly items: readonly HeaderTasks[Task]['item'][];
  readonly terms: PlainTerms;
}

type Doers = {
  readonly [Task in HeaderTask]: (item: HeaderTasks[Task]['item'], terms: PlainTerms) => HeaderTasks[Task]['answer'];
};

/** What is done with one item of each task. Never throws for what a file holds. */
export const headerDoers: Doers = {
  heads: headOf,
  walk: walkFileNow,
  read: (entry, terms) => {
    const walked = walkFileNow(entry.asset);
    const plain = entry.mayBePlain ? plainly(entry, walked, terms) : null;
    return plain === null ? { walked } : { plain };
  },
};
