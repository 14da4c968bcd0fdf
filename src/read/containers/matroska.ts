import { textOf, untilNul } from './bytes.ts';
import { type Element, float, readElement, unsigned } from './ebml.ts';
import { type SeiTrack, seiOfCluster, seiTrackOf } from './matroska-sei.ts';
import { elementLimit, simpleTag, simpleTagId } from './matroska-tags.ts';
import { dateUtc, frameDuration } from './matroska-times.ts';
import { pictureKind } from './picture-kind.ts';
import { printable } from './printable.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { readPayload, unknownTextLimit, WalkNotes } from './walk-notes.ts';

/** Elements that are gone into; with their names for `where` (https://www.matroska.org/technical/elements.html). */
const masters: Readonly<Record<number, string>> = {
  357149030: 'Info',
  374648427: 'Tracks',
  174: 'TrackEntry',
  224: 'Video',
  423732329: 'Attachments',
  24999: 'AttachedFile',
  272869232: 'Chapters',
  17849: 'EditionEntry',
  182: 'ChapterAtom',
  128: 'ChapterDisplay',
  307544935: 'Tags',
  29555: 'Tag',
};

/** Elements whose text is kept under their own name. */
const texts: Readonly<Record<number, string>> = {
  31657: 'Title',
  19840: 'MuxingApp',
  22337: 'WritingApp',
  29572: 'SegmentFilename',
  21358: 'TrackName',
  18030: 'FileName',
  18046: 'FileDescription',
  133: 'ChapString',
};

/** Identifier of TrackEntry. */
const trackEntry = 0xae;

const id = {
  ebml: 0x1a45dfa3,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  seek: 0x4dbb,
  seekPosition: 0x53ac,
  cluster: 0x1f43b675,

  docType: 0x4282,
};
/** Level 1 of a segment: where one begins, an element of open size ends. */
const topIds = new Set([
  0x1549a966,
  0x1654ae6b,
  0x1941a469,
  0x1043a770,
  0x1254c367,
  id.seekHead,
  id.cluster,
  0x1c53bb6b,
  0xec,
  0xbf,
]);

/** Clusters that are passed one by one; behind them the walk jumps to the next place that SeekHead names. */
const clusterLimit = 1000;

interface Seen {
  elements: number;
  clusters: number;
  /** Positions that SeekHead names, in the file. */
  readonly seeks: number[];
  timescale: number;
  duration: number;
  /** Name and type of the attachment that is being read. */
  attachmentType: string;
  /** Codec of the track that is being read, and the first track whose pictures can carry texts. */
  codec: string;
  sei: SeiTrack | undefined;
  /** Of the track that is being read: its kind, 1 for video, and the nanoseconds of a frame. */
  trackType: number;
  frameNanoseconds: number;
}

/** Walks Matroska and WebM: Info, Tracks, Tags, Attachments and Chapters wherever they lie; clusters are passed over. */
export const walkMatroska: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const header = yield* readElement(0);
  if (header?.id !== id.ebml || !(yield* soundHeader(header))) {
    notes.broken(0, 'ebml-header');
    return notes.done();
  }
  const seen: Seen = {
    elements: 0,
    clusters: 0,
    seeks: [],
    timescale: 1_000_000,
    duration: 0,
    attachmentType: '',
    codec: '',
    sei: undefined,
    trackType: 0,
    frameNanoseconds: 0,
  };
  let offset = header.payload + header.length;
  let segments = 0;
  while (offset < file.size) {
    const element = yield* readElement(offset);
    if (!element || (segments > 0 && element.id !== id.segment)) break;
    if (element.id === id.segment) {
      segments++;
      const end = element.payload + element.length;
      if (end > file.size && end !== Number.POSITIVE_INFINITY) notes.truncated(offset, end);
      yield* walkSegment(notes, seen, element.payload, Math.min(end, file.size), end);
    }
    offset = element.payload + element.length;
  }
  if (segments === 0) notes.broken(offset, 'no-segment');
  if (seen.duration > 0) notes.tell({ duration: (seen.duration * seen.timescale) / 1e9 });
  return notes.done();
};

