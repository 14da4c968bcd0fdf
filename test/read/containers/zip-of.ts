import { crc32, deflateRawSync } from 'node:zlib';
import { bytesOf, le32 } from './bytes-of.ts';

const le16 = (value: number): Buffer => Buffer.from([value & 255, value >> 8]);

/** A ZIP of these files, deflated but for those that end in .c2pa. */
export function zip(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const raw = Buffer.from(content as string);
    const method = name.endsWith('.c2pa') ? 0 : 8;
    const packed = method === 0 ? raw : deflateRawSync(raw);
    const head = bytesOf(
      le16(20),
      le16(0),
      le16(method),
      le32(0),
      le32(crc32?.(raw) ?? 0),
      le32(packed.length),
      le32(raw.length),
    );
    const entry = bytesOf('PK\x03\x04', head, le16(name.length), le16(0), name, packed);
    directory.push(
      bytesOf('PK\x01\x02', le16(20), head, le16(name.length), le16(0), le16(0), le16(0), le16(0), le32(0), le32(offset), name),
    );
    parts.push(entry);
    offset += entry.length;
  }
  const list = Buffer.concat(directory);
  const count = le16(directory.length);
  return bytesOf(...parts, list, 'PK\x05\x06', le32(0), count, count, le32(list.length), le32(offset), le16(0));
}
