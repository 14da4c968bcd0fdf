import type { Messages } from '../../messages/index.ts';
import { isOpen, type Report, type ReportedAsset, type WordedFinding } from '../../model/index.ts';
import { findingsByPath } from '../findings-by-path.ts';
import { oneLine } from '../printable.ts';
import { placeOfRange } from '../ranges.ts';
import { hundredths, placeOfSighting } from '../sightings.ts';
import { byUrgency } from '../standing.ts';

/** One test: an asset, a declared use, or something that the delivery as a whole must keep. */
export interface Case {
  readonly name: string;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  /** The worst thing, in a sentence. */
  readonly summary: string;
  /** Everything behind the outcome. */
  readonly lines: readonly string[];
  /** What does not change the outcome: FYI, and answers beside open findings. */
  readonly remarks: readonly string[];
}

export interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** The delivery, its declared uses, then a suite a folder; in the order of the report. */
export function suitesOf(report: Report, texts: Messages): readonly Suite[] {
  const findings = bySubject(report.findings);
  const byPath = findingsByPath(report);
  const seen = sightingsIn(report, texts);
  const unread = new Map(report.assets.filter(({ verdict }) => verdict === 'unreadable').map((asset) => [asset.path, asset]));
  const folders = new Map<string, Case[]>();
  for (const path of pathsOf(report, findings)) {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
    const cases = folders.get(folder);
    const ofUses = (byPath.get(path)?.ofUses ?? []).filter(isFailure);
    const made = caseOf(path, byUrgency([...(findings.get(`asset ${path}`) ?? []), ...ofUses]), texts, seen.get(path));
    const asset = unread.get(path);
    const one = asset && made.outcome === 'passed' ? unreadCase(made, asset, texts) : made;
    if (cases) cases.push(one);
    else folders.set(folder, [one]);
  }
  const ranges = rangesOfUses(report, texts);
  const uses = report.uses.map(({ id, title }) =>
    caseOf(`${id} ${title}`, findings.get(`use ${id}`) ?? [], texts, ranges.get(id)),
  );
  return [
    { name: texts.report.onDelivery, cases: deliveryCases(report, findings.get('delivery') ?? [], texts) },
    ...(uses.length > 0 ? [{ name: texts.report.uses, cases: uses }] : []),
    ...[...folders].map(([name, cases]) => ({ name, cases })),
  ];
}

/** Findings by what they speak of; files of equal content share theirs, and a use of no outcome leaves its to the delivery. */
function bySubject(findings: readonly WordedFinding[]): ReadonlyMap<string, readonly WordedFinding[]> {
  const found = new Map<string, WordedFinding[]>();
  for (const finding of byUrgency(findings))
    for (const subject of subjectsOf(finding)) {
      const list = found.get(subject);
      if (list) list.push(finding);
      else found.set(subject, [finding]);
    }
  return found;
}

function subjectsOf({ asset, alsoAt, use }: WordedFinding): readonly string[] {
  if (asset !== null) return [...new Set([asset, ...alsoAt])].map((path) => `asset ${path}`);
  return [use === null ? 'delivery' : `use ${use}`];
}

/** Every asset, and every other name that a finding speaks of: a link that was not followed is no asset, and yet fails. */
function pathsOf(report: Report, findings: ReadonlyMap<string, unknown>): readonly string[] {
  const assets = report.assets.map(({ path }) => path);
  const known = new Set(assets);
  const others = [...findings.keys()].flatMap((subject) =>
    subject.startsWith('asset ') ? [subject.slice('asset '.length)] : [],
  );
  return [...assets, ...others.filter((path) => !known.has(path)).sort()];
}

function sightingsIn(report: Report, texts: Messages): ReadonlyMap<string, string[]> {
  const seen = new Map<string, string[]>();
  for (const sighting of report.sightings) {
    const { source, in: path, relation, score, inliers, declaredOnly } = sighting;
    const place = placeOfSighting(sighting);
    const facts = [
      ...(place === undefined ? [] : [`${place.from} - ${place.to}`]),
      declaredOnly ? texts.sightings.declaredOnly : texts.sightings.relations[relation].label,
      `${texts.sightings.score} ${hundredths(score)}`,
      `${texts.sightings.inliers} ${inliers}`,
    ];
    const heading = declaredOnly ? texts.sightings.declaredSeen : texts.report.sightings;
    const line = `${heading}${texts.report.colon} ${source} (${facts.join(', ')})`;
    const lines = seen.get(path);
    if (lines) lines.push(line);
    else seen.set(path, [line]);
  }
  return seen;
}

