import { startsWith, u16 } from './bytes.ts';
import { canonTrailer } from './canon-vrd.ts';
import { JpegPayloads } from './jpeg-payloads.ts';
import { walkNested } from './nested.ts';
import { oddAt } from './place.ts';
import { type FileFacts, type Range, type Reads, read, type Walk, type Walker } from './reads.ts';
import { samsungTrailer } from './samsung.ts';
import { WalkNotes } from './walk-notes.ts';

/** Bytes of scan data that one walk searches for markers, with all images of the file. */
const scanLimit = 512 * 1024 * 1024;
const scanStep = 1024 * 1024;
/** The first piece that is searched: most scans of a progressive picture are short. */
const firstScanStep = 64 * 1024;
/** Stray bytes before a marker that are too few to hold a statement. */
const strayLimit = 16;
const segmentsRead = 20_000;
const imagesRead = 32;

/** What is left of `scanLimit`. */
interface ScanBudget {
  left: number;
}

/** JPEG (ITU-T T.81): every marker segment, the end of the image, and what follows it. */
export const walkJpeg: Walker = (file) => walkImage(file, { left: scanLimit }, true);

function* walkImage(file: FileFacts, budget: ScanBudget, outermost: boolean): Reads<Walk> {
  const notes = new WalkNotes(file);
  const start = yield* read(0, 3);
  if (!startsWith(start, '\xff\xd8\xff')) {
    notes.broken(0, 'jpeg-start');
    return notes.done();
  }
  const payloads = new JpegPayloads(notes);
  const end = yield* segments(notes, payloads, budget);
  payloads.finish();
  if (end !== undefined) yield* afterEnd(notes, payloads, budget, end, outermost);
  return notes.done();
}

/** Reads marker after marker; gives the position after EOI, or undefined where there is no sound end. */
function* segments(notes: WalkNotes, payloads: JpegPayloads, budget: ScanBudget): Reads<number | undefined> {
  const { size } = notes.file;
  let at = 2;
  for (let count = 0; count < segmentsRead; count++) {
    const head = yield* read(at, 4);
    if (head.length < 2) break;
    const code = head[1] ?? 0;
    if (head[0] !== 0xff) {
      const next = yield* nextMarker(notes, budget, at);
      // Bytes between segments are against T.81 B.1.1.2. Decoders skip them; a few are padding, more may be a lost segment.
      if (next - at <= strayLimit && next < size) notes.problems.push(oddAt(at, 'jpeg-marker'));
      else notes.broken(at, 'jpeg-marker');
      at = next;
      continue;
    }
    if (code === 0xd9) return at + 2;
    if (code === 0xff) at += 1;
    else if (code === 0x01 || (code >= 0xd0 && code <= 0xd8)) at += 2;
    else {
      const length = head.length < 4 ? 0 : u16(head, 2);
      const next = at + 2 + length;
      if (length < 2 || next > size) {
        notes.segment(markerName(code), at, size - at);
        if (length < 2) notes.broken(at, 'jpeg-length');
        else notes.truncated(size, next);
        if (length < 2 && head.length === 4) at = yield* nextMarker(notes, budget, at + 2);
        else return undefined;
        continue;
      }
      notes.segment(markerName(code), at, length + 2);
      yield* payloads.take(code, at + 4, length - 2);
      at = code === 0xda ? yield* nextMarker(notes, budget, next) : next;
    }
  }
  if (at < size) notes.limit(at, 'jpeg-segments');
  else notes.truncated(size, size + 2);
  return undefined;
}

/**
 * Position of the next marker that is neither a stuffed zero, a fill byte nor a restart; `size` where there is none.
 * No length says where scan data ends, so all of it is searched: between scans, and before an EOI that is not the
 * last of the file, stand segments like any other.
 */
function* nextMarker(notes: WalkNotes, budget: ScanBudget, from: number): Reads<number> {
  const { size } = notes.file;
  let step = firstScanStep;
  for (let at = from; at < size; step = scanStep) {
    const bytes = yield* read(at, Math.min(step, size - at));
    if (bytes.length < 2) return size;
    budget.left -= bytes.length;
    if (budget.left < 0) {
      notes.limit(at, 'jpeg-scan');
      return size;
    }
    for (let found = bytes.indexOf(0xff); found >= 0; found = bytes.indexOf(0xff, found + 1)) {
      const code = bytes[found + 1];
      if (code === undefined) break;
      if (code !== 0 && code !== 0xff && code !== 1 && !(code >= 0xd0 && code <= 0xd7)) return at + found;
    }
    at += bytes.length - 1;
  }
  return size;
}

/**
 * Second images (MPF, or simply appended) and the trailers of Samsung and Canon; what else stands there is handed out for the
 * search. An image inside the file is read like one, but what follows it belongs to the outer walk.
 */
function* afterEnd(notes: WalkNotes, payloads: JpegPayloads, budget: ScanBudget, end: number, outermost: boolean): Reads<void> {
  const { size } = notes.file;
  if (!outermost) {
    notes.unexplained('behind EOI', end, size - end);
    return;
  }
  const walkInner: Walker = (inner) => walkImage(inner, budget, false);
  let images = 0;
  const image = function* (range: Range): Reads<Taken> {
    const label = `image ${++images + 1}`;
    const walk = yield* walkNested(walkInner, notes.file, { ...range, mime: 'image/jpeg', label });
    const { about, loose, ...rest } = walk;
    notes.adopt(rest);
    return { from: range.offset, to: loose?.[0]?.offset ?? range.offset + range.length };
  };
  const taken: Taken[] = [];
  const indexed = yield* payloads.otherImages();
  if (indexed.length > imagesRead) notes.limit(end, 'jpeg-images');
  for (const range of indexed.slice(0, imagesRead)) taken.push(yield* image(range));
  taken.sort((a, b) => a.from - b.from);
  if (end < size) notes.segment('after EOI', end, size - end);
  const samsung = yield* samsungTrailer(notes, size);
  const isKnown = (yield* canonTrailer(notes, size)) || samsung;
  for (let at = end; at < size; ) {
    const within = taken.find(({ from, to }) => from <= at && at < to);
    const next = taken.find(({ from }) => from > at)?.from ?? size;
    if (within !== undefined) at = within.to;
    else if (images < 2 * imagesRead && startsWith(yield* read(at, 3), '\xff\xd8\xff')) {
      at = (yield* image({ offset: at, length: next - at })).to;
    } else {
      notes.unexplained('behind EOI', at, next - at, isKnown);
      at = next;
    }
  }
}

/** What an image inside the file takes of it. */
interface Taken {
  readonly from: number;
  readonly to: number;
}

/** `SOI`, `APP1`, `SOF2`: names of T.81 table B.1. */
function markerName(code: number): string {
  if (code >= 0xe0 && code <= 0xef) return `APP${code - 0xe0}`;
  const named: Readonly<Record<number, string>> = {
    196: 'DHT',
    200: 'JPG',
    204: 'DAC',
    218: 'SOS',
    219: 'DQT',
    220: 'DNL',
    221: 'DRI',
  };
  if (named[code] !== undefined) return named[code];
  if (code >= 0xc0 && code <= 0xcf) return `SOF${code - 0xc0}`;
  return code === 0xfe ? 'COM' : `FF${code.toString(16).toUpperCase()}`;
}
