import type { Encoding, Segment } from '../../model/index.ts';
import type { OpenFile } from '../../storage/local.ts';
import { encodingOf } from './encoding.ts';

/** Where a value was found, and how it is written there. */
export interface FoundValue {
  /** Name of the segment that holds it; undefined in bytes that no walk named. */
  readonly segment?: string;
  readonly offset: number;
  readonly length: number;
  readonly encoding: readonly Encoding[];
}

/** Bytes of a segment that is searched: larger ones are picture, film and sound, and metadata of more is no one's. */
const segmentLimit = 4 << 20;
/** Bytes of all segments together, and of the head and the tail of the file each. */
const totalLimit = 32 << 20;
const edgeLimit = 4 << 20;
/** Characters that a value must have: less is found by chance. */
const shortest = 4;

/** Looks for a value in the segments of a file, then in its first and last bytes; undefined where it is not found there. */
export async function valueIn(open: OpenFile, segments: readonly Segment[], value: string): Promise<FoundValue | undefined> {
  // The sign of a value that was cut.
  const wanted = value.replace(/…$/, '').trim();
  if (wanted.length < shortest) return undefined;
  let left = totalLimit;
  // The smallest first: a box stands within others, and the innermost is the place.
  for (const { name, offset, length } of [...segments].sort((a, b) => a.length - b.length)) {
    if (length > segmentLimit || length > left) continue;
    left -= length;
    const found = within(await bytesOf(open, offset, length), offset, wanted);
    if (found !== undefined) return { ...found, segment: name };
  }
  for (const offset of new Set([0, Math.max(0, open.size - edgeLimit)])) {
    const found = plainIn(await bytesOf(open, offset, edgeLimit), offset, wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function bytesOf(open: OpenFile, offset: number, length: number): Promise<Buffer> {
  const held = await open.readAt(offset, length);
  return Buffer.from(held.buffer, held.byteOffset, held.length);
}

/** The very bytes of a value where it stands unpacked; else the whole stretch, with what has to be undone. */
function within(bytes: Buffer, offset: number, wanted: string): FoundValue | undefined {
  const plain = plainIn(bytes, offset, wanted);
  if (plain !== undefined) return plain;
  const encoding = encodingOf(bytes, wanted);
  return encoding === undefined || encoding[0] === 'binary' ? undefined : { offset, length: bytes.length, encoding };
}

function plainIn(bytes: Buffer, offset: number, wanted: string): FoundValue | undefined {
  const little = Buffer.from(wanted, 'utf16le');
  const forms: readonly (readonly [readonly Encoding[], Buffer])[] = [
    [[], Buffer.from(wanted)],
    [['utf-16le'], little],
    [['utf-16be'], Buffer.from(little).swap16()],
  ];
  for (const [encoding, form] of forms) {
    const at = bytes.indexOf(form);
    if (at >= 0) return { offset: offset + at, length: form.length, encoding };
  }
  return undefined;
}
