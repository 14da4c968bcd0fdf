import type { About, Fact, Problem, Segment } from '../../model/index.ts';

/** Bytes that a walk asks for: it gets at most `length`, fewer at the end of the file. */
export interface Range {
  readonly offset: number;
  readonly length: number;
}

/** Where a C2PA store lies; a JPEG cuts it into segments, whose further pieces follow in order. */
export interface StoreRange extends Range {
  readonly more?: readonly Range[];
  /**
   * The file inside this one that the store belongs to and is bound to, where it is not the file's own;
   * `application/c2pa` where the store lies loose, and is all that there is of it.
   */
  readonly inner?: Range & { readonly mime: string };
}

/**
 * A walk written as a generator: it yields the ranges it needs and is handed their bytes. So one walk serves a local file
 * read synchronously in a worker, an object read by ranged requests, and a test that hands it a buffer.
 */
export type Reads<T> = Generator<Range, T, Uint8Array>;

/** What is known of a file before it is walked. */
export interface FileFacts {
  /** Goes into `Fact.at.path`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** A stretch of a file that no structure of its format explains. */
export interface Stretch extends Range {
  /** For people: `behind EOI`, `free box`. */
  readonly where: string;
  /** True where something is known to lie there, so that unknown bytes in it are nothing to wonder about. */
  readonly known?: boolean;
}

/** A picture that accompanies what the file is about: cover art, a thumbnail. */
export interface EmbeddedPicture extends Range {
  /** For people: `ID3 frame APIC`. */
  readonly where: string;
  /** The picture, where it lies packed or in pieces and the range is that of the whole. */
  readonly bytes?: Uint8Array;
}

/** What a container walk hands out. */
export interface Walk {
  readonly facts: readonly Fact[];
  /** In file order; at most `segmentLimit`. */
  readonly segments: readonly Segment[];
  /** Where C2PA manifest stores lie: the JUMBF superbox. The file's own come first, those of files inside it after them. */
  readonly c2paStores: readonly StoreRange[];
  /**
   * True where every place of this format in which a mark can lie was read to its end, and the structure held.
   * Anything else says why in `problems` (`truncated`, `broken-structure`, `limit-reached`).
   */
  readonly complete: boolean;
  readonly problems: readonly Problem[];
  readonly about?: About;
  /** What lies behind the end of the picture or film, or in boxes for nothing: another part searches it for whole files and packets. */
  readonly loose?: readonly Stretch[];
  /** Pictures that another part walks: what they state is no statement about the file itself. */
  readonly pictures?: readonly EmbeddedPicture[];
}

/** Walks one format. Never touches picture or sound data; never throws for what a file holds. */
export type Walker = (file: FileFacts) => Reads<Walk>;

/** Segments that a walk remembers; past that it goes on and remembers no more. */
export const segmentLimit = 2000;

/** Asks for one range; shorter than `length` only at the end of the file. */
export function* read(offset: number, length: number): Reads<Uint8Array> {
  return yield { offset, length };
}

/** Reads `length` bytes at `offset` of a file; fewer at its end. */
export type ReadAt = (offset: number, length: number) => Promise<Uint8Array>;

/**
 * Bytes fetched at once where a walk asks for less: at the beginning of a file, where most headers lie close together; behind a
 * long jump forwards, where perhaps only the next jump follows; and at most: of a small file, where a walk goes on from what it
 * was given (the system has read ahead by then), and around a jump backwards, since directories point to values that lie before
 * them, next to each other.
 */
const windows = { first: 16 * 1024, jump: 2 * 1024, most: 64 * 1024 };

/** Bytes that a jump must leave out to be a long one: to jump over the 8 KiB of a usual PNG chunk costs more than to read them. */
const longJump = 16 * 1024;

/** The same walk, asking for whole windows only, each once, and for nothing beyond the end of the file. */
function* inWindows<T>(walk: Reads<T>, size: number): Reads<T> {
  let held: Uint8Array = nothing;
  let heldAt = 0;
  let window = size <= windows.most ? windows.most : windows.first;
  let step = walk.next();
  while (!step.done) {
    const { offset } = step.value;
    const length = Math.max(0, Math.min(step.value.length, size - offset));
    const isInside = offset >= heldAt && offset + length <= heldAt + held.length;
    if (!isInside && length > 0) {
      const isBack = offset < heldAt;
      if (held.length > 0) window = nextWindow(isBack, offset - heldAt - held.length, window);
      heldAt = isBack ? Math.max(0, Math.min(offset, offset + length - window / 2)) : offset;
      held = yield { offset: heldAt, length: Math.min(size, Math.max(offset + length, heldAt + window)) - heldAt };
    }
    step = walk.next(length === 0 ? nothing : held.subarray(offset - heldAt, offset - heldAt + length));
  }
  return step.value;
}

const nothing = new Uint8Array(0);

function nextWindow(isBack: boolean, skipped: number, window: number): number {
  if (isBack) return windows.most;
  return skipped >= longJump ? windows.jump : Math.min(windows.most, 2 * Math.max(window, windows.first));
}

/**
 * Runs a walk over anything that can be read at a position. Errors of `readAt` pass through.
 * @param size of the file, bytes
 */
export async function runReads<T>(walk: Reads<T>, readAt: ReadAt, size: number): Promise<T> {
  const reads = inWindows(walk, size);
  let step = reads.next();
  while (!step.done) step = reads.next(await readAt(step.value.offset, step.value.length));
  return step.value;
}

/** The same where bytes are there at once. */
export function runReadsNow<T>(walk: Reads<T>, readAt: (offset: number, length: number) => Uint8Array, size: number): T {
  const reads = inWindows(walk, size);
  let step = reads.next();
  while (!step.done) step = reads.next(readAt(step.value.offset, step.value.length));
  return step.value;
}

/** Runs a walk over bytes in memory: for tests, and for containers inside containers. */
export function runOnBytes<T>(walk: Reads<T>, bytes: Uint8Array): T {
  let step = walk.next();
  while (!step.done) {
    const { offset, length } = step.value;
    step = walk.next(bytes.subarray(offset, Math.min(bytes.length, offset + length)));
  }
  return step.value;
}
