import type { Report, ReportedAsset, WordedFinding } from '../model/index.ts';
import { type Language, languageNames, type Messages, messages, wordFinding, wordProblem } from './index.ts';

/**
 * The language in which a saved report is worded: that of the first finding or sentence which one language alone has. English
 * where nothing tells, as in reports of before there were two.
 */
export function languageOf(report: Report): Language {
  const said = (texts: Messages): boolean =>
    report.findings.some((finding) => rewordedFinding(finding, texts)?.message === finding.message) ||
    report.coverage.notChecked.some((sentence) => notCheckedKey(sentence, texts) !== undefined);
  return languageNames.find((language) => said(messages(language))) ?? 'en';
}

/** The same report with its sentences in another language, as far as it keeps what they were made of. */
export function reworded(report: Report, texts: Messages): Report {
  const before = messages(languageOf(report));
  const rewordedAsset = (asset: ReportedAsset): ReportedAsset => ({
    ...asset,
    problems: asset.problems.map((one) => wordProblem(one, texts)),
  });
  return {
    ...report,
    assets: report.assets.map(rewordedAsset),
    marked: report.marked.map(rewordedAsset),
    findings: report.findings.map((finding) => rewordedFinding(finding, texts) ?? finding),
    problems: report.problems.map((problem) => wordProblem(problem, texts)),
    coverage: {
      ...report.coverage,
      notChecked: report.coverage.notChecked.map((sentence) => notCheckedKey(sentence, before)?.(texts) ?? sentence),
    },
  };
}

/** The finding in other words; undefined where its params are not those of its rule, as in a report that was changed by hand. */
function rewordedFinding(finding: WordedFinding, texts: Messages): WordedFinding | undefined {
  try {
    const worded = wordFinding(finding, texts);
    return /\b(?:undefined|NaN)\b/.test(worded.message + worded.fix) ? undefined : worded;
  } catch (error) {
    // A word that should be there and is not; anything else is a bug of ours.
    if (!(error instanceof TypeError)) throw error;
    return undefined;
  }
}

/** How another language says a sentence of what was not checked; undefined where this language does not say it so. */
function notCheckedKey(sentence: string, texts: Messages): ((other: Messages) => string) | undefined {
  const code = (Object.keys(texts.notChecked) as (keyof Messages['notChecked'])[]).find(
    (key) => texts.notChecked[key] === sentence,
  );
  if (code !== undefined) return (other) => other.notChecked[code];
  const count = Number(/\d+/.exec(sentence)?.[0] ?? Number.NaN);
  const gap = (Object.keys(texts.pixelGaps) as (keyof Messages['pixelGaps'])[]).find(
    (key) => texts.pixelGaps[key]({ count }) === sentence,
  );
  if (gap !== undefined) return (other) => other.pixelGaps[gap]({ count });
  const counted = (['digestsNotCompared', 'markedUnread'] as const).find((key) => texts.report[key](count) === sentence);
  return counted === undefined ? undefined : (other) => other.report[counted](count);
}
