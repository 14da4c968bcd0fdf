import { latin1, u32, u64 } from './bytes.ts';
import { isFourcc } from './printable.ts';
import { type Reads, read } from './reads.ts';
import type { WalkNotes } from './walk-notes.ts';

/** One box (atom): ISO/IEC 14496-12 section 4.2, QuickTime File Format "Atoms". */
export interface Box {
  /** Four characters, bytes as Latin-1 (`©too`). */
  readonly type: string;
  /** Lower-case hex without dashes; only for `uuid` boxes. */
  readonly uuid?: string;
  /** Bytes from the start of the file, header included. */
  readonly offset: number;
  /** First byte after the header (and after the 16 bytes of a uuid). */
  readonly payload: number;
  /** First byte after the box. */
  readonly end: number;
  /** For people: `moov/udta/©too`. */
  readonly path: string;
}

/** Boxes that one file may have; a real moov has some hundreds, a long fragmented film some hundred thousand. */
const boxLimit = 500_000;
/** Nesting; real files stay below 12. */
export const boxDepthLimit = 24;

/** What the walk counts over the whole file. */
export interface BoxCount {
  boxes: number;
}

/** Reads the header at `offset` of something that ends at `limit`; undefined where no box can stand there. */
export function* readBox(offset: number, limit: number, parent: string): Reads<Box | undefined> {
  if (limit - offset < 8) return undefined;
  const head = yield* read(offset, Math.min(32, limit - offset));
  if (head.length < 8) return undefined;
  const type = latin1(head, 4, 8);
  let size = u32(head, 0);
  let payload = offset + 8;
  if (size === 1) {
    size = u64(head, 8);
    payload += 8;
    if (head.length < 16) return undefined;
  } else if (size === 0) {
    if (!isFourcc(type)) return undefined;
    size = limit - offset;
  }
  if (offset + size < payload) return undefined;
  const path = parent === '' ? type : `${parent}/${type}`;
  const end = offset + size;
  if (type !== 'uuid') return { type, offset, payload, end, path };
  const at = payload - offset;
  const uuid = Buffer.from(head.subarray(at, at + 16)).toString('hex');
  return { type, uuid, offset, payload: payload + 16, end, path };
}

/**
 * The children of a box, in order. What does not hold is noted: a child past the end of its parent, or bytes that are
 * no box. QuickTime ends lists of atoms with a 32-bit zero, and writers pad with zeros: neither is broken.
 */
export function* childBoxes(notes: WalkNotes, count: BoxCount, parent: Box, from = parent.payload): Reads<Box[]> {
  const children: Box[] = [];
  const limit = Math.min(parent.end, notes.file.size);
  let offset = from;
  while (limit - offset >= 8) {
    if (++count.boxes > boxLimit) {
      notes.limit(offset, 'boxes');
      break;
    }
    const box = yield* readBox(offset, limit, parent.path);
    if (!box || (box.end > limit && !isFourcc(box.type))) {
      if (!(yield* onlyZeros(offset, limit))) notes.broken(offset, `box-in-${parent.type}`);
      break;
    }
    if (box.end > limit) {
      notes.broken(offset, `${box.type}-past-${parent.type}`);
      break;
    }
    children.push(box);
    offset = box.end;
  }
  return children;
}

function* onlyZeros(offset: number, limit: number): Reads<boolean> {
  const head = yield* read(offset, Math.min(limit - offset, 4096));
  return head.every((byte) => byte === 0);
}
