import type { ProblemCode, Report } from '../../model/index.ts';
import { printable } from '../printable.ts';
import type { Page } from './page.ts';

/** Sequences named before the rest is only counted. */
const named = 20;

/** What is told of a sequence here; what kept it from being read in full stands elsewhere. */
const told: readonly ProblemCode[] = ['frames-missing', 'odd-frames', 'frames-not-read'];

/** The sequences of frames, with how many there are of each, and their gaps and odd frames. */
export function sequenceSection(report: Report, page: Page): string[] {
  const sequences = report.assets.filter(({ sequence }) => sequence !== undefined);
  if (sequences.length === 0) return [];
  const texts = page.messages.report;
  return [
    '',
    ...page.lines(`${texts.sequences} (${sequences.length})`, '', 'strong'),
    ...sequences
      .slice(0, named)
      .flatMap(({ path, sequence, problems }) => [
        page.path(path, '  '),
        ...page.lines(texts.frames(sequence?.count ?? 0), '    '),
        ...problems.filter(({ code }) => told.includes(code)).flatMap(({ message }) => page.lines(printable(message), '    ')),
      ]),
    ...(sequences.length > named ? [`  ${texts.more(sequences.length - named)}`] : []),
  ];
}
