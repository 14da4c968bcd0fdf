import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWholeFile } from './whole-file.ts';

/** A delivery as it was when it was scanned. */
export interface Scanned {
  readonly digest: string;
  /** ISO 8601. */
  readonly finished: string;
  readonly exitCode: number;
  /** True where the scan could not start for a reason that lies outside the delivery: the next watch tries again. */
  readonly tryAgain?: boolean;
  /** Since when it is no longer there, ISO 8601. */
  readonly gone?: string;
}

/** A message that the receiver has not taken yet. */
export interface Message {
  readonly id: string;
  /** The bytes that are signed and sent, as text. */
  readonly body: string;
}

interface Content {
  readonly schema: 'trueslate.watch/1';
  /** The watched folder, absolute. */
  readonly folder: string;
  readonly scanned: Readonly<Record<string, Scanned>>;
  readonly unsent: readonly Message[];
}

/** What a watch knows between two runs. */
export interface WatchState {
  scannedAs(name: string): Scanned | undefined;
  names(): readonly string[];
  unsent(): readonly Message[];
  /** Each waits until the change is on disk. All of them throw the operating system's error. */
  setScanned(name: string, scanned: Scanned, message?: Message): Promise<void>;
  /** Names of what is in the folder now: the others are gone, and forgotten after a while. */
  setPresent(names: ReadonlySet<string>, now: Date): Promise<void>;
  setSent(id: string): Promise<void>;
}

/** Thrown where a reports folder cannot serve this watch. */
export class UnusableState extends Error {
  readonly code: 'other-folder' | 'damaged';
  readonly params: Readonly<Record<string, string>>;
  constructor(code: UnusableState['code'], params: Readonly<Record<string, string>>) {
    super(`${code}: ${Object.values(params).join(', ')}`);
    this.code = code;
    this.params = params;
  }
}

/** The name of the state file in the reports folder. */
export const stateName = '.trueslate-watch.json';

/** A share that is away for a night must not have everything scanned again; a month later, nobody expects the old report to hold. */
const remembered = 30 * 24 * 3600 * 1000;

/**
 * Reads the state that an earlier watch left in the reports folder.
 * @param folder the watched folder, absolute
 * @throws UnusableState where it is of another folder, or cannot be read
 */
export async function openState(reports: string, folder: string): Promise<WatchState> {
  const file = join(reports, stateName);
  const content = await readContent(file, folder);
  const scanned = new Map(Object.entries(content.scanned).filter(([, one]) => one.tryAgain !== true));
  const unsent = new Map(content.unsent.map((message) => [message.id, message]));
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    // One after the other, each with what is known when its turn comes; a failure is told to whoever asked for that write.
    const mine = writing
      .catch(() => {})
      .then(() => {
        const now: Content = {
          schema: 'trueslate.watch/1',
          folder,
          scanned: Object.fromEntries(scanned),
          unsent: [...unsent.values()],
        };
        return writeWholeFile(file, `${JSON.stringify(now, null, 1)}\n`);
      });
    writing = mine;
    return mine;
  };
  return {
    scannedAs: (name) => scanned.get(name),
    names: () => [...scanned.keys()],
    unsent: () => [...unsent.values()],
    setScanned: async (name, one, message) => {
      const before = scanned.get(name);
      scanned.set(name, one);
      if (message !== undefined) unsent.set(message.id, message);
      await write().catch((error: unknown) => {
        // It is scanned again: what is on disk alone holds.
        if (before === undefined) scanned.delete(name);
        else scanned.set(name, before);
        if (message !== undefined) unsent.delete(message.id);
        throw error;
      });
    },
    setPresent: async (names, now) => {
      if (isChangedBy(scanned, names, now)) await write();
    },
    setSent: async (id) => {
      if (unsent.delete(id)) await write();
    },
  };
}

function isChangedBy(scanned: Map<string, Scanned>, names: ReadonlySet<string>, now: Date): boolean {
  let isChanged = false;
  for (const [name, { gone, ...one }] of scanned) {
    if (names.has(name) === (gone === undefined) && (gone === undefined || now.getTime() - Date.parse(gone) < remembered))
      continue;
    isChanged = true;
    if (names.has(name)) scanned.set(name, one);
    else if (gone === undefined) scanned.set(name, { ...one, gone: now.toISOString() });
    else scanned.delete(name);
  }
  return isChanged;
}

async function readContent(file: string, folder: string): Promise<Content> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new UnusableState('damaged', { file });
  });
  if (text === null) return { schema: 'trueslate.watch/1', folder, scanned: {}, unsent: [] };
  let content: Partial<Content> | null;
  try {
    content = JSON.parse(text) as Partial<Content> | null;
  } catch {
    content = null;
  }
  const { schema, scanned, unsent } = content ?? {};
  if (schema !== 'trueslate.watch/1' || typeof scanned !== 'object' || !Array.isArray(unsent))
    throw new UnusableState('damaged', { file });
  if (content?.folder !== folder) throw new UnusableState('other-folder', { file, folder: String(content?.folder) });
  return content as Content;
}
