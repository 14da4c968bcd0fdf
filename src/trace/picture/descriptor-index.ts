import { descriptorBytes } from '../../tools/opencv.ts';
import { distance, ones, words } from './hamming.ts';
import { keyBitsOfTables } from './key-bits.ts';

/** Tables, each keyed by bits of its own: a descriptor that differs in a few bits still meets its like in one of them. */
const tableCount = keyBitsOfTables.length;

/** Bits of a key, at least and at most: as many as make about as many buckets as there are descriptors. */
const keyBitsWithin = { least: 10, most: 22 };

/** Two descriptors further apart than this (bits of 256) are not taken for the same corner. */
export const nearBits = 60;

/** Descriptors of many sources, so ordered that like ones are found without looking at all. Shared between threads. */
export interface DescriptorIndex {
  /** Descriptors of all sources, one after the other. */
  readonly descriptors: Uint32Array;
  /** The first descriptor of each source, and the number of all. */
  readonly starts: Uint32Array;
  /** The source of each descriptor. */
  readonly sourceOf: Uint32Array;
  /** Bits of each table's key: `keyBits` positions (0 to 255) for each. */
  readonly positions: Uint8Array;
  readonly keyBits: number;
  /** Of each table, where the entries of each key begin; one more than there are keys. */
  readonly buckets: readonly Uint32Array[];
  /** Of each table, descriptors by their key: the lower `entryBits` their number, above it a few bits of their own. */
  readonly entries: readonly Uint32Array[];
  readonly entryBits: number;
}

/**
 * Builds an index over the descriptors of many sources.
 *
 * Locality-sensitive hashing over bits of the descriptors: two descriptors that differ in 30 of 256 bits agree in 18 given bits
 * once in ten times, two unlike ones hardly ever; a dozen tables give the true source votes enough, at a cost that hardly grows
 * with the number of sources (Indyk and Motwani 1998; https://doi.org/10.1145/276698.276876).
 * @param sources the descriptors of each source, `descriptorBytes` each
 */
export function indexDescriptors(sources: readonly Uint8Array[]): DescriptorIndex {
  const counts = sources.map((bytes) => bytes.length / descriptorBytes);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const descriptors = new Uint32Array(new SharedArrayBuffer(total * descriptorBytes));
  const bytes = new Uint8Array(descriptors.buffer);
  const starts = shared(sources.length + 1);
  const sourceOf = shared(total);
  let next = 0;
  sources.forEach((source, number) => {
    bytes.set(source, next * descriptorBytes);
    starts[number] = next;
    const count = counts[number] ?? 0;
    sourceOf.fill(number, next, next + count);
    next += count;
  });
  starts[sources.length] = total;
  const { least, most } = keyBitsWithin;
  const keyBits = Math.min(most, Math.max(least, Math.round(Math.log2(Math.max(1, total)))));
  const positions = keyPositions(keyBits);
  const entryBits = Math.max(1, Math.ceil(Math.log2(total + 1)));
  const keys = Array.from({ length: tableCount }, (_, table) =>
    keysOf(descriptors, total, positions.subarray(table * keyBits, (table + 1) * keyBits)),
  );
  const nextOf = new Uint32Array(2 ** keyBits);
  const tables = keys.map((own, table) =>
    tableOf(own, keys[(table + 1) % tableCount] as Uint32Array, nextOf, keyBits, entryBits),
  );
  return {
    descriptors,
    starts,
    sourceOf,
    positions,
    keyBits,
    buckets: tables.map(({ buckets }) => buckets),
    entries: tables.map(({ entries }) => entries),
    entryBits,
  };
}

function shared(length: number): Uint32Array<SharedArrayBuffer> {
  return new Uint32Array(new SharedArrayBuffer(length * 4));
}

function keyPositions(keyBits: number): Uint8Array {
  const positions = new Uint8Array(new SharedArrayBuffer(tableCount * keyBits));
  keyBitsOfTables.forEach((bits, table) => {
    positions.set(bits.slice(0, keyBits), table * keyBits);
  });
  return positions;
}

function keysOf(descriptors: Uint32Array, total: number, positions: Uint8Array): Uint32Array {
  const keys = new Uint32Array(total);
  for (let at = 0; at < total; at++) keys[at] = keyOf(descriptors, at * words, positions);
  return keys;
}

/** @param next for use here: where the next entry of each bucket goes */
function tableOf(keys: Uint32Array, others: Uint32Array, next: Uint32Array, keyBits: number, entryBits: number) {
  const buckets = shared(2 ** keyBits + 1);
  for (const key of keys) buckets[key + 1] = (buckets[key + 1] as number) + 1;
  for (let key = 1; key < buckets.length; key++) buckets[key] = (buckets[key] as number) + (buckets[key - 1] as number);
  next.set(buckets.subarray(0, next.length));
  const entries = shared(keys.length);
  const shift = keyBits - markBits(keyBits, entryBits);
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as number;
    const place = next[key] as number;
    entries[place] = at | (((others[at] as number) >>> shift) << entryBits);
    next[key] = place + 1;
  }
  return { buckets, entries };
}

