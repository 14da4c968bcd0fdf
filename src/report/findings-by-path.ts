import type { Report, UseOutcome, WordedFinding } from '../model/index.ts';

/** What bears on an asset, and where it lies. */
export interface FindingsOfAsset {
  /** Of the asset itself, or of one of equal content. */
  readonly own: readonly WordedFinding[];
  /** Of declared uses that cover it: an approval that is missing is missing for every file of the use. */
  readonly ofUses: readonly WordedFinding[];
}

/** Findings on a use that speak of what is not in the delivery, and so of none of the files that are. */
const ofNoFile: ReadonlySet<WordedFinding['code']> = new Set(['D14']);

/** The findings that bear on each asset, by its path; an asset without any is not there. */
export function findingsByPath(report: Report): ReadonlyMap<string, FindingsOfAsset> {
  const found = new Map<string, { own: WordedFinding[]; ofUses: WordedFinding[] }>();
  const at = (path: string): { own: WordedFinding[]; ofUses: WordedFinding[] } => {
    const known = found.get(path) ?? { own: [], ofUses: [] };
    found.set(path, known);
    return known;
  };
  const covered = new Map(report.uses.map(({ id, assets }) => [id, assets]));
  for (const finding of report.findings) {
    const { asset, alsoAt, use, code } = finding;
    if (asset !== null) for (const path of new Set([asset, ...alsoAt])) at(path).own.push(finding);
    else if (use !== null && !ofNoFile.has(code)) for (const path of covered.get(use) ?? []) at(path).ofUses.push(finding);
  }
  return found;
}

/** Codes of findings, each once, sorted. */
export function codesOf(findings: readonly WordedFinding[]): readonly string[] {
  return [...new Set(findings.map(({ code }) => code))].sort();
}

/** The uses that each asset met, by its path. */
export type UsesByPath = ReadonlyMap<string, readonly UseOutcome[]>;

/** Found once for the whole page: thousands of cards ask. */
export function usesByPath(report: Report): UsesByPath {
  const uses = new Map<string, UseOutcome[]>();
  for (const use of report.uses) {
    for (const path of use.assets) {
      const met = uses.get(path);
      if (met) met.push(use);
      else uses.set(path, [use]);
    }
  }
  return uses;
}
