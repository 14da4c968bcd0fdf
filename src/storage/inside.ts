import path from 'node:path';
import { isRemote, plainAddress } from './remote.ts';

/**
 * True where `place` is `folder` or lies below it; both absolute. Real paths are the caller's business: a link is another
 * name for its target.
 * @param flavour path rules of the machine, so that those of Windows can be tested anywhere
 */
export function isInside(
  folder: string,
  place: string,
  flavour: Pick<path.PlatformPath, 'relative' | 'isAbsolute' | 'sep'> = path,
): boolean {
  // Storage knows no folders above: an address lies in another where it begins with it.
  if (isRemote(folder) || isRemote(place)) {
    const [above, below] = [plainAddress(folder).replace(/\/$/, ''), plainAddress(place)];
    return below === above || below.startsWith(`${above}/`);
  }
  const way = flavour.relative(folder, place);
  // Windows answers with an absolute path where the two lie on different drives; `..x` is a name like any other.
  return way === '' || (!flavour.isAbsolute(way) && way !== '..' && !way.startsWith(`..${flavour.sep}`));
}