/** Every child of the EBML header must be an element that ends inside it. */
function* soundHeader(header: Element): Reads<boolean> {
  if (header.length > 4096) return false;
  let offset = header.payload;
  const end = header.payload + header.length;
  while (offset < end) {
    const child = yield* readElement(offset);
    if (!child || child.payload + child.length > end) return false;
    offset = child.payload + child.length;
  }
  return true;
}

function* walkSegment(notes: WalkNotes, seen: Seen, start: number, end: number, promised: number): Reads<void> {
  let offset = start;
  while (offset < end) {
    if (++seen.elements > elementLimit) return notes.limit(offset, 'elements');
    const element = yield* readElement(offset);
    if (!element || (seen.elements === 1 && !topIds.has(element.id))) {
      // A segment of open size may be followed by rubbish; inside a promised size it is damage.
      if (promised !== Number.POSITIVE_INFINITY || seen.clusters === 0) notes.broken(offset, 'element');
      return;
    }
    const next = element.payload + element.length;
    if (element.length === Number.POSITIVE_INFINITY) {
      if (element.id !== id.cluster) return notes.broken(offset, 'open-size');
      seen.clusters++;
      if (seen.clusters === 1 && seen.sei !== undefined) yield* seiOfCluster(notes, element, end, seen.sei);
      offset = yield* behindOpenCluster(notes, seen, element.payload, end);
      continue;
    }
    if (next > end) {
      if (next > notes.file.size) notes.truncated(offset, next);
      else notes.broken(offset, 'element-past-segment');
    }
    if (element.id === id.cluster) {
      seen.clusters++;
      if (seen.clusters === 1 && seen.sei !== undefined) yield* seiOfCluster(notes, element, Math.min(next, end), seen.sei);
      const target = seen.clusters > clusterLimit ? Math.min(...seen.seeks.filter((place) => place > next)) : next;
      offset = Number.isFinite(target) ? target : next;
      continue;
    }
    if (next <= end) yield* walkTop(notes, seen, element, start);
    offset = next;
  }
}

/** The end of a cluster of open size: live recordings go on until the next level-1 element. */
function* behindOpenCluster(notes: WalkNotes, seen: Seen, from: number, end: number): Reads<number> {
  let offset = from;
  while (offset < end) {
    if (++seen.elements > elementLimit) {
      notes.limit(offset, 'elements');
      return end;
    }
    const child = yield* readElement(offset);
    if (!child) {
      notes.broken(offset, 'element');
      return end;
    }
    if (topIds.has(child.id) && child.id !== 0xec && child.id !== 0xbf) return offset;
    const next = child.payload + child.length;
    if (next > end) {
      notes.truncated(offset, Number.isFinite(next) ? next : end + 1);
      return end;
    }
    offset = next;
  }
  return end;
}

function* walkTop(notes: WalkNotes, seen: Seen, element: Element, segmentAt: number): Reads<void> {
  const name = masters[element.id] ?? (element.id === id.seekHead ? 'SeekHead' : undefined);
  if (name !== undefined) notes.segment(name, element.offset, element.payload + element.length - element.offset);
  if (element.id === id.seekHead) yield* readSeekHead(seen, element, segmentAt);
  else if (name !== undefined) yield* walkMaster(notes, seen, element, name, 1);
}

function* readSeekHead(seen: Seen, element: Element, segmentAt: number): Reads<void> {
  const bytes = yield* read(element.payload, Math.min(element.length, 4096));
  let at = 0;
  // Each Seek is 4DBB with SeekID and SeekPosition; the position counts from the segment's payload.
  while (at + 3 < bytes.length) {
    if (bytes[at] === 0x53 && bytes[at + 1] === 0xac) {
      const length = (bytes[at + 2] ?? 0) & 127;
      seen.seeks.push(segmentAt + unsigned(bytes.subarray(at + 3, at + 3 + length)));
      at += 3 + length;
    } else at++;
  }
}

