import type { Messages } from '../../messages/index.ts';
import { type AppliedWaiver, isMarkedItself, type Report, type ReportedAsset } from '../../model/index.ts';
import { oneLine } from '../printable.ts';
import { answersToFiles, type UndeclaredRange, undeclaredRanges } from '../undeclared-places.ts';
import { type CueRow, foundIn, joined } from './found.ts';

/** Marked assets that no declared use covers; a part of one that is not declared is among `undeclaredRanges`. */
export function undeclaredAssets(report: Report): readonly ReportedAsset[] {
  const covered = new Set(report.uses.flatMap(({ assets }) => assets));
  const told = report.findings.filter(({ code }) => code === 'D01').flatMap(({ asset, alsoAt }) => [asset, ...alsoAt]);
  const accused = new Set(told);
  return report.assets.filter((asset) => isMarkedItself(asset) && (!covered.has(asset.path) || accused.has(asset.path)));
}

/** The rows of what nobody declared: marked files, then ranges in which marked material is seen. */
export function undeclaredRows(report: Report, messages: Messages): readonly CueRow[] {
  const { cueSheet, verdicts } = messages;
  const answers = answersByPath(report, messages);
  const closed = answersToFiles(report);
  const known = new Map([...report.marked, ...report.assets].map((asset) => [asset.path, asset]));
  const files = undeclaredAssets(report).map((asset): CueRow => {
    const found = foundIn(asset, messages);
    return {
      ...found,
      status: statusOf(closed.get(asset.path), messages),
      description: cueSheet.undescribed({ verdict: verdicts[asset.verdict].label }),
      file: asset.path,
      disclosure: cueSheet.notTold,
      remarks: joined([answers.get(asset.path), found.remarks]),
    };
  });
  return [...files, ...undeclaredRanges(report).map((one) => rangeRow(one, known, messages))];
}

/** A range, with what the files of the sources that are seen there say of tool and verdict. */
function rangeRow(one: UndeclaredRange, known: ReadonlyMap<string, ReportedAsset>, messages: Messages): CueRow {
  const { cueSheet, rangeOutcomes, timeline, assetOutcomes } = messages;
  const { range, finding, isDeclaredElsewhere, answer } = one;
  const { asset, from, to, outcome, sources } = range;
  const found = sources.map((source) => foundIn(known.get(source), messages));
  const column = (name: keyof CueRow): string => joined(found.map((row) => row[name]));
  return {
    toolFound: column('toolFound'),
    versionFound: column('versionFound'),
    verdict: column('verdict'),
    prompt: column('prompt'),
    source: column('source'),
    status: statusOf(answer, messages),
    description: isDeclaredElsewhere ? timeline.declaredElsewhere : rangeOutcomes[outcome].means,
    asset,
    from,
    to,
    file: sources.join('; '),
    disclosure: cueSheet.notTold,
    outcome: answer === undefined ? rangeOutcomes[outcome].label : assetOutcomes.waived.label,
    remarks: joined([finding?.waiver ? answerOf(finding.waiver, messages) : undefined, column('remarks')]),
  };
}

/** What nobody declared stands as such until somebody signs an answer that closes it. */
function statusOf(answer: AppliedWaiver | undefined, { cueSheet, waiverAnswers }: Messages): string {
  return answer === undefined ? cueSheet.notDeclared : cueSheet.answeredFor({ answer: waiverAnswers[answer.answer].label });
}

function answerOf({ answer, by, date, reason }: AppliedWaiver, { cueSheet, waiverAnswers }: Messages): string {
  return cueSheet.answered({ answer: waiverAnswers[answer].label, by, date, reason: oneLine(reason) });
}

/** What somebody signed for an undeclared asset, by path. */
function answersByPath(report: Report, messages: Messages): ReadonlyMap<string, string> {
  const entries = report.findings.flatMap(({ code, asset, alsoAt, waiver }): [string, string][] => {
    if (code !== 'D01' || waiver === null || asset === null) return [];
    return [asset, ...alsoAt].map((path) => [path, answerOf(waiver, messages)]);
  });
  return new Map(entries);
}
