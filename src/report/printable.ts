/**
 * Names and values come from strangers. C0 and C1 controls and DEL can drive a terminal (CWE-150), bidirectional controls can
 * make `gpj.exe` read `exe.jpg` (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing), zero-width and tag
 * characters hide, and a lone surrogate is no character at all. The joiners U+200C and U+200D stay: Persian and emoji need them.
 */
const dangerous =
  /\p{Cc}|\p{Cs}|[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text with every control, direction, invisible or broken character written out, as `\n`, `\x1b` or `\u202e`. */
export function printable(text: string): string {
  return text.replace(dangerous, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    if (code.length > 4) return `\\u{${code}}`;
    return short[character] ?? (code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`);
  });
}

/** Lines of a text that a person wrote, each printable; line breaks in names are no breaks, and stay written out. */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  return lines.map((line) => printable(line.trim())).filter((line) => line !== '');
}

/** A text that a person wrote, for a form that has one line for it: ` / ` stands for a line break. */
export function oneLine(text: string): string {
  return linesOf(text).join(' / ');
}

/** A text that a person wrote, for a form that can hold lines: a quoted field of CSV, a cell of a workbook. */
export function severalLines(text: string): string {
  return linesOf(text).join('\n');
}

/**
 * JSON text with the same characters as `\uXXXX`: the value stays what it was, and a terminal that shows it is safe.
 * Valid because JSON has them nowhere but in strings; the line feeds between its lines stay.
 */
export function safeJson(json: string): string {
  // Nearly every text, and told much quicker.
  if (/^[\n\x20-\x7e]*$/.test(json)) return json;
  const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return json.replace(dangerous, (character) => (character === '\n' ? character : character.split('').map(escaped).join('')));
}
