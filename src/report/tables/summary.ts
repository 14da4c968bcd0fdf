import type { Messages } from '../../messages/index.ts';
import { type Report, seesMarked, severities, skipReasons, verdicts } from '../../model/index.ts';
import { oneLine } from '../printable.ts';
import { containingAi, standingOf, unsought } from '../standing.ts';
import type { Column } from './column.ts';

/** A line of the first or the last sheet: what is spoken of, its name, how many, and what is said. */
export interface Line {
  readonly what: string;
  readonly name?: string;
  readonly number?: number;
  readonly detail?: string;
}

/** Columns of the first and the last sheet. */
export const lineColumns: readonly Column<Line>[] = [
  { name: 'what', width: 26, value: ({ what }) => what },
  { name: 'name', width: 48, value: ({ name }) => name ?? null },
  { name: 'number', width: 10, value: ({ number }) => number ?? null },
  { name: 'detail', width: 90, value: ({ detail }) => detail ?? null },
];

/** What a producer reads first: the verdict in a sentence, the numbers behind it, and what was held against what. */
export function summaryLines(report: Report, texts: Messages): readonly Line[] {
  const standing = standingOf(report);
  const words = texts.report;
  const numbers = { blocker: standing.blockers, issue: standing.issues, fyi: standing.fyi };
  const content = report.declaration?.content;
  const declared = report.declaration?.path ?? words.noDeclaration;
  return [
    {
      what: words.verdict,
      name: texts.deliveryVerdicts[report.deliveryVerdict],
      detail: texts.headlines[report.deliveryVerdict](standing),
    },
    { what: texts.tables.production, name: content?.production.title ?? words.noTitle },
    {
      what: words.undisclosed,
      name: words.undisclosedOf(standing.undisclosed, standing.undisclosedFindings),
      number: standing.undisclosed,
    },
    { what: words.declaration, name: declared, number: report.uses.length },
    ...severities.map((severity) => ({
      what: words.findings,
      name: texts.severities[severity].label,
      number: numbers[severity],
      detail: texts.severities[severity].means,
    })),
    { what: words.findings, name: words.promised, number: standing.promised },
    { what: words.findings, name: words.answered, number: standing.answered },
    { what: words.unreadHeading, number: standing.unread },
    { what: texts.sightings.undeclared, name: texts.sightings.open(standing.seen), number: standing.seen },
    ...verdictLines(report, texts),
    ...report.policies.map(({ title, version, verdict, open }) => ({
      what: words.policy,
      name: `${texts.policies.text(title)} ${version}`,
      number: open.blocker + open.issue + open.fyi,
      detail: texts.deliveryVerdicts[verdict],
    })),
    ...baselineLines(report, texts),
    { what: words.run, name: report.run.complete ? words.complete : words.incomplete },
    { what: words.started, name: report.run.started },
    { what: words.finished, name: report.run.finished },
    ...report.run.roots.map((root) => ({ what: words.roots, name: root })),
    { what: words.unreadHeading, detail: words.noProof },
    { what: words.detail, detail: texts.tables.cut },
  ];
}

function verdictLines(report: Report, texts: Messages): readonly Line[] {
  const paths = new Set(containingAi(report).map(({ path }) => path));
  const containing = paths.size;
  const seen = report.sightings.filter((one) => seesMarked(one) && paths.has(one.in)).length;
  const lines = verdicts.map((verdict) => ({
    what: texts.report.verdicts,
    name: texts.verdicts[verdict].label,
    number: report.coverage.byVerdict[verdict] - (verdict === 'unmarked' ? containing : 0),
    detail: texts.verdicts[verdict].means,
  }));
  if (containing === 0) return lines;
  const { containsAi, containsAiMeans } = texts.report;
  return [
    ...lines,
    {
      what: texts.report.verdicts,
      name: texts.sightings.containsAi(containsAi, seen),
      number: containing,
      detail: containsAiMeans,
    },
  ];
}

function baselineLines({ baseline }: Report, texts: Messages): readonly Line[] {
  if (baseline === null) return [];
  const what = texts.report.baseline(baseline.path, baseline.finished.slice(0, 10));
  return [
    { what, name: texts.report.newFindings(baseline.new), number: baseline.new },
    { what, name: texts.report.unchanged(baseline.unchanged), number: baseline.unchanged },
    { what, name: texts.report.fixedFindings(baseline.fixed.length), number: baseline.fixed.length },
    ...baseline.fixed.map((finding) => ({
      what: texts.report.fixedFindings(1),
      name: finding.asset ?? finding.use ?? '',
      detail: `${finding.code}: ${finding.message}`,
    })),
  ];
}

/** What was looked at, what was not, and with what. */
export function coverageLines(report: Report, texts: Messages): readonly Line[] {
  const words = texts.report;
  const { coverage } = report;
  return [
    { what: words.assetsHeading, number: coverage.assets },
    ...(coverage.traced === null
      ? []
      : [
          {
            what: words.sightings,
            detail: texts.sightings.traced(coverage.traced.sources, coverage.traced.targets, unsought(report).length),
          },
        ]),
    ...coverage.notChecked.map((sentence) => ({ what: words.notChecked, detail: sentence })),
    ...(coverage.traced?.gaps ?? []).map(({ path, role, code, detail }) => ({
      what: texts.sightings.untraced,
      name: path,
      detail: `${texts.sightings.roles[role]}${words.colon} ${texts.sightings.gaps[code]}${detail ? ` (${detail})` : ''}`,
    })),
    // What makes the scan incomplete stands before what never was part of it.
    ...[...coverage.skipped]
      .sort((a, b) => Number(skipReasons[b.reason].incomplete) - Number(skipReasons[a.reason].incomplete))
      .map(({ path, reason, detail }) => ({
        what: skipReasons[reason].incomplete ? words.unreadHeading : words.skipped,
        name: path,
        detail: `${texts.skipReasons[reason].label}${detail === undefined ? '' : `: ${detail}`}`,
      })),
    ...coverage.manifests.map(({ path, entries, digestsChecked }) => ({
      what: words.manifests,
      name: path,
      number: entries,
      detail: words.manifestLine(path, entries, digestsChecked),
    })),
    ...report.problems.map(({ message, hint }) => ({ what: texts.tables.problem, detail: `${message} ${hint}` })),
    ...(report.waivers?.entries ?? []).map(({ state, entry }) => ({
      what: texts.tables.waiverFile,
      name: 'finding' in entry ? entry.finding : entry.path,
      detail: `${texts.waiverStates[state].label}${texts.report.colon} ${oneLine(entry.reason)} (${entry.by}, ${entry.date})`,
    })),
    ...report.trustLists.map(({ file, anchors, allowed, sha256 }) => ({
      what: words.trustLists,
      name: file,
      number: anchors + allowed,
      detail: `SHA-256 ${sha256}`,
    })),
    { what: texts.tables.engine, name: report.tool.name, detail: report.tool.version },
    ...Object.entries(report.tool.engines).map(([name, version]) => ({ what: texts.tables.engine, name, detail: version })),
  ];
}
