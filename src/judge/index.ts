import type { About, Asset, C2paSummary, Evidence, Fact, Generator, JudgedAsset, Problem, Reading } from '../model/index.ts';
import { isCaptured } from './capture.ts';
import { type ConflictRules, conflictsOf } from './conflicts.ts';
import { type AskedMarkers, evidenceOf } from './evidence.ts';
import { isReadInFull, strengthOf, verdictOf } from './verdict.ts';

export type { ConflictRules } from './conflicts.ts';
export { judgePackage } from './package.ts';
export { joinStatements, nothingSpokenOf, type SpokenOf } from './spoken-of.ts';

/** Facts and markers in, verdict out; pure. Digest and thumbnail are added by whoever reads bytes. */
export function judge(
  asset: Asset,
  problems: readonly Problem[],
  readings: readonly Reading[],
  asked: AskedMarkers,
  rules: ConflictRules,
): JudgedAsset {
  const all = [...readings.flatMap((reading) => reading.facts), nameFact(asset)];
  const evidence = evidenceOf(all, asked);
  const facts = all.filter(({ elsewhere }) => elsewhere === undefined);
  const { c2pa, problems: c2paProblems } = c2paOf(readings, facts);
  const allProblems = distinct([...problems, ...readings.flatMap((reading) => reading.problems), ...c2paProblems]);
  const isEmpty = problems.some(({ code }) => code === 'empty-file' || code === 'unreadable-file');
  const readInFull = !isEmpty && isReadInFull(readings);
  const verdict = verdictOf(evidence, readInFull, c2pa.state === 'trusted' && isCaptured(evidence, facts));
  const about = aboutOf(readings, facts);
  return {
    ...asset,
    verdict,
    strength: strengthOf(verdict, evidence),
    generators: generatorsOf(evidence),
    c2pa,
    about,
    evidence,
    conflicts: conflictsOf(evidence, facts, rules),
    problems: readInFull ? allProblems : withReason(allProblems, asset),
    sha256: null,
    thumbnail: null,
  };
}

function nameFact(asset: Asset): Fact {
  return { source: 'filename', name: 'name', value: asset.path, where: 'path' };
}

/** The engine's answer; else a remote manifest that only the XMP names (dcterms:provenance); else none. */
function c2paOf(readings: readonly Reading[], facts: readonly Fact[]): { c2pa: C2paSummary; problems: readonly Problem[] } {
  const answers = readings.map((reading) => reading.c2pa).filter((c2pa) => c2pa !== undefined);
  const answer = answers.find(({ state }) => state !== 'none') ?? answers[0];
  if (answer !== undefined && answer.state !== 'none') return { c2pa: answer, problems: [] };
  const remote = facts.find(
    ({ source, name, value }) => source === 'xmp' && /^dcterms:provenance$/i.test(name) && /^https?:/i.test(value),
  );
  if (remote === undefined) return { c2pa: answer ?? { state: 'none', codes: [], chain: [] }, problems: [] };
  return {
    c2pa: { state: 'remote', codes: [], remote: remote.value, chain: [] },
    problems: [{ code: 'c2pa-remote', params: { url: remote.value } }],
  };
}

/** Each field from the first reader that knows it: the container walk, then ExifTool, then ffprobe. */
function aboutOf(readings: readonly Reading[], facts: readonly Fact[]): About {
  const xmp = (pattern: RegExp) => facts.find(({ source, name }) => source === 'xmp' && pattern.test(name))?.value;
  const documentId = xmp(/^xmpMM:DocumentID$/i);
  const derivedFrom = xmp(/^xmpMM:DerivedFrom\/(stRef:)?documentID$/i);
  const told = readings.map((reading) => reading.about ?? {}).reverse();
  return Object.assign(
    {},
    ...told,
    documentId === undefined ? {} : { documentId },
    derivedFrom === undefined ? {} : { derivedFrom },
  ) as About;
}

/** Generators that statements about AI name, each once; a named version wins over none. */
function generatorsOf(evidence: readonly Evidence[]): Generator[] {
  const found = new Map<string, Generator>();
  for (const { says, generator, generatorVersion } of evidence) {
    if (generator === undefined || says === 'captured') continue;
    if (found.get(generator)?.version === undefined) {
      found.set(generator, generatorVersion === undefined ? { name: generator } : { name: generator, version: generatorVersion });
    }
  }
  return [...found.values()];
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify([problem.code, problem.params]), problem])).values()];
}

/** An asset that was not read in full always says why. */
function withReason(problems: readonly Problem[], asset: Asset): Problem[] {
  const isSaid = problems.some(
    ({ code }) => !['reader-warning', 'wrong-extension', 'c2pa-remote', 'orphan-sidecar', 'speaks-of-media'].includes(code),
  );
  if (isSaid) return [...problems];
  return [...problems, { code: asset.recognised ? 'reader-failed' : 'unknown-content', params: { detail: asset.format } }];
}
