import { boxLength, boxType } from './jumbf.ts';
import type { Range } from './reads.ts';

/** Boxes of a store, counted over all levels. */
const boxLimit = 20_000;

/** A labelled superbox, with offsets in the store. */
export interface LabelledBox extends Range {
  readonly label: string;
  /** The first four letters of its type: `c2ma` and `c2um` for manifests and update manifests (C2PA 2.2, section 11.1.4). */
  readonly type: string;
  readonly children: readonly LabelledBox[];
  /** The first content box behind the description: its type (`cbor`, `json`, …) and its payload. */
  readonly content?: Range & { readonly type: string };
}

/**
 * The labelled superboxes of JUMBF bytes (ISO 19566-5): a description box with the label, then content or more superboxes. A
 * box that is cut short is read as far as it goes.
 */
export function readJumbf(bytes: Uint8Array): readonly LabelledBox[] {
  return readBoxes(bytes, 0, bytes.length, 0, { count: 0 });
}

function readBoxes(bytes: Uint8Array, from: number, to: number, depth: number, budget: { count: number }): LabelledBox[] {
  const boxes: LabelledBox[] = [];
  for (let at = from; at + 8 <= to; ) {
    budget.count += 1;
    const claimed = boxLength(bytes, at);
    const length = claimed === 0 ? to - at : Math.min(claimed, to - at);
    if (length < 8 || budget.count > boxLimit) return boxes;
    if (boxType(bytes, at) === 'jumb') boxes.push(superbox(bytes, at, length, depth, budget));
    at += length;
  }
  return boxes;
}

function superbox(bytes: Uint8Array, at: number, length: number, depth: number, budget: { count: number }): LabelledBox {
  const inside = at + headerLength(bytes, at);
  const description = Math.min(boxLength(bytes, inside), length);
  const next = inside + description;
  const end = at + length;
  const hasContent = next + 8 <= end && boxType(bytes, next) !== 'jumb';
  const header = headerLength(bytes, next);
  const claimed = boxLength(bytes, next);
  const contentEnd = claimed === 0 ? end : Math.min(end, next + claimed);
  const content = { type: boxType(bytes, next), offset: next + header, length: Math.max(0, contentEnd - next - header) };
  return {
    offset: at,
    length,
    label: labelOf(bytes, inside),
    type: boxType(bytes, inside + 4),
    children: depth < 4 ? readBoxes(bytes, inside, end, depth + 1, budget) : [],
    ...(hasContent ? { content } : {}),
  };
}

/** A box whose length is written as 1 has it in eight bytes behind its type. */
function headerLength(bytes: Uint8Array, at: number): number {
  return bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 0 && bytes[at + 3] === 1 ? 16 : 8;
}

/** The label in a description box: behind the type (16 bytes) and the toggles (bit 1: a label follows), up to a NUL. */
function labelOf(bytes: Uint8Array, at: number): string {
  if (boxType(bytes, at) !== 'jumd' || ((bytes[at + 24] ?? 0) & 2) === 0) return '';
  const end = bytes.indexOf(0, at + 25);
  return Buffer.from(bytes.subarray(at + 25, end < 0 ? at + 25 : end)).toString('utf8');
}
