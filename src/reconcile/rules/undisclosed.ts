import { isMarked } from '../../model/index.ts';
import { about, evidenceShown, isUndisclosed, type Rule, strongest } from '../draft.ts';
import { partlyDeclared } from '../ranges.ts';

/** D01: marked as generated or edited, and no use covers it. */
export const undisclosed: Rule = (delivery) => {
  const partly = partlyDeclared(delivery.uses);
  return delivery.telling
    .filter((asset) => isUndisclosed(delivery, asset))
    .map((asset) => {
      const evidence = strongest(asset, asset.verdict === 'generated' ? ['generated'] : ['edited', 'generated']);
      const lead = evidence[0];
      const generator = evidence.find((piece) => piece.generator !== undefined)?.generator ?? asset.generators[0]?.name;
      const params = {
        verdict: asset.verdict,
        marker: lead?.marker ?? '',
        title: lead?.title ?? '',
        value: lead?.value ?? '',
        ...(generator === undefined ? {} : { generator }),
        strength: lead?.strength ?? asset.strength ?? '',
        ...(partly.has(asset.path) ? { partly: partly.get(asset.path) ?? '' } : {}),
      };
      return about(asset, 'D01', params, { evidence: evidence.slice(0, evidenceShown) });
    });
};

/** D16: the production states that no AI was used, and marks are there. Once; each marked asset is D01 besides. */
export const noneUsedButMarked: Rule = ({ declaration, telling }) => {
  const count = telling.filter((asset) => isMarked(asset.verdict)).length;
  if (declaration?.statement !== 'none-used' || count === 0) return [];
  return [{ code: 'D16', asset: null, subject: { text: '' }, params: { count } }];
};
