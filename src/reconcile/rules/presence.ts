import type { Use } from '../../model/index.ts';
import { meetsAnyName } from '../../tools/glob.ts';
import { about, aboutUse, absentDestinations, coveredAssets, isUndisclosed, type Rule, settingForUse, usesOf } from '../draft.ts';
import { temporaryUse } from '../sightings.ts';

/**
 * D04: what is declared as temporary, or as not in the delivery, lies in it. One finding an asset, and none beside a D01, nor of a
 * programme in which it is seen: then each place has a finding.
 */
export const tempInFinal: Rule = (delivery) => {
  const seenIn = new Set(delivery.sightings.flatMap((one) => keyOf(temporaryUse(one), one.sighting.in)));
  return coveredAssets(delivery).flatMap((asset) => {
    const match = usesOf(delivery, asset).find((one) => absentDestinations.includes(one.use.destination));
    if (match === undefined || isUndisclosed(delivery, asset)) return [];
    const { use, by } = match;
    if (by === 'timecode' && keyOf(use, asset.path).some((key) => seenIn.has(key))) return [];
    return [about(asset, 'D04', { use: use.id, title: use.title, destination: use.destination ?? '' }, { use: use.id })];
  });
};

const keyOf = (use: Use | undefined, path: string): string[] => (use === undefined ? [] : [`${use.id}\n${path}`]);

/** Assets that one entry may cover where the policy does not say (reference: FIELD A6, step 3). */
const mostByOneEntry = 200;

/**
 * D18: an entry covers the whole delivery, or very many assets; or a range stands for every video that there is. One finding
 * an entry; a sequence is one asset.
 */
export const blanketDeclaration: Rule = (delivery) =>
  delivery.uses.flatMap(({ use, entries }) => {
    const setting = settingForUse(delivery, 'D18', use);
    if (setting === undefined) return [];
    const most = setting.most ?? mostByOneEntry;
    return entries.flatMap(({ entry, path, by, count }) => {
      if (path === undefined || (by !== 'glob' && by !== 'timecode') || count === 0) return [];
      const reason = meansEverything(path) ? 'everything' : count > most ? 'many' : undefined;
      return reason === undefined ? [] : [aboutUse(use, 'D18', { entry, count, most, reason }, `${use.id}/${entry}`)];
    });
  });

/** True for a glob that any name meets, or whose every name is only wildcards (`*`, `?.?`). */
function meansEverything(path: string): boolean {
  const text = path.replaceAll('\\', '/');
  const names = text.split('/').filter((name) => name !== '' && name !== '.');
  const isOnlyWild = path.includes('*') && names.every((name) => /^[*.?]+$|^\*\.\{?\*\}?$/.test(name));
  return isOnlyWild || meetsAnyName(text.replace(/\/+$/, '/**'));
}
