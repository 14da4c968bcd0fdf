import { seiOfAnnexB, seiOfLengths } from './annexb-sei.ts';
import { startsWith, u32, u64 } from './bytes.ts';
import { newLengths } from './mxf-length.ts';
import { type SetNotes, tellTimecode, walkSet } from './mxf-sets.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

/** One key-length-value triplet (SMPTE ST 336). */
interface Klv {
  /** Lower-case hex of the 16-byte key. */
  readonly key: string;
  readonly offset: number;
  readonly value: number;
  /** Bytes of the value. */
  readonly length: number;
}

/** A partition pack (SMPTE ST 377-1 section 7.1). */
interface Partition {
  /** 2 header, 3 body, 4 footer. */
  readonly kind: number;
  /** 1 open incomplete, 2 closed incomplete, 3 open complete, 4 closed complete. */
  readonly status: number;
  /** Bytes from the header partition; 0 where the writer did not know it. */
  readonly footer: number;
  readonly headerBytes: number;
  /** First byte behind the pack. */
  readonly end: number;
}

const runInLimit = 65_536;
const partitionStart = '060e2b34020501010d01020101';
const setStart = '060e2b34025301010d0101010101';
const aafSetStart = '060e2b34025301010d0104';
const primerKey = '060e2b34020501010d01020101050100';
const ripKey = '060e2b34020501010d01020101110100';
/** Sets of one header, and essence elements that are passed where no index of partitions is there. */
const klvLimit = 20_000;
const metadataLimit = 16;

/** Bytes behind a partition's metadata in which the first pictures begin. */
const essenceStart = 256 * 1024;

/** Walks MXF: header metadata of every partition that has some, and the partitions themselves; essence is passed over. */
export const walkMxf: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const start = yield* runIn();
  const header = start === undefined ? undefined : yield* readPartition(start);
  if (start === undefined || header?.kind !== 2) {
    notes.broken(0, 'mxf-header-partition');
    return notes.done();
  }
  const sets: SetNotes = { timecodes: [], rates: [], lengths: newLengths(), said: new Set() };
  const metadataEnd = yield* walkMetadata(notes, sets, header);
  yield* essenceSei(notes, metadataEnd);
  const indexed = yield* randomIndex(notes, start);
  const others = (indexed ?? []).filter((offset) => offset !== start);
  if (header.footer > 0 && !others.includes(start + header.footer)) others.push(start + header.footer);
  if (!indexed) yield* walkEssence(notes, metadataEnd);
  let bodies = 0;
  let read = 0;
  for (const offset of others) {
    const partition = yield* readPartition(offset);
    if (!partition) {
      if (offset >= file.size) notes.truncated(start, offset + 1);
      else notes.broken(offset, 'mxf-partition');
    } else {
      notes.segment(['header', 'body', 'footer'][partition.kind - 2] ?? 'partition', offset, partition.end - offset);
      if (partition.kind === 3 && bodies++ < 2) yield* essenceSei(notes, partition.end);
      if (partition.headerBytes === 0) continue;
      if (++read > metadataLimit) notes.limit(offset, 'mxf-metadata');
      else yield* walkMetadata(notes, sets, partition);
    }
  }
  const footer = header.footer > 0 || others.length > 0;
  // A closed header says that the file was finished: it then names its footer.
  if (notes.complete && !footer && !indexed && header.status % 2 === 1) notes.broken(start, 'mxf-not-closed');
  tellTimecode(notes, sets);
  return notes.done();
};

/** Essence elements in the generic container, picture items among them (SMPTE ST 379-1, table 4). */
const essenceKey = '060e2b34010201010d010301';

/** SEI texts of the first pictures: between start codes, as SMPTE ST 381-3 has it, or behind lengths, as some writers leave it. */
function* essenceSei(notes: WalkNotes, from: number): Reads<void> {
  yield* seiOfAnnexB(notes, from, essenceStart);
  const said = new Set<string>();
  let at = from;
  for (let count = 0; count < 32 && at < from + essenceStart; count++) {
    const klv = yield* readKlv(at);
    if (!klv) return;
    if (klv.key.startsWith(essenceKey)) yield* seiOfLengths(notes, klv.value, klv.length, said);
    at = klv.value + klv.length;
  }
}

