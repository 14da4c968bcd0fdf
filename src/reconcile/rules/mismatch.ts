import { type Degree, type Evidence, isMarked, type Use } from '../../model/index.ts';
import { about, type Delivery, evidenceShown, isUndisclosed, type Rule, strongest, usesOf } from '../draft.ts';

/** Degrees that admit what a verdict says (DESIGN 4b). */
const sufficient: Readonly<Record<string, readonly Degree[]>> = {
  generated: ['generated'],
  edited: ['generated', 'composite', 'altered'],
};

/** D02: every use that covers the asset admits less than its mark says. */
export const degreeUnderstated: Rule = (delivery) =>
  disclosed(delivery).flatMap((asset) => {
    const uses = usesOf(delivery, asset).map((match) => match.use);
    const [nearest] = uses;
    if (!nearest || uses.some((use) => sufficient[asset.verdict]?.includes(use.degree))) return [];
    const params = { use: nearest.id, declared: nearest.degree, found: asset.verdict };
    const evidence = strongest(asset, ['generated', 'edited']).slice(0, evidenceShown);
    return [about(asset, 'D02', params, { use: nearest.id, evidence })];
  });

/** D03: no tool of any use that covers the asset is the generator that its mark names; silent where it names none. */
export const toolMismatch: Rule = (delivery) =>
  disclosed(delivery).flatMap((asset) => {
    const named = strongest(asset, ['generated', 'edited']).filter(namesGenerator);
    const found = [...new Set(named.map((piece) => piece.generator))];
    const uses = usesOf(delivery, asset).map((match) => match.use);
    const [nearest] = uses;
    if (!nearest || found.length === 0) return [];
    const declared = uses.flatMap((use) => toolNames(use, delivery));
    if (declared.some((names) => names.some((name) => found.some((other) => delivery.sameGenerator(name, other))))) return [];
    const shown = toolNames(nearest, delivery).map(([name]) => name);
    const params = { use: nearest.id, declared: shown.join(', '), found: found.join(', ') };
    return [about(asset, 'D03', params, { use: nearest.id, evidence: named.slice(0, evidenceShown) })];
  });

function disclosed(delivery: Delivery) {
  return delivery.telling.filter((asset) => isMarked(asset.verdict) && !isUndisclosed(delivery, asset));
}

function namesGenerator(evidence: Evidence): evidence is Evidence & { readonly generator: string } {
  return evidence.generator !== undefined && evidence.generator !== '';
}

/** For each tool of a use every name that it may be known by, the fullest first. */
function toolNames(use: Use, { toolNamed }: Delivery): string[][] {
  return use.tools.map((named) => {
    const tool = toolNamed(named);
    if (!tool) return [named];
    const names = [tool.vendor && tool.vendor !== tool.name ? `${tool.vendor} ${tool.name}` : tool.name, tool.name, tool.model];
    return [...new Set(names.filter((name): name is string => typeof name === 'string' && name !== ''))];
  });
}
