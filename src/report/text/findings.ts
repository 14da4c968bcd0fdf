import { type Standing, shortValue } from '../../messages/index.ts';
import type { ByPath, Evidence, ReportedAsset, RuleCode, WordedFinding } from '../../model/index.ts';
import { printable } from '../printable.ts';
import { isUndisclosed } from '../standing.ts';
import type { Page, Tone } from './page.ts';

/** More findings of one rule than this are told in one entry. */
const groupFrom = 4;
const pathsOfGroup = 3;
/** Findings of one rule that are told one by one where they cannot be told together. */
const mostOneByOne = 12;
const usesOfGroup = 40;

type AssetsByPath = ByPath<ReportedAsset>;

/** The findings that matter most: each with its path, verdict, one line of evidence, and the advice. */
export function undisclosedSection(
  findings: readonly WordedFinding[],
  standing: Standing,
  assets: AssetsByPath,
  page: Page,
): string[] {
  const texts = page.messages.report;
  const found = findings.filter(isUndisclosed);
  if (found.length === 0) return [];
  const advice = new Set(found.map((finding) => finding.fix));
  const together = found.length > 1 && advice.size === 1;
  return [
    '',
    ...page.lines(
      `${texts.undisclosed} (${texts.undisclosedOf(standing.undisclosed, standing.undisclosedFindings)})`,
      '',
      'blocker',
    ),
    ...found.flatMap((finding) => [...undisclosed(finding, assets, page), ...(together ? [] : fix(finding, page))]),
    ...(together ? page.lines(printable(found[0]?.fix ?? ''), `  ${texts.fixAll}${texts.colon} `, 'plain', '    ') : []),
  ];
}

function undisclosed(finding: WordedFinding, assets: AssetsByPath, page: Page): string[] {
  const { verdicts } = page.messages;
  const path = finding.asset ?? '';
  const asset = assets.get(path);
  const evidence = finding.evidence[0] ?? asset?.evidence[0];
  return [
    page.path(path, '  ', 'strong'),
    ...(finding.from ? page.lines(printable(`${finding.from} - ${finding.to ?? ''}`), '    ') : []),
    ...also(finding, page),
    ...(evidence
      ? page.lines(
          `${asset ? `${verdicts[asset.verdict].label}${page.messages.report.colon} ` : ''}${evidenceText(evidence, page)}`,
          '    ',
        )
      : page.lines(printable(finding.message), '    ')),
  ];
}

/** One piece of evidence in a line: mark, value, generator, strength. */
export function evidenceText(evidence: Evidence, page: Page): string {
  const { colon, quoted } = page.messages.report;
  const generator = [evidence.generator, evidence.generatorVersion].filter(Boolean).join(' ');
  const beside = [...(generator ? [generator] : []), page.messages.strengths[evidence.strength].label].join(', ');
  return printable(`${page.messages.markerTitle(evidence.title)}${colon} ${quoted(shortValue(evidence.value, 60))} (${beside})`);
}

function also(finding: WordedFinding, page: Page): string[] {
  if (finding.alsoAt.length === 0) return [];
  const paths = finding.alsoAt.slice(0, pathsOfGroup).map(printable).join(', ');
  const more = finding.alsoAt.length - pathsOfGroup;
  const texts = page.messages.report;
  return page.lines(
    `${texts.alsoAt(finding.alsoAt.length)}${texts.colon} ${paths}${more > 0 ? ` ${texts.more(more)}` : ''}`,
    '    ',
    'faint',
  );
}

const fix = (finding: WordedFinding, page: Page): string[] =>
  page.lines(printable(finding.fix), `    ${page.messages.report.fix}${page.messages.report.colon} `, 'plain', '      ');

/** Findings of one severity, several of one rule told together. */
export function findingSection(heading: string, tone: Tone, findings: readonly WordedFinding[], page: Page): string[] {
  if (findings.length === 0) return [];
  return [
    '',
    ...page.lines(`${heading} (${findings.length})`, '', tone),
    ...byRule(findings).flatMap((group) => told(group, page)),
  ];
}

/** Findings of one rule each, rules in order of first appearance. */
function byRule(findings: readonly WordedFinding[]): readonly WordedFinding[][] {
  const groups = new Map<RuleCode, WordedFinding[]>();
  for (const finding of findings) groups.set(finding.code, [...(groups.get(finding.code) ?? []), finding]);
  return [...groups.values()];
}

function told(group: readonly WordedFinding[], page: Page): string[] {
  const first = group[0];
  if (!first) return [];
  const { report, rules } = page.messages;
  // What was not read stands below, with its reasons, beside what no policy raises a finding for.
  if (first.code === 'T01') return page.lines(`${rules.T01.title}${report.colon} ${report.unreadBelow(group.length)}`, '  T01 ');
  // Findings that want different things done, name what was probably meant, or are of one place each, are not told by one.
  const isMixed =
    new Set(group.map(({ fix: advice }) => advice)).size > 1 ||
    group.some(({ params, from }) => params.didYouMean || from !== null);
  if (group.length <= groupFrom || isMixed)
    return [
      ...group
        .slice(0, mostOneByOne)
        .flatMap((finding) => [
          ...page.lines(printable(finding.message), `  ${finding.code} `),
          ...also(finding, page),
          ...fix(finding, page),
        ]),
      ...(group.length > mostOneByOne ? [`  ${first.code} ${report.more(group.length - mostOneByOne)}`] : []),
    ];
  const head = page.lines(`${rules[first.code].title}${page.messages.report.colon} ${group.length}`, `  ${first.code} `);
  if (group.every(({ asset }) => asset === null)) {
    // Ids of uses are short: all of them say at once what to open in the declaration.
    const uses = [...new Set(group.map(({ use }) => printable(use ?? '')))];
    const shown = uses.slice(0, usesOfGroup).join(', ');
    const more = uses.length > usesOfGroup ? ` ${report.more(uses.length - usesOfGroup)}` : '';
    return [...head, ...page.lines(`${shown}${more}`, '    '), ...fix(first, page)];
  }
  const names = group.map((finding) => finding.asset ?? finding.use ?? '');
  return [
    ...head,
    ...names.slice(0, pathsOfGroup).map((name) => page.path(name, '    ')),
    `    ${report.more(group.length - pathsOfGroup)}`,
    ...fix(first, page),
  ];
}

/** Remarks: a single one in its words, several of one rule counted. */
export function fyiSection(findings: readonly WordedFinding[], page: Page): string[] {
  if (findings.length === 0) return [];
  const { report, rules } = page.messages;
  const rows = byRule(findings).flatMap((group) => {
    const { code, message } = group[0] as WordedFinding;
    if (group.length === 1) return page.lines(printable(message), `  ${code} `);
    const names = group.slice(0, pathsOfGroup).map(({ asset, use }) => asset ?? use ?? '');
    return [
      ...page.lines(`${rules[code].title}${page.messages.report.colon} ${group.length}`, `  ${code} `),
      ...names.map((name) => page.path(name, '    ', 'faint')),
      ...(group.length > pathsOfGroup ? [page.paint('faint', `    ${report.more(group.length - pathsOfGroup)}`)] : []),
    ];
  });
  return ['', ...page.lines(`${report.otherFyi} (${findings.length})`, '', 'fyi'), ...rows];
}
