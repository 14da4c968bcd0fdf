import type { Fact } from '../../model/index.ts';
import { walkBmff } from './bmff.ts';
import { walkBmp } from './bmp.ts';
import { walkGif } from './gif.ts';
import { walkJpeg } from './jpeg.ts';
import { walkNested } from './nested.ts';
import { pictureKind } from './picture-kind.ts';
import { oddAt } from './place.ts';
import { walkPng } from './png.ts';
import { type EmbeddedPicture, type Reads, read, runOnBytes, type Walk } from './reads.ts';
import { walkRiff } from './riff.ts';
import { walkTiff } from './tiff.ts';
import type { WalkNotes } from './walk-notes.ts';

const walkers = {
  'image/jpeg': walkJpeg,
  'image/png': walkPng,
  'image/gif': walkGif,
  'image/webp': walkRiff,
  'image/tiff': walkTiff,
  'image/heif': walkBmff,
  'image/bmp': walkBmp,
} as const;

/**
 * States that a picture lies in the file, and what it says, each fact by its name behind `picture/`: a cover that AI made
 * does not make the sound AI's, and so none of its facts may count as one of the file. Damage in it is told, and is no
 * damage of the file.
 */
export function* pictureFacts(notes: WalkNotes, picture: EmbeddedPicture): Reads<void> {
  const { offset, length, where, bytes } = picture;
  const mime = pictureKind(bytes ?? (yield* read(offset, Math.min(16, length))));
  const place = notes.place(where, offset, length);
  notes.fact('container', `picture:${mime ?? 'unknown'}`, `${bytes?.length ?? length} bytes`, place);
  if (mime === undefined) return;
  const { facts, c2paStores, complete } = bytes
    ? packedWalk(notes, picture, mime)
    : yield* walkNested(walkers[mime], notes.file, { offset, length, mime, label: where });
  for (const fact of facts) notes.facts.push({ ...fact, name: `picture/${fact.name}` });
  notes.stores.push(...c2paStores);
  if (!complete) notes.problems.push(oddAt(offset, 'picture'));
}

/** A picture that lies packed has no byte of its own in the file: all that it says stands in the whole, and no engine reaches its store. */
function packedWalk(notes: WalkNotes, { offset, length, where, bytes }: EmbeddedPicture, mime: keyof typeof walkers): Walk {
  const { path } = notes.file;
  const held = bytes ?? new Uint8Array(0);
  const walk = runOnBytes(walkers[mime]({ path, size: held.length }), held);
  const at = { path, offset, length };
  const facts = walk.facts.map((fact): Fact => ({ ...fact, at, where: `${where}, ${fact.where}` }));
  if (walk.c2paStores.length > 0) facts.push({ source: 'container', name: 'c2pa:store', value: 'packed', where, at });
  return { ...walk, facts, c2paStores: [] };
}
