import { inflateRawSync } from 'node:zlib';

/** Why a ZIP is not unpacked. */
export type ZipRefusal = 'not-a-zip' | 'broken' | 'encrypted' | 'too-large';

/** One file of a ZIP, unpacked. */
export interface UnpackedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly crc: number;
}

export interface UnpackLimits {
  readonly files: number;
  /** Bytes of all files together, unpacked. */
  readonly bytes: number;
  /** Which files are wanted; the others are not even unpacked. */
  readonly wanted: (name: string) => boolean;
}

/**
 * Unpacks a small ZIP (APPNOTE.TXT 4.3) within limits that hold before a byte is unpacked and while it is: what the directory
 * says of sizes is not believed. Pure; never throws for what the bytes hold.
 */
export function unpack(zip: Uint8Array, limits: UnpackLimits): readonly UnpackedFile[] | ZipRefusal {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 22 > bytes.length) return 'not-a-zip';
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.files) return 'too-large';
  let at = bytes.readUInt32LE(end + 16);
  let left = limits.bytes;
  const files: UnpackedFile[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) return 'broken';
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, nameEnd);
    if (limits.wanted(name)) {
      const file = unpackOne(bytes, at, left);
      if (typeof file === 'string') return file;
      left -= file.length;
      files.push({ name, bytes: file, crc: bytes.readUInt32LE(at + 16) });
    }
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

function unpackOne(bytes: Buffer, entry: number, left: number): Uint8Array | ZipRefusal {
  if ((bytes.readUInt16LE(entry + 8) & 1) === 1) return 'encrypted';
  const method = bytes.readUInt16LE(entry + 10);
  const packed = bytes.readUInt32LE(entry + 20);
  if (bytes.readUInt32LE(entry + 24) > left) return 'too-large';
  const header = bytes.readUInt32LE(entry + 42);
  if (header + 30 > bytes.length || bytes.readUInt32LE(header) !== 0x04034b50) return 'broken';
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  if (start + packed > bytes.length) return 'broken';
  const body = bytes.subarray(start, start + packed);
  if (method === 0) return body.length > left ? 'too-large' : body;
  if (method !== 8) return 'broken';
  try {
    return inflateRawSync(body, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken';
  }
}

/** Packs files without compression, for a reader that would unpack a compressed ZIP without limits. */
export function packStored(files: readonly UnpackedFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, crc } of files) {
    const label = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(label.length, 22);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), common, label, Buffer.from(bytes));
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, where, label);
    offset += 30 + label.length + bytes.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listing, end]);
}
