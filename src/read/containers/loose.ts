import { walkBmff } from './bmff.ts';
import { latin1 } from './bytes.ts';
import { id3Tag } from './id3.ts';
import { walkJpeg } from './jpeg.ts';
import { boxLength, isC2paStore, jumbfHeadLength } from './jumbf.ts';
import { type LooseMark, looseMarks, markLength } from './loose-marks.ts';
import { trailingTags } from './mp3.ts';
import { walkNested } from './nested.ts';
import { pictureFacts } from './pictures.ts';
import { oddAt } from './place.ts';
import { walkPng } from './png.ts';
import { printable } from './printable.ts';
import { type Range, type Reads, read, type Stretch, type Walk, type Walker } from './reads.ts';
import { unknownTextLimit, WalkNotes } from './walk-notes.ts';
import { xmpFacts } from './xmp.ts';

const step = 1024 * 1024;
/** Bytes of all stretches of one file that are searched in full; of what goes past that only the first and the last MiB. */
const searchLimit = 64 * 1024 * 1024;
const packetLimit = 16 * 1024 * 1024;
/** Things that may be found, real or not. */
const findsLimit = 64;
/** Unknown bytes that a person need not hear of: check sums and padding of tools. */
const unknownLimit = 64;

const files = {
  jpeg: { walker: walkJpeg, mime: 'image/jpeg', name: 'JPEG' },
  png: { walker: walkPng, mime: 'image/png', name: 'PNG' },
  film: { walker: walkBmff, mime: 'video/mp4', name: 'MP4' },
} as const;

/** What one search may still do. */
interface Budget {
  bytes: number;
  finds: number;
}

/** The same walk, with what lies in the stretches that no structure of the format explains, and in embedded pictures. */
export function withLoose(walker: Walker): Walker {
  return function* (file) {
    const { loose = [], pictures = [], ...walk }: Walk = yield* walker(file);
    if (loose.length + pictures.length === 0) return walk;
    const notes = new WalkNotes(file);
    notes.adopt(walk);
    const budget = { bytes: searchLimit, finds: findsLimit };
    for (const stretch of loose) yield* searchStretch(notes, stretch, budget);
    for (const picture of [...pictures, ...notes.pictures]) yield* pictureFacts(notes, picture);
    const { pictures: _, ...whole } = notes.done();
    return whole;
  };
}

/** Searches a stretch piece by piece; bytes that nothing explains are told, for a person to look at. */
function* searchStretch(notes: WalkNotes, stretch: Stretch, budget: Budget): Reads<void> {
  const end = stretch.offset + stretch.length;
  const isWhole = stretch.length <= Math.max(budget.bytes, 2 * step);
  const spans = isWhole
    ? [[stretch.offset, end]]
    : [
        [stretch.offset, stretch.offset + step],
        [end - step, end],
      ];
  budget.bytes -= Math.min(stretch.length, budget.bytes);
  let at = stretch.offset;
  let unknown = isWhole ? 0 : unknownLimit + 1;
  for (const [from = 0, to = 0] of spans) {
    for (at = Math.max(at, from); at < to; ) {
      const piece = (yield* read(at, Math.min(step, to - at))).slice();
      if (piece.length === 0) break;
      const last = at + piece.length >= to;
      const searched = yield* searchPiece(notes, stretch, budget, { at, piece, last });
      unknown += searched.unknown;
      at = searched.next;
    }
  }
  if (end === notes.file.size && (yield* tagsAtEnd(notes, stretch))) return;
  if (unknown > 0) yield* looseText(notes, stretch);
  if (unknown > unknownLimit && stretch.known !== true) notes.problems.push(oddAt(stretch.offset, 'trailing-data'));
}

interface Piece {
  readonly at: number;
  readonly piece: Uint8Array;
  /** No further piece follows: a mark may begin in its last bytes too. */
  readonly last: boolean;
}

function* searchPiece(notes: WalkNotes, stretch: Stretch, budget: Budget, { at, piece, last }: Piece) {
  const end = last ? piece.length : Math.max(1, piece.length - markLength);
  let from = 0;
  let unknown = 0;
  for (const mark of looseMarks(piece)) {
    if (mark.at < from || mark.at >= end) continue;
    if (budget.finds-- <= 0) {
      notes.problems.push(oddAt(at + mark.at, 'trailing-data'));
      break;
    }
    const to = yield* take(notes, stretch, { ...mark, at: at + mark.at });
    if (to === undefined) continue;
    unknown += notZero(piece, from, mark.at);
    from = Math.max(mark.at + 1, to - at);
    if (from >= piece.length) break;
  }
  unknown += notZero(piece, from, end);
  return { next: at + Math.max(from, end), unknown };
}

function notZero(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (bytes[at] !== 0) count++;
  return count;
}

