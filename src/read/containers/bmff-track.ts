import { type Box, type BoxCount, childBoxes } from './bmff-box.ts';
import { freeBox, isFree, isHolder, walkHolder } from './bmff-holder.ts';
import { fixedWhole, handlerType } from './bmff-meta.ts';
import { frameRate } from './bmff-rate.ts';
import { type SampleTable, seiOfSamples } from './bmff-sei.ts';
import { unknownText } from './bmff-text.ts';
import { latin1, textOf, u16, u32, u64, untilNul } from './bytes.ts';
import { type Reads, read } from './reads.ts';
import { frameRateText, timecodeText } from './timecode.ts';
import type { WalkNotes } from './walk-notes.ts';

/** What the tracks of a moov have shown so far. */
export interface TrackNotes {
  video: boolean;
  /** Seconds of the film with its fragments, where its header tells. */
  fragmentsSeconds?: number;
  /** How NAL units stand in a video track that has its samples in fragments. */
  fragmented?: { lengthSize: number; hevc: boolean };
}

/** Walks one `trak`: user data, metadata, picture size, frame rate, start timecode, and SEI texts of its first samples. */
export function* walkTrack(notes: WalkNotes, count: BoxCount, trak: Box, seen: TrackNotes): Reads<void> {
  const children = yield* childBoxes(notes, count, trak);
  yield* held(notes, count, children, 3);
  const mdia = children.find((child) => child.type === 'mdia');
  if (!mdia) return;
  const media = yield* childBoxes(notes, count, mdia);
  yield* held(notes, count, media, 4);
  const handler = yield* handlerType(media);
  yield* handlerName(notes, media);
  const minf = media.find((child) => child.type === 'minf');
  const information = minf ? yield* childBoxes(notes, count, minf) : [];
  yield* held(notes, count, information, 5);
  const stbl = information.find((child) => child.type === 'stbl');
  const table = stbl && (yield* childBoxes(notes, count, stbl));
  if (!table) return;
  yield* held(notes, count, table, 6);
  if (handler === 'vide' && !seen.video) {
    seen.video = true;
    yield* videoSize(notes, children, table);
    yield* frameRate(notes, media, table);
    yield* videoSamples(notes, count, table, seen);
  } else if (handler === 'tmcd') yield* startTimecode(notes, table);
}

/** What the boxes of one level of a track say: writers put their metadata on any of them. */
function* held(notes: WalkNotes, count: BoxCount, boxes: readonly Box[], depth: number): Reads<void> {
  for (const box of boxes) {
    if (isFree(box)) yield* freeBox(notes, box);
    else if (isHolder(box)) yield* walkHolder(notes, count, box, depth);
    else if (!trackBoxes.has(box.type)) yield* unknownText(notes, box, `udta:${box.type}`);
  }
}

/** Boxes of a track whose content is structure (ISO/IEC 14496-12, QuickTime File Format): never searched for text. */
const trackBoxes = new Set(
  (
    'tkhd mdia edts tref load imap txas trgr clip matt tapt crgn kmat cslg mdhd hdlr minf elng stbl dinf vmhd smhd hmhd sthd nmhd ' +
    'gmhd gmin hint stsd stts ctts stsc stsz stz2 stco co64 stss stsh stps padb stdp sdtp sbgp sgpd subs saiz saio sidx senc'
  ).split(' '),
);

/** Where transcoders name themselves (ISO/IEC 14496-12, 8.4.3); QuickTime puts the length before the text. */
function* handlerName(notes: WalkNotes, media: readonly Box[]): Reads<void> {
  const box = media.find(({ type }) => type === 'hdlr');
  if (!box) return;
  const start = box.payload + 24;
  const bytes = yield* read(start, Math.max(0, Math.min(1024, box.end - start)));
  const skip = bytes.length > 1 && bytes[0] === bytes.length - 1 ? 1 : 0;
  const name = untilNul(bytes.subarray(skip));
  notes.fact('container', 'hdlr:name', textOf(name), notes.place(box.path, start + skip, name.length));
}

/** The size of the coded picture; where no sample entry tells it, the size in which the track is shown. */
function* videoSize(notes: WalkNotes, children: readonly Box[], table: readonly Box[]): Reads<void> {
  const stsd = table.find(({ type }) => type === 'stsd');
  if (stsd) {
    // Version, flags and number of entries, then the first visual sample entry (ISO/IEC 14496-12, 12.1.3).
    const at = stsd.payload + 8;
    const entry = yield* read(at, Math.min(86, Math.max(0, stsd.end - at)));
    const length = Math.min(31, entry[50] ?? 0);
    const name = untilNul(entry.subarray(51, 51 + length));
    // Services put their names where the name of the codec belongs.
    notes.fact('container', 'stsd:encoder', textOf(name), notes.place(`${stsd.path} compressor name`, at + 51, name.length));
    const [width, height] = [u16(entry, 32), u16(entry, 34)];
    if (width > 0 && height > 0) notes.tell({ width, height });
  }
  const tkhd = children.find((child) => child.type === 'tkhd');
  if (!tkhd) return;
  const bytes = yield* read(tkhd.payload, 104);
  const at = bytes[0] === 1 ? 88 : 76;
  const [width, height] = [fixedWhole(bytes, at), fixedWhole(bytes, at + 4)];
  if (width > 0 && height > 0) notes.tell({ width, height });
}

