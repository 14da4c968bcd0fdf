import { seiOfNals } from './bmff-sei.ts';
import type { Element } from './ebml.ts';
import { readElement } from './ebml.ts';
import { type Reads, read } from './reads.ts';
import type { WalkNotes } from './walk-notes.ts';

/** Which codec's SEI messages a track carries, and in how many bytes the length of each NAL unit stands. */
export interface SeiTrack {
  readonly hevc: boolean;
  readonly lengthSize: number;
}

const simpleBlock = 0xa3;
const blockGroup = 0xa0;
const block = 0xa1;
/** Elements of a cluster that are looked at, and bytes of a block: SEI messages stand before the picture. */
const childLimit = 64;
const blockBytes = 256 * 1024;

/** The track that a CodecID and its CodecPrivate describe; undefined for codecs without SEI (RFC 9559, 5.1.4.1.21). */
export function seiTrackOf(codec: string, configuration: Uint8Array): SeiTrack | undefined {
  // avcC and hvcC (ISO/IEC 14496-15, 5.3.3.1 and 8.3.3.1) give the size of the lengths in their fifth and twenty-second byte.
  if (codec === 'V_MPEG4/ISO/AVC') return { hevc: false, lengthSize: ((configuration[4] ?? 3) & 3) + 1 };
  if (codec === 'V_MPEGH/ISO/HEVC') return { hevc: true, lengthSize: ((configuration[21] ?? 3) & 3) + 1 };
  return undefined;
}

/** Keeps the `user_data_unregistered` messages in the first blocks of a cluster; `cluster` ends at `end`. */
export function* seiOfCluster(notes: WalkNotes, cluster: Element, end: number, track: SeiTrack): Reads<void> {
  const said = new Set<string>();
  let offset = cluster.payload;
  for (let count = 0; offset < end && count < childLimit; count++) {
    const child = yield* readElement(offset);
    if (child === undefined || !Number.isFinite(child.length)) return;
    if (child.id === simpleBlock || child.id === block) yield* seiOfBlock(notes, child, track, said);
    // A group is gone into: its first child is the block.
    offset = child.id === blockGroup ? child.payload : child.payload + child.length;
  }
}

/** Track number (EBML, one to eight bytes), time, flags, then the frame; laced blocks carry sound. RFC 9559, 10.2. */
function* seiOfBlock(notes: WalkNotes, element: Element, track: SeiTrack, said: Set<string>): Reads<void> {
  const bytes = yield* read(element.payload, Math.min(element.length, blockBytes));
  const numberLength = Math.clz32(bytes[0] ?? 0) - 23;
  const head = numberLength + 3;
  if (numberLength > 8 || ((bytes[head - 1] ?? 0) & 0x06) !== 0) return;
  seiOfNals(notes, bytes.subarray(head), element.payload + head, track.lengthSize, track.hevc, said);
}
