import { type Asset, frameNames, type List, numbersOf } from '../model/index.ts';

/** A sequence with the names of its frames. */
interface NamedFrames {
  readonly path: string;
  /** All that are there, in order. */
  readonly frames: () => Iterable<string>;
  readonly holds: (path: string) => boolean;
  /** What all its names begin with. */
  readonly start: string;
}

/**
 * The frames of the sequences of a delivery by name: no asset has them, but a declaration may name one of them, or all of them by
 * a glob. Paths are expected in NFC.
 */
export class FramePaths {
  readonly #sequences: readonly NamedFrames[];
  /** Paths of the sequences: a glob that meets the brackets in one says nothing of its frames. */
  readonly paths: ReadonlySet<string>;

  constructor(assets: List<Asset>) {
    this.#sequences = assets.flatMap((asset) => namedFrames(asset) ?? []);
    this.paths = new Set(this.#sequences.map(({ path }) => path));
  }

  /** True where a path is that of a frame that is there. */
  has(path: string): boolean {
    return this.#sequences.some(({ holds }) => holds(path));
  }

  /**
   * Which sequences a glob meets in all their frames, and whether it meets some frames of another.
   * @param base what every path begins with that the glob meets
   */
  met(matches: (path: string) => boolean, base: string): { readonly whole: readonly string[]; readonly some: boolean } {
    const whole: string[] = [];
    let some = false;
    for (const { path, frames, start } of this.#sequences) {
      if (!start.toLowerCase().startsWith(base.toLowerCase())) continue;
      const [met, all] = metOf(frames(), matches);
      if (all) whole.push(path);
      else some ||= met;
    }
    return { whole, some };
  }
}

/** Whether any frame is met, and whether each is; all are tried, since a glob may name those in the middle. */
function metOf(frames: Iterable<string>, matches: (path: string) => boolean): readonly [any: boolean, all: boolean] {
  let [any, all] = [false, true];
  for (const frame of frames) {
    if (matches(frame)) any = true;
    else all = false;
    if (any && !all) break;
  }
  return [any, any && all];
}

function namedFrames({ path, sequence }: Asset): NamedFrames | null {
  const names = sequence === undefined ? null : frameNames(path.normalize('NFC'));
  if (sequence === undefined || names === null) return null;
  const { first, last, missing } = sequence;
  const isMissing = (number: number): boolean => missing.some((gap) => number >= gap.first && number <= gap.last);
  return {
    path,
    start: path.normalize('NFC').slice(0, path.normalize('NFC').lastIndexOf('[')),
    holds: (frame) => {
      const number = names.numberIn(frame);
      return number !== undefined && number >= first && number <= last && !isMissing(number);
    },
    *frames() {
      for (const number of numbersOf(sequence)) yield names.pathOf(number);
    },
  };
}
