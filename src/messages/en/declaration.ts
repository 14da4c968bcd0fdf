import type { DeclarationProblem } from '../../model/index.ts';
import type { DeclarationParams } from '../params.ts';

type Value = string | number | undefined;
const filled = (value: Value): value is string | number => value !== undefined && value !== '';
const quoted = (value: Value): string => (filled(value) ? ` "${value}"` : '');
const guess = (p: DeclarationParams, otherwise: string): string =>
  filled(p.nearest) ? `; did you mean "${p.nearest}"?` : `. ${otherwise}`;

/** What a value must be, by the code of what was expected. */
const kinds: Readonly<Record<string, string>> = {
  date: 'a date is written YYYY-MM-DD',
  timecode: 'a timecode is written HH:MM:SS:FF',
  'timecode-rate': 'the frames of a timecode must be below the frame rate',
  'after-in': '"out" is exclusive and must come after "in"',
  'no-uses': 'the statement does not go with the uses that are listed',
  'date-order': 'day and month cannot be told apart; write YYYY-MM-DD',
  'timecode-range': 'a range is written "HH:MM:SS:FF - HH:MM:SS:FF", with the path of its video before it',
  'use-id': 'this must be the id of a use',
  sha256: 'a SHA-256 has 64 hexadecimal digits',
  md5: 'an MD5 has 32 hexadecimal digits',
  sha1: 'a SHA-1 has 40 hexadecimal digits',
  sha512: 'a SHA-512 has 128 hexadecimal digits',
  xxh64: 'an xxHash64 has 16 hexadecimal digits',
  xxh3: 'an XXH3 has 16 hexadecimal digits',
  xxh128: 'an XXH128 has 32 hexadecimal digits',
  c4: 'a C4 identifier is "c4" and 88 letters and digits, in which capitals count',
  'frame-rate': 'this is no frame rate in use',
  'yes-or-no': 'this is answered by yes or no',
  'finding-id': "a finding's id is 16 digits and letters from a to f, as the HTML and JSON reports show it",
  'narrow-glob': 'this covers everything; name a folder or files',
  'policy-name': 'a policy is named in small letters, digits and hyphens',
  'own-policy-name': 'a shipped policy is called so; give yours a name of its own',
  'kept-rule': 'no policy can switch this rule off, or make it milder than this',
  'kept-always': 'this rule must hold in every case; add a last setting without "when"',
  reachable: 'it never applies, as the setting before it has no "when"',
};

/** Why a text is no declaration, by code. */
const reasons: Readonly<Record<string, (p: DeclarationParams) => string>> = {
  syntax: () => 'the text is no valid YAML or JSON',
  'too-large': () => 'the text is too large for a declaration',
  'too-deep': () => 'the text is nested too deep',
  'too-many-aliases': () => 'the text uses too many aliases',
  'unknown-alias': () => 'an alias is used that is not defined',
  'several-documents': () => 'there is more than one document in the file; keep one',
  'complex-key': () => 'a key must be plain text',
  'duplicate-key': (p) => `the key${quoted(p.key)} stands here a second time${first(p)}; keep one`,
  empty: () => 'the file is empty',
  'csv-syntax': () => 'the table is no valid CSV; put cells that hold quotes or separators between quotes',
  'quote-not-closed': () => 'a quote that opens a cell here is never closed, so everything below it would be one cell',
  'not-a-workbook': () => 'the file is no XLSX workbook, or a broken one; save it again as "Excel workbook (.xlsx)"',
  'old-workbook': () =>
    'the workbook is protected by a password or in the old .xls form; save it without a password as "Excel workbook (.xlsx)"',
  'merged-cells': (p) =>
    `the cells ${p.key} are merged${more(p)}, so nobody can tell which rows they speak of; unmerge them and fill in each row`,
  'formula-cell': (p) => `the cell ${p.key} holds a formula${more(p)}; replace it by its value (copy, paste as values)`,
  'error-cell': (p) => `the cell ${p.key} holds an error (${p.value})${more(p)}; write the value itself`,
  'beyond-headings': (p) =>
    `the text${quoted(p.value)} stands in a column without a heading${filled(p.key) ? `, in the row of "${p.key}"` : ''}; give the column one of the known headings, or move the text`,
  'two-headings': (p) => `the heading${quoted(p.key)} means the same as the one in ${p.value}; keep one`,
  'unknown-sheet': (p) =>
    `there is no such sheet${quoted(p.key)}${filled(p.nearest) ? `; did you mean "${p.nearest}"?` : `; known are ${p.known}. Rename or delete it`}`,
  'no-use-column': (p) => `the sheet "${p.key}" has no column "use" with the id of the use that each row belongs to`,
  'needs-columns': (p) =>
    `"${p.key}" does not fit in one cell; use columns such as "${String(p.key).replace(/s$/, '')}.status", or a sheet "${p.key}"`,
  'mangled-number': (p) =>
    `the spreadsheet has turned this into a rounded number (${p.value}), and digits are lost; format the cell as text and enter it again`,
  'mangled-date': (p) => `the spreadsheet has turned this into a date (${p.value}); format the cell as text and enter it again`,
};

