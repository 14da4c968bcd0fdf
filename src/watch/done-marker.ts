import { extname } from 'node:path';

/** The file by which a sender says that a delivery is complete. */
export interface DoneMarker {
  /** As the user wrote it. */
  readonly pattern: string;
  /** True for the name of such a file. */
  matches(name: string): boolean;
  /**
   * The delivery that a marker beside it speaks of, told by what its `*` stands for: `film.mov.done` of `film.mov`, `RAW-114.done` of
   * `RAW-114`, and `film.done` of `film.mov`.
   */
  speaksOf(marker: string, delivery: string): boolean;
}

/**
 * Reads what `--done-marker` says: a name, or a name with one `*` in it. Undefined where it is none: with a path in it, with more
 * than one `*`, or with nothing but one, which every file would be.
 */
export function doneMarker(pattern: string): DoneMarker | undefined {
  const [start = '', end, ...more] = pattern.normalize('NFC').split('*');
  if (/[/\\?[\]{}]/.test(pattern) || more.length > 0 || (start === '' && (end ?? '') === '')) return undefined;
  const starred = (given: string): string | undefined => {
    const name = given.normalize('NFC');
    if (end === undefined) return name === start ? '' : undefined;
    const isLong = name.length > start.length + end.length;
    return isLong && name.startsWith(start) && name.endsWith(end)
      ? name.slice(start.length, name.length - end.length)
      : undefined;
  };
  return {
    pattern,
    matches: (name) => starred(name) !== undefined,
    speaksOf: (marker, delivery) => {
      const about = starred(marker);
      const name = delivery.normalize('NFC');
      return (
        about !== undefined && about !== '' && (about === name || about === name.slice(0, name.length - extname(name).length))
      );
    },
  };
}
