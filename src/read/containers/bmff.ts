import { type Box, type BoxCount, boxDepthLimit, childBoxes, readBox } from './bmff-box.ts';
import { freeBox, isFree, isHolder, walkHolder, walkUuid } from './bmff-holder.ts';
import { walkMeta } from './bmff-meta.ts';
import { unknownText } from './bmff-text.ts';
import { firstFragment, type TrackNotes, walkTrack } from './bmff-track.ts';
import { latin1, u32, u64 } from './bytes.ts';
import { isFourcc } from './printable.ts';
import { type Reads, read, type Walk, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

/** Types that begin a file or stand at its top level; anything else there must at least fit. */
const topTypes = new Set(
  'ftyp styp moov moof mdat free skip wide pnot PICT uuid meta meco udta sidx ssix mfra prft emsg pdin jumb imda'.split(' '),
);

/** What stood at the top level. */
interface Seen {
  brands: string;
  moov: boolean;
  meta: boolean;
  fragments: boolean;
  mdat: boolean;
  readonly tracks: TrackNotes;
}

/** Walks MP4, QuickTime, M4A, 3GPP, HEIF, AVIF and CR3: the box tree of ISO/IEC 14496-12. */
export const walkBmff: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const count: BoxCount = { boxes: 0 };
  const seen: Seen = { brands: '', moov: false, meta: false, fragments: false, mdat: false, tracks: { video: false } };
  let offset = 0;
  while (offset < file.size) {
    if (++count.boxes > 500_000) {
      notes.limit(offset, 'boxes');
      break;
    }
    const box = yield* readBox(offset, file.size, '');
    if (!box || (!topTypes.has(box.type) && (!isFourcc(box.type) || box.end > file.size))) {
      endOfBoxes(notes, offset, seen);
      break;
    }
    // A fragmented film has a moof and a mdat every second: they would crowd out the rest.
    if (!seen.fragments || !/^(moof|mdat|sidx|emsg|prft)$/.test(box.type))
      notes.segment(box.path, box.offset, Math.min(box.end, file.size) - box.offset);
    yield* walkTop(notes, count, box, seen);
    if (box.end > file.size) {
      notes.truncated(box.offset, box.end);
      break;
    }
    offset = box.end;
  }
  return judged(notes, seen);
};

/** Bytes that are no box: something appended to a sound structure, else broken. */
function endOfBoxes(notes: WalkNotes, offset: number, seen: Seen): void {
  const sound = seen.meta || (seen.moov && (seen.mdat || seen.fragments));
  if (sound) notes.unexplained('behind the last box', offset, notes.file.size - offset);
  else notes.broken(offset, 'box');
}

function judged(notes: WalkNotes, seen: Seen): Walk {
  // An initialisation segment alone holds nothing of the film that it begins.
  const { fragmentsSeconds = 0 } = seen.tracks;
  if (seen.fragments && fragmentsSeconds > 0) notes.tell({ duration: fragmentsSeconds });
  const still = /heic|heix|mif1|msf1|avif|avis|heim|heis|hevc|heif/.test(seen.brands);
  if (notes.complete && still && !seen.meta && !seen.moov) notes.broken(0, 'no-meta');
  else if (notes.complete && !still && !seen.moov) notes.broken(0, 'no-moov');
  else if (notes.complete && !still && !seen.mdat && !seen.fragments) missingMedia(notes);
  return notes.done();
}

/** A moov alone is an initialisation segment where it announces fragments; otherwise the pictures are missing. */
function missingMedia(notes: WalkNotes): void {
  if (!notes.segments.some((segment) => segment.name === 'moov/mvex')) notes.broken(0, 'no-mdat');
}

