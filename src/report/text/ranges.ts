import type { RangeOutcome, Report } from '../../model/index.ts';
import { printable } from '../printable.ts';
import { rangeLine, rangesByOutcome } from '../ranges.ts';
import { rangesTold } from '../undeclared-places.ts';
import type { Page } from './page.ts';

/** Ranges of one outcome that are named before the rest is only counted. */
const named = 10;

/** How declared ranges, and those in which something is seen, fared; nothing where there are none. */
export function rangesSection(report: Report, page: Page): string[] {
  if (report.ranges.length === 0) return [];
  const { report: texts, rangeOutcomes } = page.messages;
  // What a finding says stands above, in its words.
  const told = rangesTold(report);
  return [
    '',
    ...page.lines(`${texts.ranges} (${report.ranges.length})`, '', 'strong'),
    ...rangesByOutcome(report).flatMap(([outcome, ranges]) => [
      ...page.lines(`${rangeOutcomes[outcome].label}${texts.colon} ${ranges.length}`, '  '),
      ...list(
        ranges.filter((range) => !told.has(range)),
        report,
        page,
      ),
    ]),
  ];
}

function list(ranges: readonly RangeOutcome[], report: Report, page: Page): string[] {
  const rest = ranges.length - named;
  return [
    ...ranges.slice(0, named).flatMap((range) => page.lines(printable(rangeLine(range, report, page.messages)), '    ', 'faint')),
    ...(rest > 0 ? [page.paint('faint', `    ${page.messages.report.more(rest)}`)] : []),
  ];
}