const more = (p: DeclarationParams): string =>
  Number(p.count ?? 1) > 1 ? ` (and ${Number(p.count) - 1} more in this sheet)` : '';

const first = (p: DeclarationParams): string =>
  filled(p.firstLine) && p.firstLine !== 0 ? `, first in line ${p.firstLine}` : '';

const article = (type: Value): string =>
  ({ list: 'a list', map: 'a group of keys', text: 'text', number: 'a number', boolean: 'true or false' })[String(type)] ??
  String(type);

/** Sentences for errors in a declaration; `declarationLine` puts file, line and field before them. */
export const declarationProblems: Record<DeclarationProblem['code'], (params: DeclarationParams) => string> = {
  'unknown-key': (p) =>
    `there is no such key${quoted(p.key)}${guess(p, filled(p.closest) ? `Most like it are ${p.closest}; otherwise take it out.` : filled(p.known) ? `Known here: ${p.known}.` : 'Take it out.')}`,
  missing: (p) => `this is required and missing${quoted(p.key)}. Add it.`,
  todo: (p) => {
    if (filled(p.allowed)) return `still to fill in: one of ${p.allowed}.`;
    const kind = kinds[String(p.expected ?? '')];
    return `still to fill in${kind ? `; ${kind}` : ''}.`;
  },
  'wrong-type': (p) =>
    `${filled(p.expected) ? `this must be ${article(p.expected)}` : 'this is of the wrong type'}` +
    `${filled(p.found) ? `, not ${article(p.found)}` : ''}.`,
  'wrong-value': (p) => {
    const expected = String(p.expected ?? '');
    const range = /^(-?\d+)-(-?\d+)$/.exec(expected);
    const kind = range ? `a number from ${range[1]} to ${range[2]} is needed` : kinds[expected];
    const allowed = filled(p.allowed) ? ` Allowed: ${p.allowed}.` : '';
    return `the value${quoted(p.value)} is not allowed${kind ? `: ${kind}` : ''}${guess(p, '').trimEnd()}${allowed}`;
  },
  'duplicate-id': (p) => `the id${quoted(p.id)} is used twice${first(p)}. Give each its own id.`,
  unparsable: (p) => {
    const reason = reasons[String(p.reason ?? '')]?.(p) ?? 'the file could not be parsed';
    return `${reason}${filled(p.detail) ? `: ${String(p.detail).replace(/\.$/, '')}` : ''}.`;
  },
  'unknown-tool': (p) =>
    `no tool${quoted(p.tool ?? p.id)} is listed under "tools"` +
    `${guess(p, filled(p.known) ? `Listed: ${p.known}.` : 'Add it there.')}`,
  'unknown-policy': (p) =>
    `there is no policy${quoted(p.policy ?? p.id)}${guess(p, filled(p.known) ? `Known: ${p.known}.` : 'Take it out.')}`,
};
