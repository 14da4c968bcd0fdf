import type { Messages } from '../../messages/index.ts';
import { isMarked, type ReportedAsset } from '../../model/index.ts';
import { promptOf } from '../prompts.ts';

/** One row of the cue sheet, by column; a column that is left out is empty. */
export type CueRow = Readonly<Partial<Record<keyof Messages['cueSheet']['headings'], string>>>;

/** The parts of a cell that are there. */
export const joined = (parts: readonly (string | undefined)[]): string =>
  [...new Set(parts.filter((part) => part !== undefined && part !== ''))].join('; ');

/** What the files themselves say of tool, prompt, sources and verdict. */
export function foundIn(asset: ReportedAsset | undefined, messages: Messages): CueRow {
  if (asset === undefined) return {};
  return {
    toolFound: asset.generators.map(({ name }) => name).join('; '),
    versionFound: asset.generators.some(({ version }) => version)
      ? asset.generators.map(({ version }) => version ?? '').join('; ')
      : '',
    verdict: messages.verdicts[asset.verdict].label,
    prompt: promptCell(asset, messages),
    source: isMarked(asset.verdict) ? ingredientsOf(asset, messages) : '',
    outcome: messages.assetOutcomes[asset.outcome].label,
    remarks: asset.conflicts.map(({ code }) => messages.conflicts[code]).join('; '),
  };
}

/** The prompt with its file; the file alone where the report holds too little of it. */
function promptCell({ evidence, path }: ReportedAsset, { cueSheet }: Messages): string {
  const found = promptOf(evidence);
  if (found === undefined) return '';
  const { prompt, file = path } = found;
  return prompt === '' ? cueSheet.promptFile({ file }) : cueSheet.promptIn({ prompt, file });
}

/** Ingredients that the credential names for the asset itself or its earlier states. */
function ingredientsOf(asset: ReportedAsset, { cueSheet }: Messages): string {
  const own = asset.c2pa.chain.filter(({ relation }) => relation === 'asset');
  const named = own.flatMap(({ ingredients }) =>
    ingredients.map(({ title, relationship }) => {
      const relation = Object.hasOwn(cueSheet.relations, relationship) ? cueSheet.relations[relationship] : undefined;
      return title === undefined ? '' : cueSheet.ingredient({ title, relation: relation ?? relationship });
    }),
  );
  return joined(named);
}
