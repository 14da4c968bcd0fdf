import picomatch from 'picomatch';

/**
 * A matcher for one glob: picomatch semantics, `*` never crosses `/`, dot files match, Unicode in NFC on both sides. A path
 * that equals the glob letter by letter matches first, since names of sequences and stills hold brackets.
 */
export function globMatcher(glob: string): (path: string) => boolean {
  const pattern = glob.normalize('NFC');
  const matches = picomatch(pattern, { dot: true });
  return (path) => path.normalize('NFC') === pattern || matches(path.normalize('NFC'));
}
