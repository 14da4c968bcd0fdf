import { textOf, u32 } from './bytes.ts';
import { pictureInBlock } from './flac-picture.ts';
import { oddAt, type Place, placeWithin } from './place.ts';
import type { WalkNotes } from './walk-notes.ts';

/** Comments that hold pictures as base64. */
const pictureKeys = /^(METADATA_BLOCK_PICTURE|COVERART)$/i;
const commentLimit = 20_000;

/**
 * Keeps a Vorbis comment list (https://www.xiph.org/vorbis/doc/v-comment.html) that begins at `start` of `bytes`.
 * False where it does not hold. `exact` false where the bytes do not lie in one piece.
 */
export function vorbisComments(notes: WalkNotes, bytes: Uint8Array, start: number, place: Place, exact = true): boolean {
  const vendorLength = u32(bytes, start, true);
  let at = start + 4 + vendorLength;
  if (at + 4 > bytes.length) return false;
  const within = (offset: number, length: number, key: string) =>
    exact ? placeWithin(place, offset, length, key) : { ...place, where: `${place.where}, ${key}` };
  notes.fact('container', 'vorbis:vendor', textOf(bytes.subarray(start + 4, at)), within(start + 4, vendorLength, 'vendor'));
  let left = u32(bytes, at, true);
  if (left > commentLimit) notes.limit(place.offset, 'vorbis-comments');
  left = Math.min(left, commentLimit);
  at += 4;
  for (; left > 0; left--) {
    const length = u32(bytes, at, true);
    if (at + 4 > bytes.length || at + 4 + length > bytes.length) return false;
    const text = textOf(bytes.subarray(at + 4, at + 4 + length));
    const equals = text.indexOf('=');
    const key = equals < 0 ? '' : text.slice(0, equals);
    const keyBytes = Buffer.byteLength(key) + 1;
    const range = equals < 0 ? within(at + 4, length, 'comment') : within(at + 4 + keyBytes, Math.max(0, length - keyBytes), key);
    if (pictureKeys.test(key)) packedPicture(notes, key, text.slice(equals + 1), range);
    else {
      notes.fact('container', `vorbis:${key}`, text.slice(equals + 1), range);
    }
    at += 4 + length;
  }
  return true;
}

/** `COVERART` is the picture itself, `METADATA_BLOCK_PICTURE` a picture block of FLAC. */
function packedPicture(notes: WalkNotes, key: string, text: string, place: Place): void {
  const bytes = Buffer.from(text, 'base64');
  const isBare = /^COVERART$/i.test(key);
  const inside = isBare ? { offset: 0, length: bytes.length } : pictureInBlock(bytes);
  if (inside === undefined) notes.problems.push(oddAt(place.offset, 'picture'));
  else notes.picture(place.where, place.offset, place.length, bytes.subarray(inside.offset, inside.offset + inside.length));
}
