/**
 * The text of a file that a person wrote: UTF-8 or UTF-16 with or without a byte order mark, else Windows-1252, which older
 * spreadsheets write. Never throws.
 */
export function textOfBytes(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decode('utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return decode('utf-16be', bytes);
  // Without a mark, UTF-16 is told by the zero in one of its first two bytes: every format here begins with ASCII.
  if (first !== undefined && second === 0 && first !== 0) return decode('utf-16le', bytes);
  if (first === 0 && second !== undefined && second !== 0) return decode('utf-16be', bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decode('windows-1252', bytes);
  }
}

function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}
