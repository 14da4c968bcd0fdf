import type { MetFile, NamedFile, ReadHeads } from '../discover/index.ts';
import type { ReadFile } from './header-task.ts';
import type { HeaderThreads } from './header-threads.ts';
import type { ReadAhead } from './read-ahead.ts';
import type { KnownHead, RememberedHeads } from './remembered-heads.ts';

/** Files that a thread is handed at once: handing over one costs more than reading it. */
const filesAtOnce = 512;

/** Files for which another thread is worth starting: it compiles everything anew, which takes a second of processor time. */
const filesForThread = 12_000;

/** The same of objects: to ask for one costs ten times what it costs to open a file. */
const objectsForThread = 1000;

/**
 * Reads heads in threads, of files that are not remembered as they are.
 * @param ahead told of each file that its header did not settle
 */
export function readHeadsIn(
  threads: HeaderThreads,
  remembered: Promise<RememberedHeads | null>,
  ahead?: Pick<ReadAhead, 'begin'>,
): ReadHeads {
  return async (files, told) => {
    const known = await remembered;
    const lists = inLists(files);
    const next = () => {
      const list = lists.next();
      if (list.done) return null;
      const { start, items } = list.value;
      return { start, items, answer: metList(items, threads, known) };
    };
    const meetLists = async (): Promise<void> => {
      for (let asked = next(); asked !== null; ) {
        const { start, items, answer } = asked;
        const met = await answer;
        // The thread has its next list before these are looked at.
        asked = next();
        for (const [at, { walked = null, ...one }] of met.entries()) {
          told(one, start + at);
          if (walked !== null) ahead?.begin(items[at] as NamedFile, one, walked);
        }
        await known?.ready();
      }
    };
    const forThread = threads.isRemote ? objectsForThread : filesForThread;
    const useful = Math.min(threads.count, Math.max(1, Math.round(files.length / forThread)));
    await Promise.all(Array.from({ length: useful }, meetLists));
    await threads.rest();
  };
}

/** A file with what is known of it, and its place in a list. */
interface Meeting {
  readonly at: number;
  readonly file: NamedFile;
  readonly known: KnownHead;
}

async function metList(
  files: readonly NamedFile[],
  threads: HeaderThreads,
  remembered: RememberedHeads | null,
): Promise<readonly (MetFile & Partial<Pick<ReadFile, 'walked'>>)[]> {
  if (remembered === null) return threads.meet(files, false);
  const met: (MetFile & Partial<Pick<ReadFile, 'walked'>>)[] = [];
  const open: Meeting[] = [];
  for (const [at, file] of files.entries()) {
    const known = remembered.look(file);
    if (known.met !== null) met[at] = known.met;
    else open.push({ at, file, known });
  }
  const take = ({ at, file, known: { stamp } }: Meeting, one: MetFile, read: string | null): void => {
    met[at] = one;
    if (stamp !== null) remembered.keep(file, stamp, one, read);
  };
  const judged = await judgedAgain(
    open.filter(({ known }) => known.read !== null),
    threads,
  );
  for (const [meeting, one] of judged) take(meeting, one, null);
  const left = open.filter((meeting) => !judged.has(meeting));
  const unread = left.map(({ file }) => file);
  for (const [index, { read, walked, ...one }] of (left.length === 0 ? [] : await threads.meet(unread, true)).entries()) {
    const meeting = left[index] as Meeting;
    // What was not read to its end is read again the next time.
    if (read === null) met[meeting.at] = one;
    else take(meeting, one, read);
    if (walked !== null) met[meeting.at] = { ...one, walked };
  }
  return met;
}

/** Files of which only other markers knew are judged by what was read of them. */
async function judgedAgain(meetings: readonly Meeting[], threads: HeaderThreads): Promise<ReadonlyMap<Meeting, MetFile>> {
  if (meetings.length === 0) return new Map();
  const items = meetings.map(({ file, known }) => ({ ...file, size: known.stamp?.size ?? 0, read: known.read ?? '' }));
  // What breaks a thread here is read again from the file, where each file is told apart.
  const judged = await threads.judge(items).catch(() => []);
  return new Map(judged.map((met, at) => [meetings[at] as Meeting, met]));
}

/** Items in lists of what is handed over at once, each with the number of its first. */
function* inLists(files: Iterable<NamedFile>): Generator<{ readonly start: number; readonly items: readonly NamedFile[] }> {
  let start = 0;
  let items: NamedFile[] = [];
  for (const { path, uri, listed } of files) {
    items.push(listed === undefined ? { path, uri } : { path, uri, listed });
    if (items.length < filesAtOnce) continue;
    yield { start, items };
    start += items.length;
    items = [];
  }
  if (items.length > 0) yield { start, items };
}
