import { runOnBytes, type Walk, type Walker } from '../../../src/read/containers/reads.ts';

/** Bytes of texts (Latin-1), numbers (one byte each) and other bytes, one behind another. */
export function bytesOf(...parts: readonly (string | number | Uint8Array)[]): Buffer {
  return Buffer.concat(
    parts.map((part) =>
      typeof part === 'string' ? Buffer.from(part, 'latin1') : typeof part === 'number' ? Buffer.from([part]) : part,
    ),
  );
}

/** 32 bit, big-endian. */
export function be32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** 32 bit, little-endian. */
export function le32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** 16 bit, big-endian. */
export function be16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

/** 16 bit, little-endian. */
export function le16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

/** Walks bytes in memory under the name `a`. */
export function walkBytes(walker: Walker, bytes: Uint8Array): Walk {
  return runOnBytes(walker({ path: 'a', size: bytes.length }), bytes);
}

/** `name=value` of every fact. */
export function saidBy(walk: Walk): string[] {
  return walk.facts.map((fact) => `${fact.name}=${fact.value}`);
}

/** The bytes of a fact as the file has them. */
export function bytesAt(walk: Walk, bytes: Uint8Array, name: string): string {
  const at = walk.facts.find((fact) => fact.name === name)?.at;
  return at ? Buffer.from(bytes.subarray(at.offset, at.offset + at.length)).toString('utf8') : '';
}
