import { type Box, type BoxCount, boxDepthLimit, childBoxes } from './bmff-box.ts';
import { walkMeta } from './bmff-meta.ts';
import { unknownText } from './bmff-text.ts';
import { walkUdta } from './bmff-udta.ts';
import { latin1, startsWith, untilNul } from './bytes.ts';
import { type Reads, read } from './reads.ts';
import { readPayload, type WalkNotes } from './walk-notes.ts';

const c2paUuid = 'd8fec3d61b0e483c92975828877ec481';
const xmpUuid = 'be7acfcb97a942e89c71999491e3afac';
/** Canon's box in the moov of CR3: holds CMT1 to CMT4, TIFF structures (https://github.com/lclevy/canon_cr3). */
const canonUuid = '85c0b687820f11e08111f4ce462b6a48';

/** True for boxes that can hold statements wherever they stand. */
export function isHolder({ type }: Box): boolean {
  return /^(udta|meta|meco|uuid)$/.test(type);
}

/** Walks a box that can hold statements; any other is passed over. */
export function* walkHolder(notes: WalkNotes, count: BoxCount, box: Box, depth: number): Reads<void> {
  if (depth > boxDepthLimit) notes.broken(box.offset, 'nested-too-deep');
  else if (box.type === 'udta') yield* walkUdta(notes, count, box, depth);
  else if (box.type === 'meta') yield* walkMeta(notes, count, box, depth);
  else if (box.type === 'uuid') yield* walkUuid(notes, count, box);
  // Further meta boxes, where one is there already (ISO/IEC 14496-12, 8.11.7).
  else if (box.type === 'meco')
    for (const child of yield* childBoxes(notes, count, box)) yield* walkHolder(notes, count, child, depth + 1);
}

/** True for room for nothing. */
export function isFree({ type }: Box): boolean {
  return type === 'free' || type === 'skip';
}

/** Room for nothing, in which tools leave what they took out of the tree, or hide what others should pass over. */
export function* freeBox(notes: WalkNotes, box: Box): Reads<void> {
  yield* unknownText(notes, box, `udta:${box.type}`);
  const end = Math.min(box.end, notes.file.size);
  notes.unexplained(`${box.path} box`, box.payload, end - box.payload, true);
}

/** Walks a `uuid` box: XMP, a C2PA store, Canon's, or the text of one that is unknown. */
export function* walkUuid(notes: WalkNotes, count: BoxCount, box: Box): Reads<void> {
  const length = box.end - box.payload;
  if (box.uuid === xmpUuid) {
    const packet = yield* readPayload(notes, box.payload, length);
    if (packet) notes.xmp(packet, notes.place(`${box.path} (XMP)`, box.payload, length));
  } else if (box.uuid === c2paUuid) yield* c2paStore(notes, box);
  else if (box.uuid === canonUuid) {
    for (const child of yield* childBoxes(notes, count, box)) {
      if (!/^CMT[124]$/.test(child.type)) continue;
      const tiff = yield* readPayload(notes, child.payload, child.end - child.payload);
      if (tiff) notes.exif(tiff, notes.place(child.path, child.payload, tiff.length));
    }
  } else yield* unknownText(notes, box, `uuid:${box.uuid ?? ''}`);
}

/** C2PA 2.2 annex A.5: version and flags, a purpose, for a store an 8-byte offset, then the JUMBF superbox. */
function* c2paStore(notes: WalkNotes, box: Box): Reads<void> {
  const head = yield* read(box.payload, Math.min(64, box.end - box.payload));
  const purpose = latin1(untilNul(head, 4));
  if (purpose === 'merkle') return;
  const start = 4 + purpose.length + 1 + 8;
  if (!startsWith(head, 'jumb', start + 4)) return notes.broken(box.offset, 'c2pa-box');
  notes.stores.push({ offset: box.payload + start, length: box.end - box.payload - start });
}
