import { type Asset, frameNames } from '../model/index.ts';

/** A frame of a sequence: its path, and where it lies. */
export interface FrameFile {
  readonly path: string;
  readonly uri: string;
}

/**
 * The frames of a sequence by number; null for any other asset. Addresses keep the bytes of a name, which a path does not: so the
 * number is looked for in the address of the first frame, where the rest of the name follows it.
 */
export function framesOf({ path, uri, sequence }: Asset): ((number: number) => FrameFile) | null {
  const names = sequence === undefined ? null : frameNames(path);
  if (sequence === undefined || names === null) return null;
  const first = names.pathOf(sequence.first);
  const { digits, suffix } = names;
  const base = uri.lastIndexOf('/') + 1;
  for (let at = uri.lastIndexOf(digits); at >= base; at = uri.lastIndexOf(digits, at - 1)) {
    const rest = uri.slice(at + digits.length);
    if (plainText(rest) !== suffix) continue;
    return (number) => {
      const own = names.pathOf(number);
      return {
        path: own,
        uri: `${uri.slice(0, at)}${own.slice(first.length - digits.length - suffix.length, own.length - suffix.length)}${rest}`,
      };
    };
  }
  return null;
}

function plainText(encoded: string): string {
  try {
    return decodeURIComponent(encoded).normalize('NFC');
  } catch {
    // No UTF-8: then the path has other characters there.
    return encoded;
  }
}
