import type { DigestAlgorithm, FileDigests } from '../model/index.ts';
import { atOnce } from '../tools/at-once.ts';
import { workerFile } from '../tools/thread.ts';
import { openThreads } from '../tools/threads.ts';
import { type HashAsk, hashFile } from './hash-file.ts';

/** Milliseconds without a piece of a file after which its hashing is given up. */
const patience = 30_000;

/** Files up to this size (bytes) are hashed where they are asked for: handing over costs more than a millisecond of hashing. */
const smallFile = 1 << 20;

/** A thread needs little but the pieces of files, which are not counted here. MiB. */
const memory = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 };

/** Hashes whole files beside all other work. */
export interface HashThreads {
  /**
   * Digests of a file in one pass over its bytes.
   * @throws the operating system's error; Error where nothing could be read of it for too long, or after `close`
   */
  readonly digestsOf: (
    file: { readonly uri: string; readonly size: number },
    algorithms: readonly DigestAlgorithm[],
  ) => Promise<FileDigests>;
  /** Stops what is being hashed; what waits is not begun. */
  readonly close: () => Promise<void>;
}

/** Opens a number of threads, each started when it is needed. */
export function openHashThreads(count: number, limitPerPiece: number = patience): HashThreads {
  const plan = { file: workerFile(import.meta.url, 'hash-worker'), patience: limitPerPiece, memory };
  const threads = openThreads<HashAsk, FileDigests>(plan, count);
  // Files wait here rather than for a thread: one that is asked after it was closed would start again.
  const wait = atOnce(Math.max(1, count));
  let isClosed = false;
  return {
    digestsOf: ({ uri, size }, algorithms) => {
      if (size <= smallFile || algorithms.length === 0) return hashFile({ uri, algorithms });
      return wait(async () => {
        if (isClosed) throw new Error('hashing was stopped');
        return threads.ask({ uri, algorithms });
      });
    },
    close: () => {
      isClosed = true;
      return threads.close();
    },
  };
}