/** The tables that say where samples lie. */
function* sampleTable(table: readonly Box[]): Reads<SampleTable | undefined> {
  const find = (type: string) => table.find((child) => child.type === type);
  const stsz = find('stsz');
  const stsc = find('stsc');
  const offsets = find('stco') ?? find('co64');
  if (!stsz || !stsc || !offsets) return undefined;
  const sizes = yield* read(stsz.payload, 24);
  const perChunk = u32(yield* read(stsc.payload, 20), 12);
  const wide = offsets.type === 'co64';
  const places = yield* read(offsets.payload, 8 + 3 * (wide ? 8 : 4));
  const chunks = Math.min(3, u32(places, 4));
  const chunkOffsets = Array.from({ length: chunks }, (_, index) =>
    wide ? u64(places, 8 + index * 8) : u32(places, 8 + index * 4),
  );
  const fixed = u32(sizes, 4);
  const samples = Math.min(3, u32(sizes, 8));
  const sampleSizes = Array.from({ length: samples }, (_, index) => (fixed > 0 ? fixed : u32(sizes, 12 + index * 4)));
  return { perChunk, chunkOffsets, sampleSizes };
}

/** Sample entries whose samples are length-prefixed NAL units: ISO/IEC 14496-15. */
const nalConfigs: Readonly<Record<string, 'avcC' | 'hvcC'>> = {
  avc1: 'avcC',
  avc2: 'avcC',
  avc3: 'avcC',
  dva1: 'avcC',
  dvav: 'avcC',
  hvc1: 'hvcC',
  hev1: 'hvcC',
  dvh1: 'hvcC',
  dvhe: 'hvcC',
};

function* videoSamples(notes: WalkNotes, count: BoxCount, table: readonly Box[], seen: TrackNotes): Reads<void> {
  const stsd = table.find((child) => child.type === 'stsd');
  const entry = stsd && (yield* childBoxes(notes, count, stsd, stsd.payload + 8))[0];
  const configType = entry && nalConfigs[entry.type];
  if (!entry || !configType) return;
  // A visual sample entry has 78 bytes before its boxes.
  const config = (yield* childBoxes(notes, count, entry, entry.payload + 78)).find((box) => box.type === configType);
  if (!config) return;
  const bytes = yield* read(config.payload, Math.min(4096, config.end - config.payload));
  const hevc = configType === 'hvcC';
  const lengthSize = ((bytes[hevc ? 21 : 4] ?? 3) & 3) + 1;
  const samples = yield* sampleTable(table);
  if (samples && samples.sampleSizes.length > 0) yield* seiOfSamples(notes, samples, lengthSize, hevc);
  else seen.fragmented = { lengthSize, hevc };
}

/** QuickTime timecode track: https://developer.apple.com/documentation/quicktime-file-format/timecode_sample_description */
function* startTimecode(notes: WalkNotes, table: readonly Box[]): Reads<void> {
  const stsd = table.find((child) => child.type === 'stsd');
  const samples = yield* sampleTable(table);
  const at = samples?.chunkOffsets[0];
  if (!stsd || at === undefined) return;
  const entry = yield* read(stsd.payload + 8, 34);
  if (latin1(entry, 4, 8) !== 'tmcd') return;
  const sample = yield* read(at, 4);
  if (sample.length < 4) return;
  const [timescale, duration, perSecond] = [u32(entry, 24), u32(entry, 28), entry[32] ?? 0];
  const drop = (u32(entry, 20) & 1) === 1;
  if (perSecond > 0) notes.tell({ timecode: timecodeText(u32(sample, 0), perSecond, drop) });
  if (timescale > 0 && duration > 0) notes.tell({ frameRate: frameRateText(timescale, duration) });
}

/** The first fragment of a film: its media data begin with the first sample, in all but freely interleaved files. */
export function* firstFragment(notes: WalkNotes, mdat: Box, seen: TrackNotes): Reads<void> {
  if (!seen.fragmented) return;
  const { lengthSize, hevc } = seen.fragmented;
  delete seen.fragmented;
  const table = { perChunk: 1, chunkOffsets: [mdat.payload], sampleSizes: [Math.min(65_536, mdat.end - mdat.payload)] };
  yield* seiOfSamples(notes, table, lengthSize, hevc);
}