/**
 * Bits of a descriptor that stand beside its number in a bucket: the first ones of the next table's key. Most of what lies in a
 * bucket by chance is told from them, without a look at the descriptor itself, which lies far away in memory.
 */
function markBits(keyBits: number, entryBits: number): number {
  return Math.min(12, keyBits, 32 - entryBits);
}

function keyOf(descriptors: Uint32Array, offset: number, positions: Uint8Array): number {
  let key = 0;
  for (let at = 0; at < positions.length; at++) {
    const position = positions[at] as number;
    key = (key << 1) | (((descriptors[offset + (position >> 5)] as number) >>> (position & 31)) & 1);
  }
  return key;
}

/** Entries of one bucket that are looked at: the flat corners of all sources gather in a few, and tell nothing apart. */
const bucketLimit = 24;

/** Sources that one corner of a frame may stand for: copies and versions of one picture share their corners. */
const sourcesOfCorner = 3;

/**
 * Which corners of a frame have a near one in which source.
 * @param frame descriptors of the frame, as words
 * @returns by source number: feature of the frame, descriptor of the index, and so on in turn
 */
export function nearIn(index: DescriptorIndex, frame: Uint32Array): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  const { positions, keyBits } = index;
  const rows = Array.from({ length: tableCount }, (_, table) => positions.subarray(table * keyBits, (table + 1) * keyBits));
  const keys = new Uint32Array(tableCount);
  const nearest = new Nearest();
  for (let offset = 0; offset < frame.length; offset += words) {
    rows.forEach((row, table) => {
      keys[table] = keyOf(frame, offset, row);
    });
    findNearest(index, frame, offset, keys, nearest);
    for (let at = 0; at < nearest.count; at++) {
      const [source, entry] = [nearest.sources[at] as number, nearest.entries[at] as number];
      const pairs = found.get(source);
      if (pairs) pairs.push(offset / words, entry);
      else found.set(source, [offset / words, entry]);
    }
  }
  return found;
}

/** The nearest entries of one corner of a frame, each of another source, the nearest first: room that is used again. */
class Nearest {
  count = 0;
  readonly sources = new Uint32Array(sourcesOfCorner);
  readonly entries = new Uint32Array(sourcesOfCorner);
  private readonly bits = new Uint32Array(sourcesOfCorner);

  /** Bits that must not be reached to be among the nearest. */
  get enough(): number {
    return this.count < sourcesOfCorner ? nearBits + 1 : (this.bits[sourcesOfCorner - 1] as number);
  }

  keep(source: number, entry: number, bits: number): void {
    let at = this.sources.subarray(0, this.count).indexOf(source);
    if (at < 0) at = this.count < sourcesOfCorner ? this.count++ : sourcesOfCorner - 1;
    else if ((this.bits[at] as number) <= bits) return;
    for (; at > 0 && (this.bits[at - 1] as number) > bits; at--) this.put(at, at - 1);
    this.sources[at] = source;
    this.entries[at] = entry;
    this.bits[at] = bits;
  }

  private put(to: number, from: number): void {
    for (const column of [this.sources, this.entries, this.bits]) column[to] = column[from] as number;
  }
}

/** Looks for the nearest entry of each of the nearest sources. */
function findNearest(index: DescriptorIndex, frame: Uint32Array, offset: number, keys: Uint32Array, nearest: Nearest): void {
  const { descriptors, buckets, entries, sourceOf, keyBits, entryBits } = index;
  const marks = markBits(keyBits, entryBits);
  const mostMarks = Math.floor(marks / 3);
  const numberMask = 2 ** entryBits - 1;
  nearest.count = 0;
  let enough = nearest.enough;
  for (let table = 0; table < tableCount; table++) {
    const key = keys[table] as number;
    const mark = ((keys[(table + 1) % tableCount] as number) >>> (keyBits - marks)) << entryBits;
    const starts = buckets[table] as Uint32Array;
    const list = entries[table] as Uint32Array;
    const first = starts[key] as number;
    const end = Math.min(starts[key + 1] as number, first + bucketLimit);
    for (let at = first; at < end; at++) {
      const marked = list[at] as number;
      if (ones((marked ^ mark) >>> entryBits) > mostMarks) continue;
      const entry = marked & numberMask;
      const bits = distance(frame, offset, descriptors, entry * words, enough);
      if (bits >= enough) continue;
      nearest.keep(sourceOf[entry] as number, entry, bits);
      enough = nearest.enough;
    }
  }
}
