import { textOf, utf16Of } from './bytes.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells data from text
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;

/** The text of bytes that nobody declared to be text; undefined where they are data. Trailing NULs and blanks are dropped. */
export function printable(bytes: Uint8Array): string | undefined {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === 32)) end--;
  if (end < 2) return undefined;
  const text = textOf(bytes.subarray(0, end));
  if (control.test(text)) return undefined;
  // Short runs of high bytes pass for Latin-1 although they are numbers.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  const ascii = text.length - text.replace(/[\u0000-\u007f]/g, '').length;
  return ascii * 2 >= text.length || !isLatin1(text) ? text : undefined;
}

/** Printable text behind a binary header of at most `skip` bytes, with the number of bytes skipped. */
export function printableAfter(bytes: Uint8Array, skips: readonly number[]): { text: string; skip: number } | undefined {
  for (const skip of skips) {
    const text = skip < bytes.length ? printable(bytes.subarray(skip)) : undefined;
    if (text !== undefined) return { text, skip };
  }
  return undefined;
}

/** UTF-16 text that may begin with its byte order mark; NUL ends it. */
export function utf16Text(bytes: Uint8Array, little: boolean): string {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? true : bytes[0] === 0xfe && bytes[1] === 0xff ? false : undefined;
  const text = utf16Of(marked === undefined ? bytes : bytes.subarray(2), marked ?? little);
  const nul = text.indexOf('\0');
  return nul < 0 ? text : text.slice(0, nul);
}

/** True for four bytes that can be the name of a chunk or box. */
export function isFourcc(name: string): boolean {
  return /^[\x20-\x7e\xa9][\x20-\x7e]{3}$/.test(name);
}

function isLatin1(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 255) return false;
  return true;
}
