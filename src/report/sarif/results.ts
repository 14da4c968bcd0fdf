import type { Location, Result } from 'sarif';
import type { Messages } from '../../messages/index.ts';
import { type AppliedWaiver, type Evidence, isOpen, type Report, type WordedFinding } from '../../model/index.ts';
import { type SightingsOfFindings, sightingsOfFindings } from '../sightings.ts';
import { byUrgency } from '../standing.ts';
import { messageText } from './message.ts';
import type { Places } from './places.ts';
import { levels, ruleIndex } from './rules.ts';

/** Every finding as a result, in the order in which a person should read them. */
export function results(report: Report, where: Places, texts: Messages): Result[] {
  // SARIF wants suppressions on all results or on none (2.1.0, 3.27.23): an empty list says "not suppressed".
  const haveSuppressions = report.findings.some((finding) => finding.waiver !== null);
  const seen = sightingsOfFindings(report);
  return byUrgency(report.findings).map((finding) => ({
    ...ruleOf(finding.code),
    level: levels[finding.severity],
    message: { text: messageText(finding.message) },
    locations: locationsOf(finding, where),
    relatedLocations: relatedOf(finding, where, texts),
    partialFingerprints: { 'trueslate/v1': finding.id },
    ...(haveSuppressions ? { suppressions: suppressionsOf(finding, texts) } : {}),
    ...(finding.baseline ? { baselineState: finding.baseline } : {}),
    properties: { ...propertiesOf(finding), ...sightingOf(finding, seen) },
  }));
}

/** Findings of the earlier report that are gone. */
export function absentResults({ baseline, findings }: Report, where: Places): Result[] {
  const haveSuppressions = findings.some((finding) => finding.waiver !== null);
  return (baseline?.fixed ?? []).map(({ id, code, severity, asset, message }) => ({
    ...ruleOf(code),
    level: levels[severity],
    message: { text: messageText(message) },
    locations: [asset === null ? placeOfPaper(where) : where.bytes(asset, undefined)],
    partialFingerprints: { 'trueslate/v1': id },
    ...(haveSuppressions ? { suppressions: [] } : {}),
    baselineState: 'absent',
  }));
}

function ruleOf(code: string): Pick<Result, 'ruleId' | 'ruleIndex'> {
  const index = ruleIndex(code);
  return index === undefined ? { ruleId: code } : { ruleId: code, ruleIndex: index };
}

/** The asset with the bytes of its strongest evidence; for a use or the whole delivery the declaration, else the folder. */
function locationsOf(finding: WordedFinding, where: Places): Location[] {
  const logical = finding.use === null ? {} : { logicalLocations: [{ name: finding.use, kind: 'declared-use' }] };
  if (finding.asset !== null) {
    const here = finding.evidence.find((evidence) => evidence.at?.path === finding.asset);
    return [{ ...where.bytes(finding.asset, here), ...logical }];
  }
  return [{ ...placeOfPaper(where), ...logical }];
}

/** The declaration, else the folder that has none: viewers drop a result without a place. */
function placeOfPaper(where: Places): Location {
  return { physicalLocation: { artifactLocation: where.declaration() ?? where.whole() } };
}

function relatedOf(finding: WordedFinding, where: Places, texts: Messages): Location[] {
  const evidence = finding.evidence.flatMap((piece) =>
    piece.at ? [{ ...where.bytes(piece.at.path, piece), message: { text: messageText(evidenceText(piece, texts)) } }] : [],
  );
  const copies = finding.alsoAt.map((path) => ({
    ...where.bytes(path, undefined),
    message: { text: messageText(texts.report.alsoAt(1)) },
  }));
  return [...evidence, ...copies].map((location, id) => ({ id, ...location }));
}

function evidenceText({ title, name, value, where }: Evidence, { markerTitle, report }: Messages): string {
  return `${markerTitle(title)}${report.colon} ${name} = "${value}" (${where})`;
}

/** An answer that settles the finding. A promised fix leaves it open, and some viewers hide whatever is suppressed. */
function suppressionsOf(finding: WordedFinding, texts: Messages): NonNullable<Result['suppressions']> {
  const { waiver } = finding;
  if (waiver === null || isOpen(finding)) return [];
  return [{ kind: 'external', status: 'accepted', justification: justification(waiver, texts) }];
}

function justification(waiver: AppliedWaiver, texts: Messages): string {
  return `${texts.waiverAnswers[waiver.answer].label}${texts.report.colon} ${waiver.reason} (${waiver.by}, ${waiver.date})`;
}

/** What was seen, without its pictures; nothing where the finding speaks of no sighting. */
function sightingOf(finding: WordedFinding, seen: SightingsOfFindings): object {
  const [sighting] = seen(finding);
  if (sighting === undefined) return {};
  const { proof: _proof, ...facts } = sighting;
  return { sighting: facts };
}

function propertiesOf(finding: WordedFinding): NonNullable<Result['properties']> {
  const { rule, severity, fix, use, from, to, policies, waiver } = finding;
  const evidence = finding.evidence.map(
    ({ marker, says, strength, source, name, value, where, generator, generatorVersion, at }) => ({
      marker,
      says,
      strength,
      source,
      name,
      value,
      where,
      generator,
      generatorVersion,
      at,
    }),
  );
  return { rule, severity, fix, use, from, to, policies, waiver, evidence };
}
