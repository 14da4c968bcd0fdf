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
  sha256: 'a SHA-256 has 64 hexadecimal digits',
  'frame-rate': 'this is no frame rate in use',
  'yes-or-no': 'this is answered by yes or no',
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
  'later-version': () => 'declarations as CSV or XLSX are not read yet; write it as YAML or JSON',
};

const first = (p: DeclarationParams): string =>
  filled(p.firstLine) && p.firstLine !== 0 ? `, first in line ${p.firstLine}` : '';

const article = (type: Value): string =>
  ({ list: 'a list', map: 'a group of keys', text: 'text', number: 'a number', boolean: 'true or false' })[String(type)] ??
  String(type);

/** Sentences for errors in a declaration; `declarationLine` puts file, line and field before them. */
export const declarationProblems: Record<DeclarationProblem['code'], (params: DeclarationParams) => string> = {
  'unknown-key': (p) =>
    `there is no such key${quoted(p.key)}${guess(p, filled(p.known) ? `Known here: ${p.known}.` : 'Take it out.')}`,
  missing: (p) => `this is required and missing${quoted(p.key)}. Add it.`,
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
