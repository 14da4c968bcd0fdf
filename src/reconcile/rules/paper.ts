import type { JudgedAsset } from '../../model/index.ts';
import { about, absentDestinations, type Draft, type Rule } from '../draft.ts';
import type { UseMatch } from '../matching.ts';

/** D14: entries of a use meet nothing. Not for uses that have no place in a delivery. */
export const declaredNotFound: Rule = ({ uses }) =>
  uses
    .filter(({ use, missing }) => missing.length > 0 && !absentDestinations.includes(use.destination))
    .map(({ use, missing, didYouMean }) => ({
      code: 'D14',
      asset: null,
      use: use.id,
      subject: { text: use.id },
      params: {
        use: use.id,
        title: use.title,
        missing: missing.join(', '),
        reason: 'missing',
        ...(didYouMean === undefined ? {} : { didYouMean }),
      },
    }));

/** D14, mild: entries of a use meet assets by case alone; they count, but another system may not find them. Once a use. */
export const declaredInOtherCase: Rule = ({ uses }) => uses.filter((match) => match.byCaseAlone.length > 0).flatMap(otherCase);

/** A glob can meet thousands of files that way: the first stands for all, the rest are counted. */
function otherCase({ use, byCaseAlone }: UseMatch): Draft[] {
  const [first] = byCaseAlone;
  if (!first) return [];
  const params = {
    use: use.id,
    title: use.title,
    missing: [...new Set(byCaseAlone.map(({ entry }) => entry))].join(', '),
    reason: 'case',
    found: first.path,
    count: new Set(byCaseAlone.map(({ path }) => path)).size,
  };
  // Not the use alone: a use can miss one entry and meet another by case, and those are two findings.
  const subject = { text: `${use.id}/case` };
  return [{ code: 'D14', severity: 'fyi', asset: first.path, use: use.id, subject, params }];
}

/** D17: no declaration, or one that is older than the newest created date in the metadata (never a file time). */
export const declarationMissingOrOld: Rule = ({ declaration, assets }) => {
  if (!declaration) {
    return [{ code: 'D17', asset: null, subject: { text: '' }, params: { reason: 'missing' } }];
  }
  if (declaration.statement === 'not-yet-known') {
    return [{ code: 'D17', asset: null, subject: { text: '' }, params: { reason: 'not-yet-known' } }];
  }
  const declared = dayOf(declaration.declaredBy?.date);
  let newest: { asset: JudgedAsset; day: string } | undefined;
  for (const asset of assets) {
    const day = dayOf(asset.about.created);
    if (day !== undefined && (newest === undefined || day > newest.day)) newest = { asset, day };
  }
  if (declared === undefined || newest === undefined || newest.day <= declared) return [];
  return [about(newest.asset, 'D17', { reason: 'older', date: newest.day, declared })];
};

/** The day of an ISO date. Days, not hours: cameras rarely say in which zone their clock stood. */
function dayOf(date: string | undefined): string | undefined {
  return /^\d{4}-\d{2}-\d{2}/.exec(date ?? '')?.[0];
}
