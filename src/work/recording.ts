import { isStill, type Remembered, type RememberedFile, sizeIn } from '../scan/remembered.ts';
import type { FileStamp } from '../store/index.ts';
import type { JobFile } from './cut.ts';
import { answerLine } from './part.ts';

/** A memory that knows nothing, and writes down what it is told to keep. */
export interface Recording {
  readonly remembered: Remembered;
  /** Lines of a part. */
  readonly lines: readonly string[];
  /** Files of the job that are here as the scan saw them. */
  readonly seen: () => number;
}

/** Only the size is asked of a stamp that nothing is looked up by. */
const stampWith = (size: number): FileStamp => ({ size, modified: 0n, changed: 0n, inode: 0n, device: 0n });

/** Records the answers about the files of a job, as far as they are as the scan saw them. */
export function recordingOf(files: readonly JobFile[]): Recording {
  const told = new Map(files.map(({ uri, stamp }) => [uri, stamp]));
  const lines: string[] = [];
  const seen = new Set<string>();
  /** Null where the scan saw another file there, or none of this job. */
  const stampOf = (uri: string): string | null => {
    const stamp = told.get(uri);
    if (stamp === undefined || !isStill(uri, stamp)) return null;
    seen.add(uri);
    return stamp;
  };
  const stampsOf = ({ uri, parts = [] }: RememberedFile): readonly string[] | null => {
    const stamps = [uri, ...parts.map((part) => part.uri)].map(stampOf);
    return stamps.some((stamp) => stamp === null) ? null : (stamps as string[]);
  };
  const remembered: Remembered = {
    of: async ({ kind, by }, file, make, lasts) => {
      // Asked before it is read: what is changed while it is read is another file.
      const [stamp, ...beside] = stampsOf(file) ?? [];
      const value = await make();
      if (stamp === undefined || !lasts(value)) return value;
      const { path, uri, parts = [] } = file;
      lines.push(answerLine({ path, uri, parts, stamp, beside, kind, by }, JSON.stringify(value)));
      return value;
    },
    take: async () => {},
    now: {
      stampOf: ({ uri }) => {
        const stamp = stampOf(uri);
        return stamp === null ? null : stampWith(sizeIn(stamp));
      },
      recall: () => null,
      keep: ({ kind, by }, { path, uri }, { size }, value) => {
        const stamp = told.get(uri);
        // What a header says besides what is made of it is of use only where the markers change.
        if (kind === 'header' || stamp === undefined || sizeIn(stamp) !== size) return;
        lines.push(answerLine({ path, uri, stamp, kind, by }, value));
      },
      ready: () => null,
    },
    rest: async () => {},
    close: async () => {},
  };
  return { remembered, lines, seen: () => seen.size };
}
