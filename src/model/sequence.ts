/** Frames that stand one behind another under numbered names, as one asset: `dir/name.[0001001-0130599].dpx`. */
export interface Sequence {
  /** Number of the first frame, and of the last. */
  readonly first: number;
  readonly last: number;
  /** Frames that are there. */
  readonly count: number;
  /** Gaps between the first frame and the last, in order. */
  readonly missing: readonly FrameRange[];
  /** Paths of frames that differ from the others and are assets of their own as well. */
  readonly odd: readonly string[];
  /** Frames whose header was not read, where that was asked for; absent where all were. */
  readonly unread?: number;
}

/** Numbers of frames, both included. */
export interface FrameRange {
  readonly first: number;
  readonly last: number;
}

/** The parts of a sequence's path: what stands before the numbers, the numbers with their leading zeros, and what stands behind. */
const bracketed = /^([\s\S]*)\[(\d+)-(\d+)\]([^/]*)$/;

/** The path of a sequence. */
export function sequencePath(prefix: string, first: string, last: string, suffix: string): string {
  return `${prefix}[${first}-${last}]${suffix}`;
}

/** How the frames of a sequence are called. */
export interface FrameNames {
  /** The number of the first one as it is written, and what stands behind it. */
  readonly digits: string;
  readonly suffix: string;
  /** The path of the frame of a number. */
  readonly pathOf: (number: number) => string;
  /** The number in the path of a frame; undefined where it is none of this sequence. */
  readonly numberIn: (path: string) => number | undefined;
}

/** How the frames of a sequence are called by its path; null where that is none of a sequence. */
export function frameNames(path: string): FrameNames | null {
  const [, prefix = '', first = '', , suffix = ''] = bracketed.exec(path) ?? [];
  if (first === '') return null;
  const written = (number: number): string => String(number).padStart(first.length, '0');
  return {
    digits: first,
    suffix,
    pathOf: (number) => `${prefix}${written(number)}${suffix}`,
    numberIn: (frame) => {
      if (!frame.startsWith(prefix) || !frame.endsWith(suffix)) return undefined;
      const digits = frame.slice(prefix.length, frame.length - suffix.length);
      return /^\d+$/.test(digits) && written(Number(digits)) === digits ? Number(digits) : undefined;
    },
  };
}

/** Numbers of the frames that are there, in order. */
export function* numbersOf({ first, last, missing }: Pick<Sequence, 'first' | 'last' | 'missing'>): Generator<number> {
  let gap = 0;
  for (let number = first; number <= last; number++) {
    const next = missing[gap];
    if (next !== undefined && number >= next.first) {
      number = next.last;
      gap += 1;
    } else yield number;
  }
}
