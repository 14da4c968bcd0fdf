import type { At, Encoding, Fact, Reading } from '../model/index.ts';
import type { OpenFile } from '../storage/local.ts';
import { boxType } from './containers/jumbf.ts';
import { type LabelledBox, readJumbf } from './containers/jumbf-tree.ts';
import type { Range, StoreRange } from './containers/reads.ts';

/** Bytes of a store that are looked at for places; manifests with large thumbnails have a few MiB. */
const storeLimit = 32 << 20;

/**
 * Gives each C2PA fact its place in the file: the JUMBF box of its assertion, of the claim, or of the signature, so that a
 * third party finds the very bytes with a hex editor. Facts whose box is not found stay without a place.
 * @param path of the file that holds the store, as reports name it
 */
export async function placeC2paFacts(reading: Reading, walked: Reading | null, open: OpenFile, path: string): Promise<Reading> {
  const store = walked?.c2paStores?.[0];
  if (store === undefined || reading.facts.length === 0) return reading;
  const held = await readStore(store, open);
  if (held === null) return reading;
  const manifests = new Map((readJumbf(held.bytes)[0]?.children ?? []).map((manifest) => [manifest.label, manifest]));
  const facts = reading.facts.map((fact): Fact => {
    const box = boxOf(fact, manifests);
    return box === undefined ? fact : { ...fact, at: { path, ...placeOf(fact, box, held, [store, ...(store.more ?? [])]) } };
  });
  return { ...reading, facts };
}

/** Where the bytes that state a fact lie in the file, and how they are to be read. */
function placeOf(
  fact: Fact,
  box: LabelledBox,
  held: { readonly bytes: Buffer; readonly isBase64: boolean },
  pieces: readonly StoreRange[],
): Omit<At, 'path'> {
  const certificate = fact.name === 'signer' ? firstCertificate(held.bytes, box) : undefined;
  const range = certificate ?? box;
  const place = inFile(held.isBase64 ? inBase64(range) : range, pieces);
  const type = box.content?.type;
  const structure: readonly Encoding[] = certificate !== undefined ? ['der'] : type === 'cbor' || type === 'json' ? [type] : [];
  const encoding: readonly Encoding[] = [
    ...(place.length > range.length && !held.isBase64 ? (['pieces'] as const) : []),
    ...(held.isBase64 ? (['base64'] as const) : []),
    // An assertion is told by the label of its box, which is plain text.
    ...(fact.name === 'assertion' ? [] : structure),
  ];
  return encoding.length === 0 ? place : { ...place, encoding };
}

/**
 * The signer's certificate in a signature box: the first byte string of x5chain (RFC 9360) that is one DER sequence from end
 * to end, of some hundred bytes or more. Undefined where there is none of that form.
 */
function firstCertificate(bytes: Buffer, box: Range): Range | undefined {
  const end = Math.min(bytes.length, box.offset + box.length);
  for (let at = box.offset; at + 7 <= end; at++) {
    // CBOR: byte string with a length of 16 bits; DER: sequence with a length of 16 bits.
    if (bytes[at] !== 0x59 || bytes[at + 3] !== 0x30 || bytes[at + 4] !== 0x82) continue;
    const length = bytes.readUInt16BE(at + 1);
    if (length === bytes.readUInt16BE(at + 5) + 4 && at + 3 + length <= end) return { offset: at + 3, length };
  }
  return undefined;
}

/** The bytes of a store, pieces joined and base64 undone; null for one without a place in the file, or beyond the limit. */
export async function readStore(store: StoreRange, open: OpenFile): Promise<{ bytes: Buffer; isBase64: boolean } | null> {
  const pieces = [store, ...(store.more ?? [])];
  const last = pieces.at(-1) ?? store;
  const span = last.offset + last.length - store.offset;
  if (store.length === 0 || span < store.length || span > storeLimit) return null;
  // One read for all pieces: a GIF cuts a store into pieces of 255 bytes.
  const held = await open.readAt(store.offset, span);
  const joined = Buffer.concat(
    pieces.map(({ offset, length }) => held.subarray(offset - store.offset, offset - store.offset + length)),
  );
  const unpacked = fromBase64(joined);
  return { bytes: unpacked ?? joined, isBase64: unpacked !== undefined };
}

/** The bytes of a store that an SVG holds as base64 (C2PA 2.2, A.3.6); undefined for any other, and for text with blanks in it. */
function fromBase64(bytes: Buffer): Buffer | undefined {
  if (boxType(bytes, 0) === 'jumb') return undefined;
  const text = bytes.toString('latin1');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/** Where bytes stand in their base64 text: four characters for every three, so a box begins up to two bytes early. */
function inBase64({ offset, length }: Range): Range {
  const start = Math.floor(offset / 3) * 4;
  return { offset: start, length: Math.ceil((offset + length) / 3) * 4 - start };
}

/** The box that states a fact: claim generator in the claim, signer in the signature, all else in its assertion. */
function boxOf(fact: Fact, manifests: ReadonlyMap<string, LabelledBox>): LabelledBox | undefined {
  const manifest = manifests.get(fact.c2pa?.manifest ?? '');
  if (manifest === undefined) return undefined;
  if (fact.name === 'signer') return manifest.children.find(({ label }) => label === 'c2pa.signature');
  const wanted = fact.c2pa?.assertion;
  if (wanted === undefined) return manifest.children.find(({ label }) => label.startsWith('c2pa.claim'));
  const assertions = manifest.children.find(({ label }) => label === 'c2pa.assertions')?.children ?? [];
  // The engine names assertions of old manifests by their newest version; their boxes keep the old label.
  return (
    assertions.find(({ label }) => label === wanted) ?? assertions.find(({ label }) => unversioned(label) === unversioned(wanted))
  );
}

function unversioned(label: string): string {
  return label.replace(/\.v\d+(?=__|$)/, '');
}

/** From offsets in the store to offsets in the file; a box that runs over several segments spans them all. */
export function inFile(box: Range, pieces: readonly StoreRange[]): Range {
  const offset = fileOffset(box.offset, pieces);
  return { offset, length: fileOffset(box.offset + box.length - 1, pieces) + 1 - offset };
}

function fileOffset(inStore: number, pieces: readonly Range[]): number {
  let passed = 0;
  for (const { offset, length } of pieces) {
    if (inStore < passed + length) return offset + inStore - passed;
    passed += length;
  }
  return (pieces.at(-1)?.offset ?? 0) + (pieces.at(-1)?.length ?? 0);
}