function* walkMaster(notes: WalkNotes, seen: Seen, master: Element, path: string, depth: number): Reads<void> {
  if (depth > 16) return notes.broken(master.offset, 'nested-too-deep');
  const end = master.payload + master.length;
  let offset = master.payload;
  while (offset < end) {
    if (++seen.elements > elementLimit) return notes.limit(offset, 'elements');
    const child = yield* readElement(offset);
    if (!child || child.payload + child.length > end) return notes.broken(offset, `element-in-${path}`);
    const name = masters[child.id];
    if (child.id === simpleTagId) yield* simpleTag(notes, seen, child, `${path}/SimpleTag`, depth + 1);
    else if (child.id === trackEntry) yield* walkTrack(notes, seen, child, path, depth);
    else if (name !== undefined) yield* walkMaster(notes, seen, child, `${path}/${name}`, depth + 1);
    else yield* walkLeaf(notes, seen, child, path);
    offset = child.payload + child.length;
  }
}

/** A frame's duration counts for a track of pictures only: those of sound are short as well, and may come first. */
function* walkTrack(notes: WalkNotes, seen: Seen, track: Element, path: string, depth: number): Reads<void> {
  seen.trackType = 0;
  seen.frameNanoseconds = 0;
  yield* walkMaster(notes, seen, track, `${path}/TrackEntry`, depth + 1);
  if (seen.trackType === 1) frameDuration(notes, seen.frameNanoseconds);
}

function* walkLeaf(notes: WalkNotes, seen: Seen, element: Element, path: string): Reads<void> {
  const name = texts[element.id];
  const place = notes.place(name === undefined ? path : `${path}/${name}`, element.payload, element.length);
  if (name !== undefined) {
    const bytes = yield* readPayload(notes, element.payload, element.length);
    if (bytes) notes.fact('container', `matroska:${name}`, textOf(untilNul(bytes)), place);
    return;
  }
  if (element.id === 0x465c) return yield* attachedText(notes, seen, element, path);
  if (element.id === 0x63a2) seen.sei ??= seiTrackOf(seen.codec, yield* read(element.payload, Math.min(element.length, 64)));
  if (element.length > 256) return;
  const bytes = yield* read(element.payload, element.length);
  if (element.id === 0x4660) seen.attachmentType = textOf(bytes);
  else if (element.id === 0x86) seen.codec = textOf(untilNul(bytes));
  else if (element.id === 0x2ad7b1) seen.timescale = unsigned(bytes);
  else if (element.id === 0x4489) seen.duration = float(bytes);
  else if (element.id === 0x4461 && bytes.length === 8) dateUtc(notes, bytes);
  else if (element.id === 0xb0) notes.tell({ width: unsigned(bytes) });
  else if (element.id === 0xba) notes.tell({ height: unsigned(bytes) });
  else if (element.id === 0x83) seen.trackType = unsigned(bytes);
  else if (element.id === 0x23e383) seen.frameNanoseconds = unsigned(bytes);
}

/** Text, JSON and pictures that are attached to the film; fonts are not read. */
function* attachedText(notes: WalkNotes, seen: Seen, element: Element, path: string): Reads<void> {
  const isPicture = pictureKind(yield* read(element.payload, Math.min(16, element.length))) !== undefined;
  if (isPicture || /^image\//.test(seen.attachmentType)) notes.picture(`${path}/FileData`, element.payload, element.length);
  if (isPicture || !/^text\/|json|xml/.test(seen.attachmentType)) return;
  const bytes = yield* read(element.payload, Math.min(element.length, unknownTextLimit * 16));
  if (element.length > bytes.length) notes.limit(element.payload + bytes.length, 'text-bytes');
  const text = printable(bytes);
  if (text !== undefined)
    notes.fact('container', 'matroska:FileData', text, notes.place(`${path}/FileData`, element.payload, bytes.length));
}
