import type { Messages } from '../../messages/index.ts';
import { isMarked, type RangeOutcome, type Report, type ReportedAsset } from '../../model/index.ts';
import { oneLine } from '../printable.ts';
import { type CueRow, foundIn, joined } from './found.ts';

/** Marked assets that no declared use covers; a part of one that is not declared is among `undeclaredRanges`. */
export function undeclaredAssets(report: Report): readonly ReportedAsset[] {
  const covered = new Set(report.uses.flatMap(({ assets }) => assets));
  const told = report.findings.filter(({ code }) => code === 'D01').flatMap(({ asset, alsoAt }) => [asset, ...alsoAt]);
  const accused = new Set(told);
  return report.assets.filter(({ path, verdict }) => isMarked(verdict) && (!covered.has(path) || accused.has(path)));
}

/** Ranges in which marked material was seen and that no use declares. */
export function undeclaredRanges(report: Report): readonly RangeOutcome[] {
  return report.ranges.filter(({ use, outcome }) => use === null || outcome === 'matched-undeclared');
}

/** The rows of what nobody declared: marked files, then ranges in which marked material is seen. */
export function undeclaredRows(report: Report, messages: Messages): readonly CueRow[] {
  const { cueSheet, verdicts, rangeOutcomes } = messages;
  const answers = answersByPath(report, messages);
  const files = undeclaredAssets(report).map((asset): CueRow => {
    const found = foundIn(asset, messages);
    return {
      ...found,
      status: cueSheet.notDeclared,
      description: cueSheet.undescribed({ verdict: verdicts[asset.verdict].label }),
      file: asset.path,
      disclosure: cueSheet.notTold,
      remarks: joined([answers.get(asset.path), found.remarks]),
    };
  });
  const ranges = undeclaredRanges(report).map(
    ({ asset, from, to, outcome, sources }): CueRow => ({
      status: cueSheet.notDeclared,
      description: rangeOutcomes[outcome].means,
      asset,
      from,
      to,
      file: sources.join('; '),
      disclosure: cueSheet.notTold,
      outcome: rangeOutcomes[outcome].label,
    }),
  );
  return [...files, ...ranges];
}

/** What somebody signed for an undeclared asset, by path. */
function answersByPath(report: Report, { cueSheet, waiverAnswers }: Messages): ReadonlyMap<string, string> {
  const entries = report.findings.flatMap(({ code, asset, alsoAt, waiver }): [string, string][] => {
    if (code !== 'D01' || waiver === null || asset === null) return [];
    const { by, date, reason } = waiver;
    const answer = cueSheet.answered({ answer: waiverAnswers[waiver.answer].label, by, date, reason: oneLine(reason) });
    return [asset, ...alsoAt].map((path) => [path, answer]);
  });
  return new Map(entries);
}
