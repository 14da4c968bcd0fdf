import { startsWith, textOf, u16, u32, u64, utf16Of } from './bytes.ts';
import { keepFound } from './found.ts';
import { resourceFacts } from './photoshop.ts';
import { oddAt } from './place.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { readPayload, WalkNotes } from './walk-notes.ts';

const layerLimit = 10_000;
const blockLimit = 200;
/** Additional layer information whose length takes eight bytes in PSB files (Photoshop File Formats, "Additional Layer Information"). */
const wideKeys = new Set([
  'LMsk',
  'Lr16',
  'Lr32',
  'Layr',
  'Mt16',
  'Mt32',
  'Mtrn',
  'Alph',
  'FMsk',
  'lnk2',
  'FEid',
  'FXid',
  'PxSD',
]);

interface Document {
  readonly notes: WalkNotes;
  /** PSB: lengths of eight bytes where PSD has four. */
  readonly isBig: boolean;
}

/** Photoshop PSD and PSB: image resources, names of layers, and that all five sections lie in the file. */
export const walkPsd: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = (yield* read(0, 30)).slice();
  const version = u16(head, 4);
  if (!startsWith(head, '8BPS') || (version !== 1 && version !== 2)) notes.broken(0, 'psd-signature');
  else if (head.length < 30) notes.truncated(file.size, 30);
  else yield* sections({ notes, isBig: version === 2 }, head);
  return notes.done();
};

function* sections(document: Document, head: Uint8Array): Reads<void> {
  const { notes, isBig } = document;
  const { size } = notes.file;
  const height = u32(head, 14);
  const width = u32(head, 18);
  notes.tell({ width, height });
  if (width === 0 || height === 0 || u16(head, 12) === 0 || u16(head, 12) > 56) notes.broken(12, 'psd-header');
  // Six reserved bytes are zero, and only bitmaps (mode 0) have one bit (Photoshop File Formats, "File Header Section").
  const isPlain = head.subarray(6, 12).every((byte) => byte === 0) && (u16(head, 22) === 1) === (u16(head, 24) === 0);
  if (!isPlain) notes.problems.push(oddAt(6, 'psd-header'));
  const resources = 30 + u32(head, 26);
  const resourcesEnd = yield* section(notes, 'image resources', resources, 4);
  if (resourcesEnd === undefined) return;
  const block = yield* readPayload(notes, resources + 4, resourcesEnd - resources - 4, 64 * 1024 * 1024);
  if (block !== undefined) {
    const found = resourceFacts(block, notes.place('image resources', resources + 4, block.length));
    keepFound(notes, found);
    if (found.thumbnail !== undefined)
      notes.picture('image resources, thumbnail', found.thumbnail.offset, found.thumbnail.length);
  }
  const layersEnd = yield* section(notes, 'layers and masks', resourcesEnd, isBig ? 8 : 4);
  if (layersEnd === undefined) return;
  yield* layers(document, resourcesEnd + (isBig ? 8 : 4), layersEnd);
  notes.segment('image data', layersEnd, size - layersEnd);
  yield* picture(document, head, layersEnd);
}

/** End of a section that begins with its length; undefined, with the problem noted, where it does not lie in the file. */
function* section(notes: WalkNotes, name: string, at: number, width: number): Reads<number | undefined> {
  const bytes = yield* read(at, width);
  const end = at + width + (width === 8 ? u64(bytes, 0) : u32(bytes, 0));
  if (bytes.length < width || end > notes.file.size) {
    notes.truncated(notes.file.size, bytes.length < width ? at + width : end);
    return undefined;
  }
  notes.segment(name, at, end - at);
  return end;
}

