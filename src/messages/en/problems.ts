import type { DeclarationProblem, ProblemCode } from '../../model/index.ts';
import type { DeclarationParams, ProblemParams } from '../params.ts';

/** Words of one problem: what happened, and what to do about it. */
interface ProblemWords {
  readonly message: (params: ProblemParams) => string;
  readonly hint: (params: ProblemParams) => string;
}

const filled = (value: unknown): value is string | number => value !== undefined && value !== '';
const by = (p: ProblemParams): string => (filled(p.reader) ? ` by ${p.reader}` : '');
const at = (p: ProblemParams): string => (filled(p.offset) ? ` at byte ${p.offset}` : '');
const told = (p: ProblemParams): string => (filled(p.detail) ? `: ${p.detail}` : '');
const inWhat = (p: ProblemParams): string => (filled(p.what) ? ` in ${p.what}` : '');
const again = 'Deliver the file again and scan once more.';

/** English words of every expected failure. */
export const problems: Record<ProblemCode, ProblemWords> = {
  'empty-file': { message: () => 'The file is empty.', hint: () => again },
  truncated: {
    message: (p) => `The file ends too early${at(p)}${inWhat(p)}${told(p)}.`,
    hint: () => 'The copy is incomplete: transfer the file again and compare the sizes.',
  },
  'broken-structure': {
    message: (p) => `The structure of the file is broken${at(p)}${inWhat(p)}${told(p)}.`,
    hint: () => 'Export the file again from its source; what follows the broken place could not be read.',
  },
  'unknown-content': {
    message: (p) =>
      `The content is of no known format${filled(p.expected) ? `; the name promises ${p.expected}` : ''}${told(p)}.`,
    hint: () => 'Check that the file opens, and that it is not encrypted or still in transfer.',
  },
  'wrong-extension': {
    message: (p) =>
      filled(p.expected) && filled(p.found)
        ? `The name promises ${p.expected}, the content is ${p.found}.`
        : `The name promises another format than the content has${told(p)}.`,
    hint: () => 'It was read by its content. Rename it, so that other tools read it right too.',
  },
  'unreadable-file': {
    message: (p) => `The operating system did not let the file be read${told(p)}.`,
    hint: () => 'Check the rights and the connection to the storage, then scan again.',
  },
  'reader-failed': {
    message: (p) => `The file could not be read${by(p)}${at(p)}${told(p)}.`,
    hint: () => 'Check that the file opens elsewhere; if it does, report it with the file name and this sentence.',
  },
  'reader-timeout': {
    message: (p) => `Reading${by(p)} took too long and was stopped${filled(p.limit) ? ` after ${p.limit}` : ''}${told(p)}.`,
    hint: () => 'Scan again when the storage is less busy; if it stays, the file is likely broken.',
  },
  'reader-missing': {
    message: (p) => `There is no reader here for this file${filled(p.reader) ? `: ${p.reader} is missing` : ''}${told(p)}.`,
    hint: () => 'Run "trueslate doctor": it says what is missing and how to install it.',
  },
  'limit-reached': {
    message: (p) => `A limit was reached${inWhat(p)}${filled(p.limit) ? ` (${p.limit})` : ''}${at(p)}${told(p)}.`,
    hint: () => 'What lies beyond the limit was not read; look at the file by hand.',
  },
  'c2pa-unreadable': {
    message: (p) => `The content credential could not be read${by(p)}${at(p)}${told(p)}.`,
    hint: () => 'Ask the supplier for the file as it was signed.',
  },
  'c2pa-remote': {
    message: (p) =>
      `The content credential is not in the file${filled(p.url) ? `; it points to ${p.url}` : ''}. It was not fetched.`,
    hint: () => 'Ask the supplier for the file with its credential embedded.',
  },
  'c2pa-no-engine': {
    message: (p) => `A content credential is in the file, and the C2PA engine cannot read this format${told(p)}.`,
    hint: () => 'Open the file with a tool of its maker, or ask the supplier for another format.',
  },
  'orphan-sidecar': {
    message: (p) => `The sidecar has lost the file that it belongs to${told(p)}.`,
    hint: () => 'Put the file beside it, under the same name, or take the sidecar out.',
  },
  'reader-warning': {
    message: (p) => `A warning${by(p)}${at(p)}${told(p)}.`,
    hint: () => 'Nothing to do for the AI check; the values named may be wrong.',
  },
  'no-thumbnail': {
    message: (p) => `No thumbnail could be made${by(p)}${told(p)}.`,
    hint: () => 'Nothing to do: statements in the file were read all the same.',
  },
  'changed-while-read': {
    message: (p) => `The file changed while it was read${told(p)}.`,
    hint: () => 'Wait until the transfer is finished, then scan again.',
  },
};

const quoted = (value: string | number | undefined): string => (filled(value) ? ` "${value}"` : '');

/** English sentences for errors in a declaration; `declarationLine` puts file, line and field before them. */
export const declarationProblems: Record<DeclarationProblem['code'], (params: DeclarationParams) => string> = {
  'unknown-key': (p) =>
    `there is no such key${quoted(p.key)}${filled(p.nearest) ? `; did you mean "${p.nearest}"?` : '. Take it out, or see the list of keys.'}`,
  missing: (p) => `this is required and missing${quoted(p.key)}. Add it.`,
  'wrong-type': (p) =>
    `${filled(p.expected) ? `this must be ${p.expected}` : 'this is of the wrong type'}${filled(p.found) ? `, not ${p.found}` : ''}.`,
  'wrong-value': (p) =>
    `the value${quoted(p.value ?? p.found)} is not allowed` +
    `${filled(p.nearest) ? `; did you mean "${p.nearest}"?` : '.'}` +
    `${filled(p.allowed ?? p.expected) ? ` Allowed: ${p.allowed ?? p.expected}.` : ''}`,
  'duplicate-id': (p) =>
    `the id${quoted(p.id)} is used twice${filled(p.first) ? `, first in line ${p.first}` : ''}. Give each its own id.`,
  unparsable: (p) => `the file could not be parsed${filled(p.detail) ? `: ${p.detail}` : '.'}`,
  'unknown-tool': (p) =>
    `no tool${quoted(p.id ?? p.value)} is listed under "tools"${filled(p.nearest) ? `; did you mean "${p.nearest}"?` : '. Add it there.'}`,
  'unknown-policy': (p) =>
    `there is no policy${quoted(p.id ?? p.value)}${filled(p.nearest) ? `; did you mean "${p.nearest}"?` : '.'}` +
    `${filled(p.allowed) ? ` Known: ${p.allowed}.` : ''}`,
};
