import type { MetFile, NamedFile } from '../discover/index.ts';
import type { PixelMode } from '../read/watermark/candidate.ts';
import type { FileStamp } from '../store/index.ts';
import type { Question, RememberedNow } from './remembered.ts';
import { codeDigest } from './version.ts';

/** What is known of a file before it is opened. */
export interface KnownHead {
  readonly stamp: FileStamp | null;
  /** What it was met as; null where it must be met, or judged again. */
  readonly met: MetFile | null;
  /** What was read of its header, where only what judges it has changed since. */
  readonly read: string | null;
}

/** The heads of files that were met before. */
export interface RememberedHeads {
  readonly look: (file: NamedFile) => KnownHead;
  /** @param read what was read of its header; null where that is remembered already */
  readonly keep: (file: NamedFile, stamp: FileStamp, met: MetFile, read: string | null) => void;
  /** Null where more can be kept, else when it can. */
  readonly ready: () => Promise<void> | null;
}

/**
 * Two things are remembered of a file: what its header says, by the version of what reads it, and what was made of that, which is
 * asked first. With other markers, files are judged again by what their headers say, and none is opened.
 */
export function rememberedHeads(now: RememberedNow, pixels: PixelMode | null): RememberedHeads {
  const reader = `${codeDigest('heads')} ${pixels === null ? 'heads' : 'walks'}`;
  const said: Question = { kind: 'header', by: reader };
  const judged: Question = { kind: 'met', by: `${reader} ${codeDigest('judgements')} ${pixels}` };
  const parsed = parser<Omit<MetFile, 'size'>>();
  return {
    look: (file) => {
      const stamp = now.stampOf(file);
      if (stamp === null) return { stamp, met: null, read: null };
      const met = now.recall(judged, file, stamp);
      if (met !== null) {
        const { head, plain } = parsed(met);
        return { stamp, met: { size: stamp.size, head, plain }, read: null };
      }
      return { stamp, met: null, read: now.recall(said, file, stamp) };
    },
    keep: (file, stamp, { size, ...met }, read) => {
      // What was met has another size where the file was changed meanwhile.
      if (size !== stamp.size) return;
      now.keep(judged, file, stamp, JSON.stringify(met));
      if (read !== null) now.keep(said, file, stamp, read);
    },
    ready: now.ready,
  };
}

/** Texts that are parsed once: nearly every file says what another one has said. */
const recentLimit = 1000;

function parser<Value>(): (text: string) => Value {
  const recent = new Map<string, Value>();
  return (text) => {
    const known = recent.get(text);
    if (known !== undefined) return known;
    const value = JSON.parse(text) as Value;
    if (recent.size >= recentLimit) recent.clear();
    recent.set(text, value);
    return value;
  };
}
