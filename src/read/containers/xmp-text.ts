import { startsWith, utf16Of } from './bytes.ts';

/** An XMP packet as text, with the way back from characters to bytes. */
export interface PacketText {
  readonly text: string;
  /** Byte offset in the packet of the character at `position`; undefined where bytes and characters do not map exactly. */
  byteAt(position: number): number | undefined;
}

/**
 * Decodes a packet: UTF-8, or UTF-16 and UTF-32 by mark or by pattern (XMP part 1, 7.1 allows all of them). Control characters, which
 * writers leave as padding and XML forbids, become spaces.
 */
export function packetText(packet: Uint8Array): PacketText {
  const wide = wideEncoding(packet);
  if (wide === 'utf-32') return inexact(utf32Of(packet));
  if (wide !== undefined) {
    const marked = startsWith(packet, '\xff\xfe') || startsWith(packet, '\xfe\xff');
    const skip = marked ? 2 : 0;
    const text = utf16Of(packet, wide === 'utf-16le');
    return { text: plain(text), byteAt: (position) => skip + position * 2 };
  }
  const skip = startsWith(packet, '\xef\xbb\xbf') ? 3 : 0;
  const text = new TextDecoder('utf-8').decode(packet);
  if (text.length + skip === packet.length) return { text: plain(text), byteAt: (position) => skip + position };
  if (Buffer.byteLength(text) + skip !== packet.length) return inexact(text);
  return { text: plain(text), byteAt: counted(text, skip) };
}

function wideEncoding(packet: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-32' | undefined {
  if (startsWith(packet, '\xff\xfe\0\0') || startsWith(packet, '\0\0\xfe\xff')) return 'utf-32';
  if (startsWith(packet, '\xff\xfe')) return 'utf-16le';
  if (startsWith(packet, '\xfe\xff')) return 'utf-16be';
  if (startsWith(packet, '<\0\0\0') || startsWith(packet, '\0\0\0<')) return 'utf-32';
  if (startsWith(packet, '<\0')) return 'utf-16le';
  if (startsWith(packet, '\0<')) return 'utf-16be';
  return undefined;
}

function utf32Of(packet: Uint8Array): string {
  const little = packet[0] === 0xff || packet[0] === 0x3c;
  const view = new DataView(packet.buffer, packet.byteOffset, packet.length);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= packet.length; at += 4) {
    const code = view.getUint32(at, little);
    parts.push(code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code));
  }
  return parts.join('').replace(/^\ufeff/, '');
}

const inexact = (text: string): PacketText => ({ text: plain(text), byteAt: () => undefined });

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 forbids
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
const plain = (text: string): string => text.replace(forbidden, ' ');

const stride = 4096;

/** Byte positions of UTF-8 text, from a checkpoint every `stride` characters. */
function counted(text: string, skip: number): (position: number) => number {
  const checkpoints: number[] = [skip];
  for (let at = 0; at + stride <= text.length; at += stride) {
    checkpoints.push((checkpoints.at(-1) ?? 0) + utf8Length(text, at, at + stride));
  }
  return (position) => {
    const index = Math.min(Math.floor(position / stride), checkpoints.length - 1);
    return (checkpoints[index] ?? 0) + utf8Length(text, index * stride, position);
  };
}

/** Bytes of a stretch; halves of a surrogate pair count two each, so that cutting a pair loses nothing. */
function utf8Length(text: string, start: number, end: number): number {
  let length = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    length += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return length;
}