/** Where the header partition begins: a run-in of under 64 KiB may precede it. */
function* runIn(): Reads<number | undefined> {
  const bytes = yield* read(0, runInLimit + 16);
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(Buffer.from(partitionStart, 'hex'));
  return at < 0 ? undefined : at;
}

function* readKlv(offset: number): Reads<Klv | undefined> {
  const head = yield* read(offset, 25);
  if (head.length < 17 || !startsWith(head, '\x06\x0e\x2b\x34')) return undefined;
  const key = Buffer.from(head.subarray(0, 16)).toString('hex');
  const first = head[16] ?? 0;
  if (first < 128) return { key, offset, value: offset + 17, length: first };
  const bytes = first & 127;
  if (bytes === 0 || bytes > 8) return undefined;
  let length = 0;
  for (let at = 0; at < bytes; at++) length = length * 256 + (head[17 + at] ?? 0);
  return { key, offset, value: offset + 17 + bytes, length };
}

function* readPartition(offset: number): Reads<Partition | undefined> {
  const klv = yield* readKlv(offset);
  if (!klv?.key.startsWith(partitionStart) || klv.length < 88) return undefined;
  const pack = Buffer.from(klv.key, 'hex');
  const bytes = yield* read(klv.value, 88);
  if (bytes.length < 88) return undefined;
  return {
    kind: pack[13] ?? 0,
    status: pack[14] ?? 0,
    footer: u64(bytes, 24),
    headerBytes: u64(bytes, 32),
    end: klv.value + klv.length,
  };
}

/** Reads the sets behind a partition pack; hands back where they end. */
function* walkMetadata(notes: WalkNotes, sets: SetNotes, partition: Partition): Reads<number> {
  let offset = partition.end;
  let end: number | undefined;
  for (let count = 0; end === undefined || offset < end; count++) {
    if (count > klvLimit) {
      notes.limit(offset, 'mxf-sets');
      break;
    }
    const klv = yield* readKlv(offset);
    const next = klv ? klv.value + klv.length : offset;
    if (!klv) {
      if (partition.headerBytes > 0) unread(notes, offset, end);
      break;
    }
    if (next > notes.file.size) {
      notes.truncated(offset, next);
      break;
    }
    // HeaderByteCount counts from the primer pack; fill may precede it.
    if (klv.key === primerKey) end = offset + partition.headerBytes;
    else if (isSet(klv.key)) yield* walkSet(notes, sets, klv.key, klv.value, klv.length);
    else if (end === undefined && !isFill(klv.key)) break;
    offset = next;
  }
  return offset;
}

function unread(notes: WalkNotes, offset: number, end: number | undefined): void {
  if (offset >= notes.file.size) notes.truncated(offset, end ?? offset + 1);
  else notes.broken(offset, 'mxf-klv');
}

const isSet = (key: string) => key.startsWith(setStart) || key.startsWith(aafSetStart);
const isFill = (key: string) => key.startsWith('060e2b34010101') && key.slice(16) === '0301021001000000';

/** Offsets of all partitions, from the pack at the very end of the file; undefined where there is none. */
function* randomIndex(notes: WalkNotes, start: number): Reads<number[] | undefined> {
  const { size } = notes.file;
  const length = u32(yield* read(size - 4, 4), 0);
  if (length < 21 || length > Math.min(size, 1_048_576)) return undefined;
  const klv = yield* readKlv(size - length);
  if (klv?.key !== ripKey) return undefined;
  const bytes = yield* read(klv.value, klv.length - 4);
  const offsets: number[] = [];
  for (let at = 0; at + 12 <= bytes.length; at += 12) offsets.push(start + u64(bytes, at + 4));
  notes.segment('random index pack', size - length, length);
  return offsets;
}

/** Passes over the essence one element at a time: the only way to see where a file without an index is cut off. */
function* walkEssence(notes: WalkNotes, from: number): Reads<void> {
  let offset = from;
  for (let count = 0; count < klvLimit && offset < notes.file.size; count++) {
    const klv = yield* readKlv(offset);
    if (!klv) return notes.broken(offset, 'mxf-klv');
    const next = klv.value + klv.length;
    if (next > notes.file.size) return notes.truncated(offset, next);
    offset = next;
  }
}
