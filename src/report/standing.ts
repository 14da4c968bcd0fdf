import type { Standing } from '../messages/index.ts';
import type { Report, ReportedAsset, Severity, WordedFinding } from '../model/index.ts';
import { isMarked, isOpen, seesMarked, severities } from '../model/index.ts';

/** True where the finding says that an AI mark is not declared; such findings come first in every report. */
export function isUndisclosed(finding: WordedFinding): boolean {
  return finding.code === 'D01';
}

/** True where the finding says that marked material is surely seen or heard in the delivery and not declared. */
export function isSeenUndeclared({ code, params }: WordedFinding): boolean {
  return code === 'P09' && params.relation !== 'ambiguous' && params.declaredOnly === undefined;
}

/**
 * The numbers of a report: every form counts by this, so that no two of them differ. A finding counts once, under its severity,
 * while it is open (a promised fix leaves it open); an asset counts each, copies of equal content included.
 */
export function standingOf(report: Report): Standing {
  const open = report.findings.filter(isOpen);
  const count = (severity: Severity): number => open.filter((finding) => finding.severity === severity).length;
  const undisclosed = open.filter(isUndisclosed);
  const seen = open.filter(isSeenUndeclared);
  return {
    assets: report.coverage.assets,
    marked: report.assets.filter((asset) => isMarked(asset.verdict)).length,
    undisclosed: pathsOf(undisclosed).size,
    undisclosedFindings: undisclosed.length,
    seen: seen.length,
    seenIn: pathsOf(seen).size,
    containing: containingAi(report).length,
    blockers: count('blocker'),
    issues: count('issue'),
    fyi: count('fyi'),
    promised: open.filter((finding) => finding.waiver !== null).length,
    answered: report.findings.length - open.length,
    answeredMarks: report.findings.filter((one) => !isOpen(one) && (isUndisclosed(one) || isSeenUndeclared(one))).length,
    unread: unreadPaths(report).length,
    unsought: unsought(report).length,
  };
}

/** Every path that the findings speak of, each once. */
export function pathsOf(findings: readonly WordedFinding[]): ReadonlySet<string> {
  return new Set(findings.flatMap((finding) => [finding.asset, ...finding.alsoAt]).filter((path) => path !== null));
}

/** Paths of everything that was not read in full: unreadable assets, and what T01 speaks of; sorted as the report is. */
export function unreadPaths(report: Report): readonly string[] {
  const unreadable = report.assets.filter((asset) => asset.verdict === 'unreadable').map((asset) => asset.path);
  const told = pathsOf(report.findings.filter((finding) => finding.code === 'T01'));
  return [...new Set([...unreadable, ...told])].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** Findings in the order in which a person should read them: undisclosed first, then what is seen and not declared, then by severity, then as the report has them. */
export function byUrgency(findings: readonly WordedFinding[]): readonly WordedFinding[] {
  const rank = (finding: WordedFinding): number =>
    (isUndisclosed(finding) ? 0 : isSeenUndeclared(finding) ? 1 : 2) * 10 + severities.indexOf(finding.severity);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

/** Unmarked assets in which marked material is seen; they are never counted among the unmarked ones. */
export function containingAi(report: Report): readonly ReportedAsset[] {
  const seen = new Set(report.sightings.filter(seesMarked).map((sighting) => sighting.in));
  const isSeenIn = ({ path, tracks = [] }: ReportedAsset): boolean => [path, ...tracks].some((each) => seen.has(each));
  return report.assets.filter((asset) => asset.verdict === 'unmarked' && isSeenIn(asset));
}

/** Paths of marked or declared files that could not be searched for: where they are seen, nobody can say. */
export function unsought({ coverage }: Report): readonly string[] {
  return [...new Set((coverage.traced?.gaps ?? []).flatMap(({ path, role }) => (role === 'source' ? [path] : [])))];
}

/** Numbers by key, in order of first appearance. */
export function tally<Key extends string>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
