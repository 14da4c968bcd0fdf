import { keepSei, unitsOf } from './annexb-sei.ts';
import { u16, u32 } from './bytes.ts';
import { oddAt } from './place.ts';
import { printable } from './printable.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

/** Bytes at the start of a stream that are looked at for SEI messages and user data. */
const streamStart = 256 * 1024;
/** Places over the whole file at which packets must begin. */
const probes = 64;

/** Walks MPEG transport streams (188 bytes a packet, 192 with time codes, 204 with parity): packets hold over the file. */
export const walkTransportStream: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const start = yield* read(0, streamStart);
  const form = packetForm(start);
  if (!form) {
    notes.broken(0, 'ts-sync');
    return notes.done();
  }
  const packets = Math.floor((file.size - form.sync) / form.size);
  for (let probe = 0; probe < probes; probe++) {
    const at = form.sync + Math.floor(((packets - 1) * probe) / (probes - 1)) * form.size;
    if ((yield* read(at, 1))[0] !== 0x47) {
      notes.broken(at, 'ts-sync');
      break;
    }
  }
  const rest = (file.size - form.sync + form.lead) % form.size;
  if (rest !== 0 && (yield* read(file.size - rest + form.lead, 1))[0] === 0x47)
    notes.truncated(file.size - rest, file.size - rest + form.size);
  else if (notes.complete && (yield* endsInPacket(notes, form))) notes.problems.push(oddAt(file.size, 'ends-in-a-packet'));
  notes.segment('packets', 0, file.size);
  userData(notes, demuxed(start, form), 'first packets', undefined);
  return notes.done();
};

/** Bytes of the end in which the beginnings of the last packets of sound are looked for. */
const streamEnd = 256 * 1024;

/**
 * True where a packet of a stream (PES) is longer than what follows of it. Recordings from the air begin and end so by nature:
 * a person may want to know, and it is no proof that the copy is cut. Packets of pictures mostly leave their length open.
 */
function* endsInPacket(notes: WalkNotes, form: PacketForm): Reads<boolean> {
  const packets = Math.floor((notes.file.size - form.sync) / form.size);
  const from = form.sync + Math.max(0, packets - Math.floor(streamEnd / form.size)) * form.size;
  const bytes = yield* read(from, notes.file.size - from);
  const left = new Map<number, number>();
  for (let at = 0; at + 188 <= bytes.length; at += form.size) {
    const pid = (((bytes[at + 1] ?? 0) & 31) << 8) | (bytes[at + 2] ?? 0);
    const control = ((bytes[at + 3] ?? 0) >> 4) & 3;
    const payload = at + 4 + (control === 3 ? 1 + (bytes[at + 4] ?? 0) : 0);
    if ((control & 1) === 0 || payload >= at + 188) continue;
    const begins = ((bytes[at + 1] ?? 0) & 0x40) !== 0;
    const isStream = begins && u32(bytes, payload) >>> 8 === 1;
    const length = isStream ? u16(bytes, payload + 4) : 0;
    // Tables (PSI) begin with other bytes.
    if (begins) left.set(pid, length === 0 ? 0 : 6 + length);
    const before = left.get(pid) ?? 0;
    if (before > 0) left.set(pid, before - (at + 188 - payload));
  }
  return [...left.values()].some((missing) => missing > 0);
}

interface PacketForm {
  readonly size: number;
  /** Position of the first sync byte. */
  readonly sync: number;
  /** Bytes of a packet before its sync byte. */
  readonly lead: number;
}

function packetForm(bytes: Uint8Array): PacketForm | undefined {
  for (const [size, lead] of [
    [188, 0],
    [192, 4],
    [204, 0],
  ] as const) {
    for (let sync = lead; sync < size + lead; sync++) {
      let at = sync;
      while (at < bytes.length && bytes[at] === 0x47 && at < sync + size * 8) at += size;
      if (at > sync && (at >= bytes.length || at >= sync + size * 8)) return { size, sync, lead };
    }
  }
  return undefined;
}

