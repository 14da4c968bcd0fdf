import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { VideoFile } from '../report/index.ts';

/** Bytes that a name may have on every file system in use. */
const longestName = 255;
/** Bytes kept free for the neighbour that is written first, `.<process>.part`. */
const spare = 20;

/**
 * Where the files of a timeline report go: `out/markers.edl` gives `out/markers.cut_reel1.mov.edl`, with `.1` before the ending
 * where one video takes several. The video's path comes from strangers: it only ever becomes a part of one name, in the folder
 * that was asked for, and no two are alike, not even where capitals do not count. `ending` is that of the reporter, `.edl`.
 */
export function videoFileNames(file: string, ending: string, files: readonly VideoFile[]): readonly string[] {
  const name = basename(file);
  const [base, written] = [name.slice(0, -ending.length), name.slice(-ending.length)];
  const room = longestName - spare - Buffer.byteLength(`${base}..99999${written}`);
  const names = new Map<string, string>();
  for (const { video } of files) if (!names.has(video)) names.set(video, uniqueName(video, room, [...names.values()]));
  return files.map(({ video, part }) => {
    const numbered = part === undefined ? '' : `.${part}`;
    // Not joined: of an address, two slashes would become one.
    return `${file.slice(0, file.length - name.length)}${base}.${names.get(video)}${numbered}${written}`;
  });
}

function uniqueName(video: string, room: number, taken: readonly string[]): string {
  const digest = createHash('sha256').update(video).digest('hex').slice(0, 8);
  const plain = safeName(video);
  const isTaken = taken.some((other) => other.normalize('NFKC').toLowerCase() === plain.normalize('NFKC').toLowerCase());
  if (!isTaken && Buffer.byteLength(plain) <= room) return plain;
  return `${digest}-${endOf(plain, Math.max(0, room - digest.length - 1))}`;
}

/** A path as a part of a name: no separators, nothing that a file system or a terminal takes for more than a letter. */
function safeName(path: string): string {
  return path
    .normalize('NFC')
    .replace(/[/\\<>:"|?*\p{C}\p{Zl}\p{Zp}]/gu, '_')
    .replace(/\.{2,}/g, '.')
    .replace(/^[. ]+|[. ]+$/g, '_');
}

/** The last letters of a text that fit into so many bytes: the end of a path tells more than its beginning. */
function endOf(text: string, bytes: number): string {
  let end = '';
  for (const letter of [...text].reverse()) {
    if (Buffer.byteLength(letter + end) > bytes) break;
    end = letter + end;
  }
  return end;
}