/** The merged picture: raw rows, or packed rows whose lengths stand before them. */
function* picture({ notes, isBig }: Document, head: Uint8Array, at: number): Reads<void> {
  const { size } = notes.file;
  const rows = u16(head, 12) * u32(head, 14);
  const rowBytes = Math.ceil((u32(head, 18) * u16(head, 22)) / 8);
  const width = isBig ? 4 : 2;
  const compression = u16(yield* read(at, 2), 0);
  if (at + 2 > size) notes.truncated(size, at + 2);
  else if (compression === 0 && at + 2 + rows * rowBytes > size) notes.truncated(size, at + 2 + rows * rowBytes);
  else if (compression === 1 && at + 2 + rows * width > size) notes.truncated(size, at + 2 + rows * width);
  else if (compression === 1) {
    const table = yield* read(at + 2, rows * width);
    let end = at + 2 + table.length;
    for (let row = 0; row < table.length; row += width) end += isBig ? u32(table, row) : u16(table, row);
    if (end > size) notes.truncated(size, end);
  } else if (compression > 3) notes.broken(at, 'psd-compression');
}

/** Names of layers: Photoshop names those that generative tools made after the tool or the prompt. */
function* layers(document: Document, start: number, end: number): Reads<void> {
  const { notes, isBig } = document;
  const width = isBig ? 8 : 4;
  if (end - start < width + 2) return;
  const head = yield* read(start, width + 2);
  const length = isBig ? u64(head, 0) : u32(head, 0);
  const count = Math.abs((u16(head, width) << 16) >> 16);
  if (length === 0) return;
  if (start + width + length > end || count > layerLimit) {
    notes.broken(start, 'psd-layers');
    return;
  }
  let at = start + width + 2;
  let pixels = 0;
  for (let layer = 0; layer < count; layer++) {
    const next = yield* layerRecord(document, at, end);
    if (next === undefined) {
      notes.broken(at, 'psd-layer');
      return;
    }
    at = next.end;
    pixels += next.pixels;
  }
  if (at + pixels > start + width + length) notes.broken(start, 'psd-layers');
}

interface LayerRecord {
  readonly end: number;
  /** Bytes of the layer's channels, which stand after all records. */
  readonly pixels: number;
}

function* layerRecord(document: Document, at: number, end: number): Reads<LayerRecord | undefined> {
  const channels = u16(yield* read(at + 16, 2), 0);
  const width = document.isBig ? 10 : 6;
  const tail = at + 18 + channels * width;
  const head = yield* read(tail, 16);
  const next = tail + 16 + u32(head, 12);
  if (channels > 100 || !startsWith(head, '8BIM') || next > end) return undefined;
  const extra = yield* readPayload(document.notes, tail + 16, next - tail - 16, 256 * 1024 * 1024);
  if (extra !== undefined) layerName(document, extra, tail + 16);
  const lengths = yield* read(at + 18, channels * width);
  let pixels = 0;
  for (let channel = 2; channel < lengths.length; channel += width) {
    pixels += document.isBig ? u64(lengths, channel) : u32(lengths, channel);
  }
  return { end: next, pixels };
}

function layerName({ notes, isBig }: Document, extra: Uint8Array, offset: number): void {
  const mask = 4 + u32(extra, 0);
  const ranges = mask + 4 + u32(extra, mask);
  const nameLength = extra[ranges] ?? 0;
  let name = textOf(extra.subarray(ranges + 1, ranges + 1 + nameLength));
  let at = ranges + Math.ceil((nameLength + 1) / 4) * 4;
  for (let count = 0; at + 12 <= extra.length && count < blockLimit; count++) {
    const key = textOf(extra.subarray(at + 4, at + 8));
    const isWide = isBig && wideKeys.has(key);
    const length = isWide ? u64(extra, at + 8) : u32(extra, at + 8);
    const data = at + (isWide ? 16 : 12);
    // The Unicode name is the whole one; the other is cut at 255 bytes of some code page.
    if (key === 'luni') name = utf16Of(extra.subarray(data + 4, data + 4 + u32(extra, data) * 2), false);
    at = data + length + (length % 2);
  }
  notes.fact('container', 'psd:layer', name, notes.place('layer record', offset, extra.length));
}