/** How the ranges of each use fared, in lines, by use. */
function rangesOfUses({ ranges }: Report, { rangeOutcomes, report: texts }: Messages): ReadonlyMap<string, string[]> {
  const lines = new Map<string, string[]>();
  for (const range of ranges) {
    if (range.use === null) continue;
    const line = `${rangeOutcomes[range.outcome].label}${texts.colon} ${placeOfRange(range)}`;
    lines.set(range.use, [...(lines.get(range.use) ?? []), line]);
  }
  return lines;
}

/** A test that the scan is whole, one for each rule that the delivery as a whole breaks, one for each use without an outcome. */
function deliveryCases(report: Report, findings: readonly WordedFinding[], texts: Messages): readonly Case[] {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const problems = report.problems.map(({ message, hint }) => `${message} ${hint}`);
  const scan: Case = {
    name: texts.report.coverage,
    outcome: report.run.complete ? 'passed' : 'error',
    summary: report.run.complete ? '' : texts.deliveryVerdicts.incomplete,
    lines: report.run.complete ? [] : problems,
    remarks: report.run.complete ? problems : [],
  };
  const known = new Set(report.uses.map(({ id }) => id));
  const strays = report.findings.filter(({ asset, use }) => asset === null && use !== null && !known.has(use));
  return [
    scan,
    ...codes.map((code) =>
      caseOf(
        `${code} ${texts.rules[code].title}`,
        findings.filter((finding) => finding.code === code),
        texts,
      ),
    ),
    ...[...new Set(strays.map(({ use }) => use))].map((use) =>
      caseOf(
        `${texts.report.onUse} ${use}`,
        strays.filter((finding) => finding.use === use),
        texts,
      ),
    ),
  ];
}

/** What an asset or a use fails by; an asset fails by what is open on the uses that cover it as well. */
function isFailure(finding: WordedFinding): boolean {
  return isOpen(finding) && finding.severity !== 'fyi';
}

function caseOf(name: string, findings: readonly WordedFinding[], texts: Messages, seen: readonly string[] = []): Case {
  const open = findings.filter(isFailure);
  const answered = findings.filter((finding) => !isOpen(finding));
  const remarks = findings.filter((finding) => isOpen(finding) && finding.severity === 'fyi').map((one) => line(one, texts));
  const answers = answered.map((one) => line(one, texts));
  const worst = open[0];
  if (worst) {
    // What was not read could hold anything: no failed test, but one that could not be made.
    const outcome = open.every(({ code }) => code === 'T01') ? 'error' : 'failure';
    const lines = open.flatMap((one) => [line(one, texts), ...details(one, texts)]);
    return { name, outcome, summary: worst.message, lines, remarks: [...answers, ...remarks, ...seen] };
  }
  if (answered.length > 0) return { name, outcome: 'skipped', summary: '', lines: answers, remarks: [...remarks, ...seen] };
  return { name, outcome: 'passed', summary: '', lines: [], remarks: [...remarks, ...seen] };
}

/** No test passes for what was not read, even where a policy raises no finding for it. */
function unreadCase(made: Case, asset: ReportedAsset, texts: Messages): Case {
  const lines = asset.problems.map(({ message, hint }) => `${message} ${hint}`);
  return { ...made, outcome: 'error', summary: texts.verdicts.unreadable.means, lines };
}

function line({ code, severity, message, waiver, id }: WordedFinding, texts: Messages): string {
  const answer = waiver
    ? ` ${texts.report.answer}${texts.report.colon} ${texts.waiverAnswers[waiver.answer].label}${texts.report.colon} ${oneLine(waiver.reason)} (${waiver.by}, ${waiver.date}).`
    : '';
  return `[${texts.severities[severity].label} ${code}] ${message}${answer} (${id})`;
}

function details({ fix, evidence, from, to }: WordedFinding, texts: Messages): readonly string[] {
  return [
    ...(from === null ? [] : [`  ${texts.report.from} ${from} ${texts.report.to} ${to ?? ''}`]),
    ...evidence.map(({ title, name, value, where, at }) => {
      const place = at ? `, ${at.path}, ${texts.report.bytes(at.offset, at.length, at.encoding)}` : '';
      return `  ${texts.markerTitle(title)}${texts.report.colon} ${name} = "${value}" (${where}${place})`;
    }),
    `  ${texts.report.fix}${texts.report.colon} ${fix}`,
  ];
}