function* walkTop(notes: WalkNotes, count: BoxCount, box: Box, seen: Seen): Reads<void> {
  const reachable = box.end <= notes.file.size;
  if (box.type === 'ftyp' || box.type === 'styp') {
    seen.brands += latin1(yield* read(box.payload, Math.min(256, box.end - box.payload)));
    if (box.type === 'styp') seen.fragments = true;
  } else if (box.type === 'mdat' || box.type === 'imda') {
    seen.mdat = true;
    if (seen.fragments) yield* firstFragment(notes, box, seen.tracks);
  } else if (box.type === 'uuid' && reachable) yield* walkUuid(notes, count, box);
  else if (box.type === 'moov' && reachable) {
    seen.moov = true;
    yield* walkMoov(notes, count, box, seen.tracks);
  } else if (box.type === 'moof' && reachable) {
    seen.fragments = true;
    for (const child of yield* childBoxes(notes, count, box)) {
      yield* walkHolder(notes, count, child, 2);
      if (child.type === 'traf')
        for (const inner of yield* childBoxes(notes, count, child)) yield* walkHolder(notes, count, inner, 3);
    }
  } else if (box.type === 'meta') {
    seen.meta = true;
    if (reachable) yield* walkMeta(notes, count, box, 1);
  } else if (/^(udta|meco)$/.test(box.type) && reachable) yield* walkHolder(notes, count, box, 1);
  else if (isFree(box)) yield* freeBox(notes, box);
  else if (!topTypes.has(box.type) && reachable) yield* unknownText(notes, box, `udta:${box.type}`);
}

function* walkMoov(notes: WalkNotes, count: BoxCount, moov: Box, tracks: TrackNotes): Reads<void> {
  const children = yield* childBoxes(notes, count, moov);
  if (children.length === 0) notes.broken(moov.offset, 'moov-empty');
  for (const child of children) {
    notes.segment(child.path, child.offset, child.end - child.offset);
    if (child.type === 'mvhd') yield* movieHeader(notes, child, children, tracks);
    else if (child.type === 'trak') yield* walkTrack(notes, count, child, tracks);
    else if (child.type === 'cmov') notes.limit(child.offset, 'compressed-moov');
    else if (child.type === 'moov') yield* nested(notes, child, 2);
    else if (isHolder(child)) yield* walkHolder(notes, count, child, 2);
    else if (isFree(child)) yield* freeBox(notes, child);
    else if (!/^(iods|mvex|ctab|clip|drm |prfl|rmra|pssh)$/.test(child.type))
      yield* unknownText(notes, child, `udta:${child.type}`);
  }
}

/** A moov in a moov means nothing; deep nesting of it is an attack on readers that recurse. */
function* nested(notes: WalkNotes, box: Box, depth: number): Reads<void> {
  let inner: Box | undefined = box;
  let level = depth;
  while (inner?.type === 'moov' && level <= boxDepthLimit) {
    inner = yield* readBox(inner.payload, inner.end, inner.path);
    level++;
  }
  notes.broken(box.offset, level > boxDepthLimit ? 'nested-too-deep' : 'moov-in-moov');
}

/** Seconds from 1904-01-01, where QuickTime counts from, to 1970-01-01. */
const epoch1904 = 2_082_844_800;

function* movieHeader(notes: WalkNotes, box: Box, children: readonly Box[], tracks: TrackNotes): Reads<void> {
  const bytes = yield* read(box.payload, Math.min(36, box.end - box.payload));
  const wide = bytes[0] === 1;
  const created = wide ? u64(bytes, 4) : u32(bytes, 4);
  const timescale = u32(bytes, wide ? 20 : 12);
  const duration = wide ? u64(bytes, 24) : u32(bytes, 16);
  const unknown = duration === (wide ? 2 ** 64 : 0xffffffff);
  const mvex = children.find(({ type }) => type === 'mvex');
  // Where fragments follow, this is the duration of what lies before them.
  if (mvex) tracks.fragmentsSeconds = timescale > 0 ? (yield* fragmentsDuration(notes, mvex)) / timescale : 0;
  else if (timescale > 0 && duration > 0 && !unknown) notes.tell({ duration: duration / timescale });
  if (created > epoch1904 && created < epoch1904 + 2 ** 33) {
    notes.tell({ created: new Date((created - epoch1904) * 1000).toISOString().replace('.000', '') });
  }
}

/** Duration of a film with all its fragments, in units of its header (`mehd`, ISO/IEC 14496-12, 8.8.2); 0 where it is not told. */
function* fragmentsDuration(notes: WalkNotes, mvex: Box): Reads<number> {
  const mehd = yield* readBox(mvex.payload, Math.min(mvex.end, notes.file.size), mvex.path);
  if (mehd?.type !== 'mehd') return 0;
  const bytes = yield* read(mehd.payload, Math.min(12, mehd.end - mehd.payload));
  return bytes[0] === 1 ? u64(bytes, 4) : u32(bytes, 4);
}
