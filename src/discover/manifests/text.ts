import { isUtf8 } from 'node:buffer';

/** Text of a manifest: UTF-8, UTF-16 (with or without its mark), else Windows-1252, which old copy tools write. */
export function manifestText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  // ASCII in UTF-16 has a zero in every pair; no manifest in UTF-8 holds one.
  if (first === 0 && second !== 0) return new TextDecoder('utf-16be').decode(bytes);
  if (first !== 0 && second === 0) return new TextDecoder('utf-16le').decode(bytes);
  return isUtf8(bytes) ? new TextDecoder('utf-8').decode(bytes) : new TextDecoder('windows-1252').decode(bytes);
}
