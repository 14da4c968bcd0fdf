/** What can begin in bytes that no structure explains. */
export type LooseKind = 'jpeg' | 'png' | 'film' | 'xmp' | 'store' | 'id3';

/** Where something may begin, counted from the start of the bytes searched. */
export interface LooseMark {
  readonly kind: LooseKind;
  readonly at: number;
}

/** First bytes, and how far before them the thing itself begins. */
const signatures: readonly (readonly [kind: LooseKind, text: string, before: number])[] = [
  ['jpeg', '\xff\xd8\xff', 0],
  ['png', '\x89PNG\r\n\x1a\n', 0],
  ['film', 'ftyp', 4],
  ['xmp', '<?xpacket begin', 0],
  ['xmp', '<x:xmpmeta', 0],
  ['store', 'jumb', 4],
  ['id3', 'ID3', 0],
];
/** Longest signature with what is looked at around it: pieces that are searched overlap by as much. */
export const markLength = 64;
/** Places of one signature in one piece: noise has a few, more is somebody's joke. */
const marksLimit = 1000;

/** All places in the bytes where a file, packet, store or tag may begin, in order. */
export function looseMarks(bytes: Uint8Array): LooseMark[] {
  const held = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const marks: LooseMark[] = [];
  for (const [kind, text, before] of signatures) {
    const signature = Buffer.from(text, 'latin1');
    let count = 0;
    for (let at = held.indexOf(signature); at >= 0 && count < marksLimit; at = held.indexOf(signature, at + 1)) {
      if (at < before || !isLikely(kind, held, at)) continue;
      marks.push({ kind, at: at - before });
      count++;
    }
  }
  return marks.sort((a, b) => a.at - b.at);
}

/** The bytes around a short signature: three bytes of noise are a JPEG's often enough. */
function isLikely(kind: LooseKind, bytes: Buffer, at: number): boolean {
  const next = bytes[at + 3] ?? 0;
  if (kind === 'jpeg') return next === 0xdb || next === 0xc4 || next === 0xfe || (next >= 0xe0 && next <= 0xef);
  // A file type box is short, and names its brand in letters.
  if (kind === 'film')
    return bytes.readUInt32BE(at - 4) < 2048 && /^[A-Za-z0-9 ]{4}$/.test(bytes.toString('latin1', at + 4, at + 8));
  if (kind === 'id3') return next >= 2 && next <= 4 && bytes[at + 4] === 0;
  return true;
}
