import { type AppliedWaiver, isOpen, type Report, severities, type WordedFinding } from '../../model/index.ts';
import { oneLine, printable } from '../printable.ts';
import type { Page, Tone } from './page.ts';

/** Rows shown of a list before the rest is only counted. */
const shown = 10;

/** Findings that somebody answered, each with the answer; and answers that hold for nothing any more. */
export function answersSection(report: Report, page: Page): string[] {
  const { report: texts, waiverStates } = page.messages;
  const signed = report.findings.filter(({ waiver }) => waiver !== null);
  const idle = (report.waivers?.entries ?? []).filter(({ state }) => state !== 'applied');
  if (signed.length === 0 && idle.length === 0) return [];
  const answered = signed.filter((finding) => !isOpen(finding));
  return [
    // A promise leaves the finding open: it must not stand under the heading of what is settled.
    ...answerList(texts.promised, 'issue', signed.filter(isOpen), page),
    ...answerList(texts.answered, 'strong', answered, page),
    ...(answered.length === 0 && idle.length > 0 ? ['', ...page.lines(`${texts.answered} (0)`, '', 'strong')] : []),
    ...idle
      .slice(0, shown)
      .flatMap(({ state, entry }) =>
        page.lines(
          printable(
            `${waiverStates[state].label}${page.messages.report.colon} ${'finding' in entry ? entry.finding : entry.path} (${entry.by}, ${entry.date}). ${waiverStates[state].means}`,
          ),
          '  - ',
          'issue',
        ),
      ),
    ...(idle.length > shown ? [`  ${texts.more(idle.length - shown)}`] : []),
  ];
}

/** Findings with what was signed for each, under a heading that counts them; nothing where there are none. */
function answerList(heading: string, tone: Tone, findings: readonly WordedFinding[], page: Page): string[] {
  if (findings.length === 0) return [];
  const texts = page.messages.report;
  return [
    '',
    ...page.lines(`${heading} (${findings.length})`, '', tone),
    ...findings.slice(0, shown).flatMap(({ code, asset, use, waiver }) => {
      if (waiver === null) return [];
      const said = `${answerOf(waiver, page)}${texts.colon} ${oneLine(waiver.reason)} (${printable(`${waiver.by}, ${waiver.date}`)})`;
      return [page.path(asset ?? use ?? texts.onDelivery, `  ${code} `), ...page.lines(said, '      ')];
    }),
    ...(findings.length > shown ? [`  ${texts.more(findings.length - shown)}`] : []),
  ];
}

/** The answer in words, with the use that it names. */
function answerOf(waiver: AppliedWaiver, { messages }: Page): string {
  const { label } = messages.waiverAnswers[waiver.answer];
  return waiver.answer === 'declared' && waiver.use !== undefined ? `${label} (${printable(waiver.use)})` : label;
}

/** What each policy makes of the delivery; nothing where only the neutral one was asked. */
export function policySection(report: Report, page: Page): string[] {
  const { report: texts, deliveryVerdicts } = page.messages;
  if (report.policies.every(({ name }) => name === 'default')) return [];
  return [
    '',
    ...page.lines(texts.policies, '', 'strong'),
    ...report.policies.flatMap(({ name, version, verdict, open }) => {
      const counts = [
        ...(open.blocker > 0 ? [texts.blockers(open.blocker)] : []),
        ...(open.issue > 0 ? [texts.issues(open.issue)] : []),
        ...(open.fyi > 0 ? [texts.fyi(open.fyi)] : []),
      ];
      const own = report.policies.length === 1 ? [] : [...new Set(onlyUnder(report, name))];
      return [
        ...page.lines(
          printable(`${deliveryVerdicts[verdict]}. ${counts.join(', ')}`),
          `  ${printable(name)} (${printable(version)})  `,
        ),
        ...(own.length > 0 ? page.lines(`${texts.onlyHere}${texts.colon} ${own.join(', ')}`, '    ', 'faint') : []),
      ];
    }),
  ];
}

/** Open findings that are worse under this policy than under every other: what would change if the title moved there. */
function onlyUnder(report: Report, name: string): string[] {
  return report.findings.filter(isOpen).flatMap(({ code, use, asset, policies }) => {
    const here = policies[name];
    if (here === undefined || here === 'fyi') return [];
    const elsewhere = report.policies.filter((policy) => policy.name !== name).map((policy) => policies[policy.name]);
    const rank = (severity: (typeof severities)[number] | undefined) =>
      severity === undefined ? severities.length : severities.indexOf(severity);
    return elsewhere.every((other) => rank(here) < rank(other)) ? [`${code} ${printable(asset ?? use ?? '')}`.trim()] : [];
  });
}

/** What changed since an earlier report. */
export function baselineSection(report: Report, page: Page): string[] {
  const { baseline } = report;
  if (baseline === null) return [];
  const texts = page.messages.report;
  return [
    '',
    ...page.lines(
      printable(
        `${texts.newFindings(baseline.new)}, ${texts.fixedFindings(baseline.fixed.length)}, ${texts.unchanged(baseline.unchanged)}`,
      ),
      `${texts.baseline(printable(baseline.path), printable(baseline.finished.slice(0, 10)))}${texts.colon} `,
      'strong',
    ),
    ...changes(
      '+',
      report.findings.filter((finding) => finding.baseline === 'new'),
      page,
    ),
    ...changes('-', baseline.fixed, page),
  ];
}

type Change = { readonly code: string; readonly asset: string | null; readonly use: string | null };

function changes(sign: string, list: readonly Change[], page: Page): string[] {
  return [
    ...list.slice(0, shown).map(({ code, asset, use }) => page.path(asset ?? use ?? '', `  ${sign} ${printable(code)} `)),
    ...(list.length > shown ? [`  ${sign} ${page.messages.report.more(list.length - shown)}`] : []),
  ];
}
