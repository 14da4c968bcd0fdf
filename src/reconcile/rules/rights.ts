import type { Tool, Use, UseInput } from '../../model/index.ts';
import { aboutUse, type Delivery, type Draft, type Rule, settingForUse } from '../draft.ts';
import { finalUses } from './approvals.ts';

/** Material that must not leave the production, unless a policy names its own list (reference: FIELD A1, A4 D10). */
const confidential: readonly string[] = ['production-footage', 'script', 'voice-sample', 'personal-data'];

/** D10: material of the production or of persons went into a tool that keeps it. One finding a use and tool. */
export const toolKeepsInputs: Rule = (delivery) =>
  delivery.uses.flatMap(({ use }) => {
    const setting = settingForUse(delivery, 'D10', use);
    if (setting === undefined) return [];
    const watched = setting.inputs ?? confidential;
    const input = use.inputs?.find(({ kind }) => kind !== undefined && watched.includes(kind))?.kind;
    if (input === undefined) return [];
    return toolsOf(use, delivery).flatMap(({ name, tool }) => {
      const reason = keeping(tool, setting.asks === true);
      return reason === undefined ? [] : [aboutUse(use, 'D10', { tool: name, input, reason }, `${use.id}/${name}`)];
    });
  });

function keeping(tool: Tool | undefined, asks: boolean): 'trains' | 'stores' | 'unknown' | undefined {
  if (tool?.trainsOnInputs === 'yes') return 'trains';
  if (tool?.storesInputs === 'yes') return 'stores';
  const answers = [tool?.trainsOnInputs, tool?.storesInputs];
  return answers.includes('unknown') || (asks && answers.includes(undefined)) ? 'unknown' : undefined;
}

/** D11: the tool of a final use was had under a licence that does not carry it. One finding a use and tool. */
export const licenceUnfit: Rule = (delivery) =>
  finalUses(delivery).flatMap((use) => {
    const setting = settingForUse(delivery, 'D11', use);
    if (setting === undefined || !String(use.destination ?? '').startsWith('final-')) return [];
    return toolsOf(use, delivery).flatMap(({ name, tool }) => {
      const licence = tool?.licence ?? (setting.asks ? 'unknown' : undefined);
      if (licence !== 'free' && licence !== 'unknown') return [];
      return [aboutUse(use, 'D11', { tool: name, licence }, `${use.id}/${name}`)];
    });
  });

/** The tools of a use: how people call each, and its entry where the declaration has one. */
function toolsOf(use: Use, { toolNamed }: Delivery): { readonly name: string; readonly tool: Tool | undefined }[] {
  return use.tools.map((named) => {
    const tool = toolNamed(named);
    return { name: tool?.name ?? named, tool };
  });
}

/** Material of others. */
const foreign: readonly unknown[] = ['third-party-image', 'archival'];
/** Rights under which nobody has to be asked before it is altered. */
const free: readonly unknown[] = ['owned', 'public-domain'];

/** D12: foreign material went in uncleared, or its licence forbids altering it with AI. One finding an input. */
export const inputRights: Rule = (delivery) =>
  finalUses(delivery).flatMap((use) => {
    const setting = settingForUse(delivery, 'D12', use);
    if (setting === undefined) return [];
    return (use.inputs ?? []).flatMap((input, index): Draft[] => {
      const reason = objection(input, setting.asks === true);
      if (reason === undefined) return [];
      const named = [input.kind?.replaceAll('-', ' ') ?? 'material', input.ref].filter((part) => part !== undefined).join(' ');
      const draft = aboutUse(use, 'D12', { input: named, reason }, `${use.id}/inputs/${index}`);
      // What is not known is a question to answer, not a breach.
      return [reason === 'unknown' ? { ...draft, severity: 'issue' } : draft];
    });
  });

function objection(input: UseInput, asks: boolean): 'uncleared' | 'forbidden' | 'unknown' | undefined {
  if (input.rights === 'uncleared') return 'uncleared';
  if (input.licenceAllowsAiAlteration === 'no') return 'forbidden';
  if (!foreign.includes(input.kind)) return undefined;
  if (input.rights === 'unknown' || (asks && input.rights === undefined)) return 'unknown';
  if (free.includes(input.rights)) return undefined;
  if (input.licenceAllowsAiAlteration === 'unknown') return 'unknown';
  return asks && input.kind === 'archival' && input.licenceAllowsAiAlteration === undefined ? 'unknown' : undefined;
}

/** D13: a policy wants to know what people contributed, and the use does not say. */
export const humanContributionMissing: Rule = (delivery) =>
  finalUses(delivery).flatMap((use) => {
    const setting = settingForUse(delivery, 'D13', use);
    if (setting === undefined || (use.humanContribution ?? '').trim() !== '') return [];
    const prominence = use.prominence ?? use.destination?.replaceAll('-', ' ') ?? 'part of the finals';
    return [aboutUse(use, 'D13', { prominence })];
  });
