import { isStill, type Remembered, stampInWords } from '../scan/remembered.ts';
import type { BrokenFiles } from './broken.ts';
import { type BrokenFile, type PartAnswer, readPart } from './part.ts';
import type { ResultsPlace } from './results.ts';

/**
 * Takes the answers of a part into what this scan remembers, each where its files are here as they were there.
 * @param name of the part among the results
 * @returns false where there is no whole part
 */
export function takeIn(
  results: ResultsPlace,
  name: string,
  job: string,
  remembered: Remembered,
  broken: BrokenFiles,
): Promise<boolean> {
  return readPart(results.open(name), job, (line) =>
    'broke' in line ? Promise.resolve(broken.add(line)) : taken(line, remembered),
  );
}

async function taken(answer: PartAnswer, { now, take }: Remembered): Promise<void> {
  const { path, uri, parts, stamp, beside, kind, by } = answer;
  if (beside === undefined) {
    const own = now?.stampOf({ path, uri }) ?? null;
    if (own === null || stampInWords(uri, own) !== stamp) return;
    now?.keep({ kind, by }, { path, uri }, own, JSON.stringify(answer.value));
    await now?.ready();
    return;
  }
  const isSame = isStill(uri, stamp) && beside.every((words, at) => isStill(parts?.[at]?.uri ?? '', words));
  if (isSame) await take({ kind, by }, { path, uri, ...(parts && { parts }) }, JSON.stringify(answer.value));
}

/** The line that tells of a file which ended its worker. */
export const brokenLine = (file: BrokenFile): string => JSON.stringify(file);
