import { latin1, u32, u64 } from './bytes.ts';
import { isFourcc } from './printable.ts';
import { type Reads, read } from './reads.ts';

/** How the chunks of one file are written. */
export interface ChunkForm {
  /** Bytes of a chunk header: 8, or 24 in Sony Wave64. */
  readonly head: 8 | 24;
  /** Byte order of sizes: RIFX and AIFF are big-endian. */
  readonly little: boolean;
  /** 64-bit sizes of RF64 chunks whose own size field says 0xFFFFFFFF, by chunk name (EBU Tech 3306). */
  readonly large: Map<string, number>;
}

/** One chunk of a RIFF, AIFF or Wave64 file. */
export interface Chunk {
  readonly id: string;
  /** Bytes from the start of the file, header included. */
  readonly offset: number;
  /** First byte behind the header. */
  readonly payload: number;
  /** Bytes of the payload; `Infinity` where a streaming writer left the size open. */
  readonly length: number;
  /** Where the next chunk begins, padding included. */
  readonly next: number;
}

/** Reads the chunk header at `offset`; undefined where fewer bytes are left than a header has. */
export function* readChunk(form: ChunkForm, offset: number): Reads<Chunk | undefined> {
  const head = yield* read(offset, form.head);
  if (head.length < form.head) return undefined;
  const id = latin1(head, 0, 4);
  const payload = offset + form.head;
  if (form.head === 24) {
    const length = Math.max(0, u64(head, 16, true) - 24);
    return { id, offset, payload, length, next: payload + Math.ceil(length / 8) * 8 };
  }
  let length = u32(head, 4, form.little);
  if (length === 0xffffffff) length = form.large.get(id) ?? Number.POSITIVE_INFINITY;
  return { id, offset, payload, length, next: payload + length + (length % 2) };
}

/** Where the chunk behind `chunk` begins: some writers leave out the padding byte after an odd length. */
export function* nextChunk(form: ChunkForm, chunk: Chunk): Reads<number> {
  if (form.head === 24 || chunk.length % 2 === 0) return chunk.next;
  const tail = yield* read(chunk.next - 1, 5);
  const padded = tail.length < 5 || isFourcc(latin1(tail, 1, 5));
  return !padded && tail[0] !== 0 && isFourcc(latin1(tail, 0, 4)) ? chunk.next - 1 : chunk.next;
}
