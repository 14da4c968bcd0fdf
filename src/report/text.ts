import type { Standing } from '../messages/index.ts';
import { byPath, isOpen, type Report } from '../model/index.ts';
import { printable } from './printable.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { byUrgency, isSeenUndeclared, isUndisclosed, standingOf } from './standing.ts';
import { answersSection, baselineSection, policySection } from './text/answers.ts';
import { manifestSection, notCheckedSection, skippedSection, unreadSection, verdictSection } from './text/coverage.ts';
import { findingSection, fyiSection, undisclosedSection } from './text/findings.ts';
import type { Page } from './text/page.ts';
import { page } from './text/page.ts';
import { rangesSection } from './text/ranges.ts';
import { sequenceSection } from './text/sequences.ts';

/** Narrower than this nothing can be read; a terminal that says less is taken for one of unknown width. */
const narrowest = 40;

/** The summary for a terminal: the verdict in the first line, then what must be answered, then what was covered. */
export function renderText(report: Report, options: ReportOptions): string {
  const drawn = page({ ...options, width: Math.max(narrowest, options.width) });
  const texts = options.messages.report;
  const assets = byPath(report.assets);
  // What was answered stands in its own section; a promised fix is no answer yet.
  const standing = standingOf(report);
  const findings = byUrgency(report.findings.filter(isOpen));
  const seen = findings.filter(isSeenUndeclared);
  const others = findings.filter((finding) => !isUndisclosed(finding) && !isSeenUndeclared(finding));
  const of = (severity: string) => others.filter((finding) => finding.severity === severity);
  const lines = [
    ...headLines(report, standing, drawn),
    ...undisclosedSection(findings, standing, assets, drawn),
    ...findingSection(options.messages.sightings.undeclared, 'blocker', seen, drawn),
    ...findingSection(
      seen.length > 0 || findings.some(isUndisclosed) ? texts.otherBlockers : texts.blockersHeading,
      'blocker',
      of('blocker'),
      drawn,
    ),
    ...findingSection(texts.otherIssues, 'issue', of('issue'), drawn),
    ...unreadSection(report, drawn),
    ...policySection(report, drawn),
    ...answersSection(report, drawn),
    ...baselineSection(report, drawn),
    ...(options.onlyFailures
      ? []
      : [
          ...fyiSection(of('fyi'), drawn),
          ...rangesSection(report, drawn),
          ...verdictSection(report, drawn),
          ...sequenceSection(report, drawn),
          ...skippedSection(report, drawn),
          ...manifestSection(report, drawn),
          ...notCheckedSection(report, drawn),
        ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** The sentence that says it all, the numbers behind it, and what was scanned. */
function headLines(report: Report, standing: Standing, drawn: Page): string[] {
  const { headlines, report: texts } = drawn.messages;
  const tone = { undisclosed: 'blocker', findings: 'issue', incomplete: 'issue', clear: 'strong' } as const;
  const numbers = [
    ...(standing.blockers > 0 ? [texts.blockers(standing.blockers)] : []),
    ...(standing.issues > 0 ? [texts.issues(standing.issues)] : []),
    ...(standing.fyi > 0 ? [texts.fyi(standing.fyi)] : []),
    ...(standing.promised > 0 ? [texts.promisedFor(standing.promised)] : []),
    ...(standing.answered > 0 ? [texts.answeredFor(standing.answered)] : []),
    ...(standing.unread > 0 ? [texts.unread(standing.unread)] : []),
  ];
  const about = [
    ...(report.declaration ? [report.declaration.content.production.title] : []),
    texts.assets(standing.assets),
    report.declaration?.path ?? texts.noDeclaration,
    `trueslate ${report.tool.version}`,
  ];
  return [
    ...drawn.lines(headlines[report.deliveryVerdict](standing), '', tone[report.deliveryVerdict]),
    ...(numbers.length > 0 ? drawn.lines(`${texts.inAll}${texts.colon} ${numbers.join(', ')}`) : []),
    ...drawn.lines(printable(about.join(' · ')), '', 'faint'),
  ];
}

/** `text`: what stdout gets unless told otherwise. */
export const text: Reporter = { name: 'text', extensions: ['.txt'], render: renderText };