/** Reads what begins at a mark, and gives where it ends; undefined where it is not what it looked like. */
function* take(notes: WalkNotes, stretch: Stretch, mark: LooseMark): Reads<number | undefined> {
  if (mark.kind === 'xmp') return yield* loosePacket(notes, stretch, mark.at);
  if (mark.kind === 'store') return yield* looseStore(notes, stretch, mark.at);
  if (mark.kind === 'id3') return yield* looseTag(notes, stretch, mark.at);
  const { walker, mime, name } = files[mark.kind];
  const length = stretch.offset + stretch.length - mark.at;
  const label = `${stretch.where}, ${name}`;
  const { about, loose, ...walk } = yield* walkNested(walker, notes.file, { offset: mark.at, length, mime, label });
  const says = walk.facts.length > 0 || walk.c2paStores.length > 0;
  if (!walk.complete && !says) return undefined;
  // In the midst of other bytes a file that does not hold may be a part of something else: its statements count, its damage does not.
  const isFirst = mark.at === stretch.offset;
  if (walk.complete || isFirst) notes.adopt(walk);
  else notes.adopt({ ...walk, complete: true, problems: [oddAt(mark.at, 'trailing-data')] });
  const behind = loose?.filter(({ offset, length: rest }) => offset + rest === stretch.offset + stretch.length).at(-1);
  const end = behind?.offset ?? mark.at + length;
  found(notes, stretch, mime, { offset: mark.at, length: end - mark.at });
  return end;
}

/** States that something lies there, whatever it says. */
function found(notes: WalkNotes, stretch: Stretch, mime: string, range: Range): void {
  const place = notes.place(stretch.where, range.offset, range.length);
  notes.fact('container', `loose:${mime}`, `${range.length} bytes`, place);
}

function* loosePacket(notes: WalkNotes, stretch: Stretch, at: number): Reads<number | undefined> {
  const left = stretch.offset + stretch.length - at;
  for (const length of [Math.min(step, left), Math.min(packetLimit, left)]) {
    const bytes = yield* read(at, length);
    const text = latin1(bytes);
    const meta = text.indexOf('</x:xmpmeta>');
    const end = text.startsWith('<?xpacket') ? text.indexOf('?>', text.indexOf('<?xpacket end')) + 2 : meta + 12;
    const isWhole = text.startsWith('<?xpacket') ? text.includes('<?xpacket end') && end > 2 : meta >= 0;
    if (!isWhole) continue;
    const { facts, problems } = xmpFacts(bytes.subarray(0, end), notes.place(`${stretch.where}, XMP`, at, end));
    for (const fact of facts) notes.facts.push(fact);
    if (problems.length > 0) notes.problems.push(oddAt(at, 'trailing-data'));
    return at + end;
  }
  return undefined;
}

/** A store that lies loose is bound to nothing by its place: it is handed out as one that stands alone. */
function* looseStore(notes: WalkNotes, stretch: Stretch, at: number): Reads<number | undefined> {
  const head = yield* read(at, jumbfHeadLength);
  const left = stretch.offset + stretch.length - at;
  const length = boxLength(head) === 0 ? left : boxLength(head);
  if (!isC2paStore(head) || length > left) return undefined;
  const range = { offset: at, length };
  notes.stores.push({ ...range, inner: { ...range, mime: 'application/c2pa' } });
  found(notes, stretch, 'application/c2pa', range);
  return at + length;
}

function* looseTag(notes: WalkNotes, stretch: Stretch, at: number): Reads<number | undefined> {
  const tag = new WalkNotes(notes.file);
  const length = yield* id3Tag(tag, at, stretch.offset + stretch.length);
  if (length === undefined || tag.facts.length + tag.stores.length === 0) return undefined;
  keepTags(notes, stretch, tag);
  return at + length;
}

/** ID3v1 and APEv2, which are found from the end of the file; true where one was there. */
function* tagsAtEnd(notes: WalkNotes, stretch: Stretch): Reads<boolean> {
  const tags = new WalkNotes(notes.file);
  yield* trailingTags(tags, stretch.offset);
  const isThere = tags.segments.some(({ name }) => name === 'ID3v1' || name === 'APEv2');
  if (isThere) keepTags(notes, stretch, tags);
  return isThere;
}

function keepTags(notes: WalkNotes, stretch: Stretch, tags: WalkNotes): void {
  const { about, ...walk } = tags.done();
  tags.standIn(stretch.where, 0);
  const known = new Set(notes.facts.map(({ name, at }) => `${at?.offset} ${name}`));
  const facts = tags.facts.filter(({ name, at }) => !known.has(`${at?.offset} ${name}`));
  notes.adopt({ ...walk, facts, complete: true, problems: [] });
}

/** A stretch that is a text from end to end: services append their labels so. */
function* looseText(notes: WalkNotes, stretch: Stretch): Reads<void> {
  if (stretch.known === true || stretch.length > unknownTextLimit) return;
  const text = printable(yield* read(stretch.offset, stretch.length));
  if (text !== undefined) notes.fact('container', 'loose:text', text, notes.place(stretch.where, stretch.offset, stretch.length));
}
