import { type JudgedAsset, type Problem, type ProblemCode, skipReasons, type Verdict } from '../../model/index.ts';
import { about, type Rule } from '../draft.ts';

/** Problems after which more marks may stand in a file than were found. */
const partly: readonly ProblemCode[] = [
  'reader-failed',
  'reader-timeout',
  'reader-missing',
  'unreadable-file',
  'changed-while-read',
  'not-fetched',
  'truncated',
  'broken-structure',
  'limit-reached',
  'c2pa-no-engine',
  'empty-file',
  'unknown-content',
  'track-missing',
];

/**
 * Verdicts that stand before `unreadable` and so hide that a file was not read in full. `captured` and `unmarked` come after
 * it: with them, such a problem did not touch any place where a mark can lie.
 */
const hiding: readonly Verdict[] = ['generated', 'edited', 'possible'];

/** T01: an asset was not read in full. */
export const assetIncomplete: Rule = ({ telling }) =>
  telling.flatMap((asset) => {
    const problem = whyIncomplete(asset);
    return problem
      ? [about(asset, 'T01', { ...problem.params, problem: problem.code, detail: problem.params?.detail ?? '' })]
      : [];
  });

function whyIncomplete(asset: JudgedAsset): Problem | undefined {
  const unread = asset.problems.find(({ code }) => code === 'frames-not-read');
  if (unread !== undefined) return unread;
  const unreadable = asset.verdict === 'unreadable';
  if (!unreadable && !hiding.includes(asset.verdict)) return undefined;
  const heavy = asset.problems.find((problem) => partly.includes(problem.code));
  return heavy ?? (unreadable ? (asset.problems[0] ?? { code: 'reader-failed' }) : undefined);
}

/** T01: a name in the delivery was not scanned for a reason that leaves the scan incomplete. */
export const skippedIncomplete: Rule = ({ skipped }) =>
  skipped
    .filter(({ reason }) => skipReasons[reason].incomplete)
    .map(({ path, reason, detail = '' }) => ({
      code: 'T01',
      asset: path,
      // Nothing was read, so its name is all that it can be told by.
      subject: { text: path },
      params: { asset: path, problem: reason, detail },
    }));
