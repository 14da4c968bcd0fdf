import type { ProblemCode } from '../../model/index.ts';
import type { ProblemParams } from '../params.ts';
import { operatingSystem } from './operating-system.ts';

/** Words of one problem: what happened, and what to do about it. */
export interface ProblemWords {
  readonly message: (params: ProblemParams) => string;
  readonly hint: (params: ProblemParams) => string;
}

const filled = (value: unknown): value is string | number => value !== undefined && value !== '';
const by = (p: ProblemParams): string => (filled(p.reader) ? ` by ${p.reader}` : '');
const at = (p: ProblemParams): string => (filled(p.at) ? ` at byte ${p.at}` : '');
// A code word goes into brackets, a sentence of an engine follows a colon and loses its own full stop.
const told = (p: ProblemParams): string => {
  const reason = String(p.detail ?? '').trim();
  const detail = operatingSystem[reason] ?? reason;
  if (detail === '') return '';
  return /\s/.test(detail) ? `: ${detail.replace(/\.$/, '')}` : ` (${detail})`;
};
const lost = (p: ProblemParams): string => (filled(p.missing) ? `, at least ${p.missing} bytes are missing` : '');
const inWhat = (p: ProblemParams): string => (filled(p.what) ? ` in ${p.what}` : '');
const isOne = (p: ProblemParams): boolean => Number(p.count) === 1;
const some = (count: ProblemParams['count']): string => (Number(count) === 1 ? 'one' : filled(count) ? String(count) : 'some');
const named = (p: ProblemParams): string => (filled(p.detail) ? `: ${p.detail}` : '');
const again = 'Deliver the file again and scan once more.';

/** English words of every expected failure. */
export const problems: Record<ProblemCode, ProblemWords> = {
  'empty-file': { message: () => 'The file is empty.', hint: () => again },
  truncated: {
    message: (p) => `The file ends too early${at(p)}${inWhat(p)}${lost(p)}${told(p)}.`,
    hint: () => 'The copy is incomplete: transfer the file again and compare the sizes.',
  },
  'broken-structure': {
    message: (p) => `The structure of the file is broken${at(p)}${inWhat(p)}${told(p)}.`,
    hint: () => 'Export the file again from its source; what follows the broken place could not be read.',
  },
  'unknown-content': {
    message: (p) => `The content is of no known format${told(p)}.`,
    hint: () => 'Check that the file opens, and that it is not encrypted or still in transfer.',
  },
  'wrong-extension': {
    message: (p) =>
      `The name promises another format than the content has${filled(p.format) ? `, which is ${p.format}` : told(p)}.`,
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
    message: (p) =>
      `A content credential is in the file, and the C2PA engine does not know this format${told(p)}: what the credential says was read where it could be, whether it belongs to this very file was not checked.`,
    hint: () => 'Open the file with a tool of its maker, or ask the supplier for another format.',
  },
  'orphan-sidecar': {
    message: (p) => `The sidecar has lost the file that it belongs to${told(p)}.`,
    hint: () => 'Put the file beside it, under the same name, or take the sidecar out.',
  },
  'speaks-of-media': {
    message: (p) => `It speaks of files that lie in this delivery${told(p)}. What it says of them is counted with them.`,
    hint: () => 'Look at these files; what it says of files that are not here is still shown with it.',
  },
  'frames-missing': {
    message: (p) =>
      `Between its first frame and its last, ${some(p.count)} ${isOne(p) ? 'number has' : 'numbers have'} no frame in this scan${told(p)}.`,
    hint: () => 'Ask whether they were left out on purpose; whatever stands in them was not seen.',
  },
  'odd-frames': {
    message: (p) =>
      `Of its frames, ${some(p.count)} ${isOne(p) ? 'differs' : 'differ'} from the others in a mark, picture size, software or bytes; ${isOne(p) ? 'it stands' : 'each stands'} in the report by itself as well.`,
    hint: () => 'Look at these frames first: a frame that was put in later looks like that.',
  },
  'frames-not-read': {
    message: (p) =>
      `Of its${filled(p.total) ? ` ${p.total}` : ''} frames, ${some(p.count)} ${isOne(p) ? 'was' : 'were'} not read, as was asked for.`,
    hint: () => 'Scan without --sequence-sample before the delivery leaves the building.',
  },
  'track-missing': {
    message: (p) =>
      `${Number(p.count ?? 1) === 1 ? 'A track file that the composition plays is' : `${p.count} track files that the composition plays are`} not among the media that were scanned${named(p)}.`,
    hint: () =>
      'Deliver the package with its asset map and all track files, or scan it together with the original package that it supplements.',
  },
  'track-unread': {
    message: (p) =>
      `${Number(p.count ?? 1) === 1 ? 'A track file of the composition was' : `${p.count} track files of the composition were`} not read in full${named(p)}.`,
    hint: () => 'Look at the track file in this report: it says why.',
  },
  'reader-warning': {
    message: (p) => `A warning${by(p)}${at(p)}${told(p)}.`,
    hint: () => 'Nothing to do for the AI check; the values named may be wrong.',
  },
  'no-thumbnail': {
    message: (p) => `No thumbnail could be made${by(p)}${told(p)}.`,
    hint: () => 'Nothing to do: statements in the file were read all the same.',
  },
  'not-traced': {
    message: (p) => `The search for marked pictures and sounds${inWhat(p)} failed${told(p)}.`,
    hint: () => 'Check that it plays. A newer ffmpeg may know its codec: install one, or name it in FFMPEG_PATH.',
  },
  'tracing-failed': {
    message: (p) =>
      `The search for marked pictures and sounds in videos, stills and mixes failed, so nothing is said of where they are seen or heard${told(p)}.`,
    hint: () => 'Everything else stands. Scan again; if it fails again, it is a bug in trueslate: report it with this message.',
  },
  'not-fetched': {
    message: (p) =>
      p.detail === 'larger'
        ? 'The object is larger than what may be fetched whole, so what needs all of its bytes was not checked.'
        : 'The object was not fetched whole, so what needs all of its bytes was not checked.',
    hint: (p) =>
      p.detail === 'larger'
        ? 'Scan again with a higher --spool-limit.'
        : 'Scan again with --spool and a folder on an encrypted disk: objects lie there only while they are read.',
  },
  'changed-while-read': {
    message: (p) => `The file changed while it was read${told(p)}.`,
    hint: () => 'Wait until the transfer is finished, then scan again.',
  },
};
