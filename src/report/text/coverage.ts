import type { ProblemCode, Report, SkipReason } from '../../model/index.ts';
import { seesMarked, skipReasons, verdicts } from '../../model/index.ts';
import { printable } from '../printable.ts';
import { notCheckedSentences, seenByTarget } from '../sightings.ts';
import { containingAi, tally, unreadPaths, unsought } from '../standing.ts';
import { columns } from '../wrap.ts';
import type { Page } from './page.ts';

/** Paths named before the rest is only counted. */
const named = 10;

/** Problems that do not keep a file from being read in full. */
const light: readonly ProblemCode[] = ['reader-warning', 'no-thumbnail', 'wrong-extension', 'speaks-of-media'];

/** How many assets got which verdict; unmarked ones that contain marked material stand apart. */
export function verdictSection(report: Report, page: Page): string[] {
  const { messages } = page;
  const inside = containingAi(report).length;
  const rows: [string, number, string][] = verdicts.map((verdict) => [
    messages.verdicts[verdict].label,
    (report.coverage.byVerdict[verdict] ?? 0) - (verdict === 'unmarked' ? inside : 0),
    messages.verdicts[verdict].means,
  ]);
  if (inside > 0) rows.push([messages.report.containsAi, inside, messages.report.containsAiMeans]);
  const shown = rows.filter(([, count]) => count > 0);
  const labelWidth = Math.max(0, ...shown.map(([label]) => columns(label)));
  const countWidth = Math.max(0, ...shown.map(([, count]) => String(count).length));
  return [
    '',
    ...page.lines(`${messages.report.verdicts} (${messages.report.assets(report.coverage.assets)})`, '', 'strong'),
    ...shown.flatMap(([label, count, means]) =>
      page.lines(means, `  ${label.padEnd(labelWidth)}  ${String(count).padStart(countWidth)}  `),
    ),
    ...tracedLines(report, page),
  ];
}

/** Unmarked assets in which marked material is seen, what was searched for, and how often it was the original that was seen. */
function tracedLines(report: Report, page: Page): string[] {
  const { traced } = report.coverage;
  const originals = report.sightings.filter((one) => !seesMarked(one)).length;
  const texts = page.messages.sightings;
  const { containsAi, more } = page.messages.report;
  const seen = seenByTarget(report);
  const containing = containingAi(report).map(({ path }) => path);
  return [
    ...containing
      .slice(0, named)
      .flatMap((path) => [
        page.path(path, '  '),
        ...page.lines(texts.containsAi(containsAi, seen.get(path)?.length ?? 0), '    '),
      ]),
    ...(containing.length > named ? [`  ${more(containing.length - named)}`] : []),
    ...(traced === null ? [] : page.lines(texts.traced(traced.sources, traced.targets, unsought(report).length), '  ')),
    ...(originals === 0 ? [] : page.lines(texts.originals(originals), '  ')),
  ];
}

/** What could not be read in full, each with the reason. */
export function unreadSection(report: Report, page: Page): string[] {
  const paths = unreadPaths(report);
  if (paths.length === 0) return [];
  const texts = page.messages.report;
  return [
    '',
    ...page.lines(`${texts.unreadHeading} (${paths.length})`, '', 'issue'),
    ...paths
      .slice(0, named)
      .flatMap((path) => [
        page.path(path, '  '),
        ...reasons(report, path, page).flatMap((reason) => page.lines(printable(reason), '    ')),
      ]),
    ...(paths.length > named ? [`  ${texts.more(paths.length - named)}`] : []),
  ];
}

/** The sentences for a path that was not read: the asset's problems, else why it was skipped, else the finding's own. */
function reasons(report: Report, path: string, page: Page): readonly string[] {
  const asset = report.assets.find((candidate) => candidate.path === path);
  const heavy = (asset?.problems ?? []).filter((problem) => !light.includes(problem.code));
  if (heavy.length > 0) return heavy.map((problem) => problem.message);
  const skipped = report.coverage.skipped.find((candidate) => candidate.path === path);
  if (skipped) return [skippedText(skipped, page)];
  return report.findings
    .filter((finding) => finding.code === 'T01' && (finding.asset === path || finding.alsoAt.includes(path)))
    .map((finding) => finding.message);
}

const skippedText = (skipped: Report['coverage']['skipped'][number], page: Page): string => {
  const word = page.messages.skipReasons[skipped.reason];
  const detail = page.messages.operatingSystem[skipped.detail ?? ''] ?? skipped.detail;
  return `${word.label}${detail ? ` (${detail})` : ''}${page.messages.report.colon} ${word.means}`;
};

/** What was left out, counted by reason; those that make the scan incomplete are named above. */
export function skippedSection(report: Report, page: Page): string[] {
  const { skipped } = report.coverage;
  if (skipped.length === 0) return [];
  const counts = tally<SkipReason>(skipped.map((entry) => entry.reason));
  const order = (Object.keys(skipReasons) as SkipReason[]).filter((reason) => counts.has(reason));
  const parts = order.map((reason) =>
    page.messages.report.skippedOf(counts.get(reason) ?? 0, page.messages.skipReasons[reason].label),
  );
  return [
    '',
    ...page.lines(parts.join(', '), `${page.messages.report.skipped} (${skipped.length})${page.messages.report.colon} `),
  ];
}

/** Checksum manifests, with how far each was held against the folder. */
export function manifestSection(report: Report, page: Page): string[] {
  const { manifests } = report.coverage;
  if (manifests.length === 0) return [];
  const texts = page.messages.report;
  const listed = new Map(report.uses.flatMap((use) => (use.listed ?? []).map(({ path, manifest }) => [path, manifest])));
  const met = tally([...listed.values()]);
  return [
    '',
    ...page.lines(`${texts.manifests} (${manifests.length})`, '', 'strong'),
    ...manifests
      .slice(0, named)
      .flatMap(({ path, entries, digestsChecked }) => [
        ...page.lines(printable(texts.manifestLine(path, entries, digestsChecked)), '  - '),
        ...(met.has(path) ? page.lines(printable(texts.byListedDigest(path, met.get(path) ?? 0)), '    ') : []),
      ]),
    ...(manifests.length > named ? [`  ${texts.more(manifests.length - named)}`] : []),
  ];
}

/** What no tool here could check, and what the run itself met. */
export function notCheckedSection(report: Report, page: Page): string[] {
  const texts = page.messages.report;
  const notChecked = notCheckedSentences(report, page.messages);
  return [
    ...(report.problems.length > 0
      ? [
          '',
          ...page.lines(texts.problems, '', 'issue'),
          ...report.problems.flatMap((problem) => page.lines(printable(`${problem.message} ${problem.hint}`), '  - ')),
        ]
      : []),
    ...(notChecked.length > 0
      ? [
          '',
          ...page.lines(texts.notChecked, '', 'strong'),
          ...notChecked.flatMap((sentence) => page.lines(printable(sentence), '  - ')),
        ]
      : []),
  ];
}
