import { columns } from './wrap.ts';

/** Characters from the front, or from the back, that fit into so many columns. */
function fitting(characters: readonly string[], room: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += columns(character);
    if (used > room) break;
    taken.push(character);
  }
  return taken;
}

/**
 * A path in at most `room` columns, cut in the middle: the name of the file says most, then the first folders. For a
 * terminal; where a path may have to be copied, in a file or another program, it is given whole.
 */
export function shortenedPath(path: string, room: number): string {
  if (columns(path) <= room) return path;
  const characters = [...path];
  const name = characters.slice(path.includes('/') ? characters.lastIndexOf('/') : 0);
  const wholeName = columns(name.join('')) <= room * 0.75;
  const back = wholeName ? name : fitting([...characters].reverse(), Math.floor((room - 1) * 0.6)).reverse();
  const front = fitting(characters, room - 1 - columns(back.join('')));
  return `${front.join('')}…${back.join('')}`;
}