/** Payloads of the packets, joined by stream: user data may be parted among packets. */
function demuxed(bytes: Uint8Array, form: PacketForm): Uint8Array[] {
  const streams = new Map<number, Uint8Array[]>();
  for (let at = form.sync; at + 188 <= bytes.length; at += form.size) {
    const pid = (((bytes[at + 1] ?? 0) & 31) << 8) | (bytes[at + 2] ?? 0);
    const control = ((bytes[at + 3] ?? 0) >> 4) & 3;
    const from = at + 4 + (control === 3 ? 1 + (bytes[at + 4] ?? 0) : 0);
    if (control === 0 || control === 2 || pid < 32 || from >= at + 188) continue;
    const pieces = streams.get(pid) ?? [];
    pieces.push(bytes.subarray(from, at + 188));
    streams.set(pid, pieces);
  }
  return [...streams.values()].slice(0, 64).map((pieces) => Buffer.concat(pieces));
}

/** Walks MPEG program and elementary video streams: start codes at the beginning, user data of the first pictures. */
export const walkProgramStream: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const start = yield* read(0, streamStart);
  const code = u32(start, 0);
  // Pack header, system header, sequence header, sequence object of MPEG-4 part 2.
  if (![0x1ba, 0x1bb, 0x1b3, 0x1b0].includes(code)) notes.broken(0, 'mpeg-start-code');
  else if (code === 0x1ba) yield* packsHold(notes, start);
  notes.segment('stream', 0, file.size);
  userData(notes, [start], 'first packets', 0);
  return notes.done();
};

/** Follows packs and packets from one to the next as far as `bytes` go. */
function* packsHold(notes: WalkNotes, bytes: Uint8Array): Reads<void> {
  let at = 0;
  while (at + 14 < bytes.length) {
    if (u32(bytes, at) >>> 8 !== 1) {
      // Zero bytes between packets are stuffing.
      const next = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('000001', at, 'hex');
      const gap = bytes.subarray(at, next < 0 ? undefined : next);
      if (gap.some((byte) => byte !== 0)) return notes.broken(at, 'mpeg-packet');
      if (next < 0) return;
      at = next;
    }
    const id = bytes[at + 3] ?? 0;
    if (id === 0xb9) return;
    if (id === 0xba) at += (bytes[at + 4] ?? 0) >> 6 === 1 ? 14 + ((bytes[at + 13] ?? 0) & 7) : 12;
    else if (id < 0xb9) return notes.broken(at, 'mpeg-packet');
    else at += 6 + ((bytes[at + 4] ?? 0) << 8) + (bytes[at + 5] ?? 0);
  }
  if (bytes.length === notes.file.size && at > bytes.length) notes.truncated(0, at);
}

/** MPEG-1/2 user data (start code B2) as `tag:user_data`, and SEI of H.264 and H.265 in Annex B form. */
function userData(notes: WalkNotes, streams: readonly Uint8Array[], where: string, base: number | undefined): void {
  const said = new Set<string>();
  for (const { bytes, at, isEnded } of streams.flatMap((stream) => [...unitsOf(stream)])) {
    const range = base === undefined ? { offset: 0, length: notes.file.size } : { offset: base + at, length: bytes.length };
    if (bytes[0] === 0xb2) keepText(notes, bytes, where, range, said);
    else if (isEnded) keepSei(notes, bytes, range, said);
  }
}

function keepText(
  notes: WalkNotes,
  unit: Uint8Array,
  where: string,
  range: { offset: number; length: number },
  said: Set<string>,
): void {
  const text = printable(unit.subarray(1));
  if (text === undefined || text.length < 4 || said.has(text)) return;
  said.add(text);
  notes.fact('container', 'tag:user_data', text, notes.place(`user data of the ${where}`, range.offset, range.length));
}
