import type { Reading } from '../model/index.ts';

/**
 * ExifTool reads PNG's tEXt as Latin-1, as the specification has it; many generators write UTF-8 there, and the walk reads it so.
 * What ExifTool says of the very same bytes is a misspelt repeat and is left out. https://www.w3.org/TR/png-3/#11tEXt
 */
export function withoutMisreadText(seen: Reading, walked: Reading | null): Reading {
  const placed = (walked?.facts ?? []).filter(({ source, at }) => source === 'text' && at !== undefined);
  const misread = new Set(placed.flatMap(({ name, value }) => misreadings(value).map((text) => `${name}\n${text}`)));
  if (misread.size === 0) return seen;
  return {
    ...seen,
    facts: seen.facts.filter(({ source, name, value }) => source !== 'text' || !misread.has(`${name}\n${unsettled(value)}`)),
  };
}

/** A text's UTF-8 bytes as Latin-1, where that is another text. */
function misreadings(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  return bytes.length === text.length ? [] : [unsettled(bytes.toString('latin1'))];
}

/** Bytes 0x80 to 0x9f are controls in Latin-1 and letters in Windows-1252; which of them ExifTool shows does not matter. */
function unsettled(text: string): string {
  return text.replace(/[^\s -~\u00a0-\u00ff]/g, '?').trim();
}
