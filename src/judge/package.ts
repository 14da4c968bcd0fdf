import { type Evidence, isMarked, type JudgedAsset, type Problem, strengths } from '../model/index.ts';

/** Pieces of evidence that a package takes over from each of its track files; the track file has them all. */
const evidenceOfTrack = 3;
/** Track files whose evidence a package takes over, and that a problem names, before the rest is left to the report. */
const tracksShown = 20;

/**
 * Judges a package by its track files as well: `generated` where all of them are, `edited` where one of them is marked (then it
 * contains an AI component), else `possible` or `unreadable` where one of them is. Pure.
 * @param own the package as its own statements judge it
 * @param tracks its track files, judged
 */
export function judgePackage(own: JudgedAsset, tracks: readonly JudgedAsset[]): JudgedAsset {
  const verdict = verdictOf(own, tracks);
  const unread = tracks.filter((track) => track.verdict === 'unreadable').map(({ path }) => path);
  const evidence = [...own.evidence, ...tracks.filter(isTelling).slice(0, tracksShown).flatMap(evidenceIn)];
  return {
    ...own,
    verdict,
    strength: verdict === own.verdict ? own.strength : strongest(tracks.filter(isTelling)),
    generators: distinctGenerators([own, ...tracks]),
    evidence,
    problems: unread.length === 0 ? own.problems : [...own.problems, unreadTracks(unread)],
  };
}

function verdictOf(own: JudgedAsset, tracks: readonly JudgedAsset[]): JudgedAsset['verdict'] {
  const has = (verdict: JudgedAsset['verdict']): boolean => [own, ...tracks].some((each) => each.verdict === verdict);
  if (isMarked(own.verdict)) return own.verdict;
  if (tracks.some((track) => isMarked(track.verdict))) {
    // What a missing track file is, nobody knows: then not all of them are.
    const isWhole = own.verdict !== 'unreadable' && tracks.every((track) => track.verdict === 'generated');
    return isWhole ? 'generated' : 'edited';
  }
  return has('possible') ? 'possible' : has('unreadable') ? 'unreadable' : own.verdict;
}

/** A camera's word for one track file says nothing of the package. */
function isTelling({ verdict }: JudgedAsset): boolean {
  return isMarked(verdict) || verdict === 'possible';
}

function evidenceIn({ path, evidence }: JudgedAsset): readonly Evidence[] {
  return evidence
    .filter(({ says }) => says !== 'captured')
    .slice(0, evidenceOfTrack)
    .map((piece) => ({ ...piece, where: `${path}: ${piece.where}`, relation: 'track' as const }));
}

function strongest(tracks: readonly JudgedAsset[]): JudgedAsset['strength'] {
  const marked = tracks.filter(({ verdict }) => isMarked(verdict));
  const found = new Set((marked.length > 0 ? marked : tracks).map(({ strength }) => strength));
  return strengths.find((strength) => found.has(strength)) ?? null;
}

function distinctGenerators(assets: readonly JudgedAsset[]): JudgedAsset['generators'] {
  const byName = new Map(assets.flatMap(({ generators }) => generators).map((one) => [`${one.name}\n${one.version ?? ''}`, one]));
  return [...byName.values()];
}

function unreadTracks(paths: readonly string[]): Problem {
  return { code: 'track-unread', params: { count: paths.length, detail: paths.slice(0, tracksShown).join(', ') } };
}
