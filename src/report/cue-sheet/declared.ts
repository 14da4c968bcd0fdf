import type { Messages } from '../../messages/index.ts';
import type { Declaration, Report, ReportedAsset, Use } from '../../model/index.ts';
import { toolOf } from '../declared-tools.ts';
import { grouped } from '../places-of-findings.ts';
import { shortened } from '../prompts.ts';
import { type CueRow, foundIn, joined } from './found.ts';

/** Where a row of a use stands: a range of a video, a file that is there, or an entry that met nothing. */
interface CuePlace {
  readonly asset?: string;
  readonly from?: string;
  readonly to?: string;
  readonly file?: string;
  readonly outcome?: string;
}

/** The rows of what was declared: each use at each of its ranges and files, or once where it has neither. */
export function declaredRows(report: Report, messages: Messages): readonly CueRow[] {
  const content = report.declaration?.content;
  if (content === undefined) return [];
  const assets = new Map(report.assets.map((asset) => [asset.path, asset]));
  const places = placesByUse(report, messages);
  return content.uses.flatMap((use) =>
    placesOfUse(use, places).map(({ asset, from, to, file, outcome }) => {
      const path = file ?? asset;
      return rowOf(
        declaredIn(use, content, messages),
        path === undefined ? undefined : assets.get(path),
        {
          ...(asset === undefined ? {} : { asset }),
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
          ...(file === undefined ? {} : { file }),
          ...(outcome === undefined ? {} : { outcome }),
        },
        messages,
      );
    }),
  );
}

function rowOf(declared: CueRow, asset: ReportedAsset | undefined, place: CueRow, messages: Messages): CueRow {
  const found = foundIn(asset, messages);
  return {
    ...found,
    ...declared,
    ...place,
    prompt: joined([declared.prompt, found.prompt]),
    source: joined([declared.source, found.source]),
  };
}

interface PlacesByUse {
  readonly ranges: ReadonlyMap<string, readonly CuePlace[]>;
  readonly files: ReadonlyMap<string, readonly CuePlace[]>;
}

function placesByUse(report: Report, messages: Messages): PlacesByUse {
  const { cueSheet, rangeOutcomes } = messages;
  const ranges = report.ranges.map(({ use, asset, from, to, outcome }) => ({
    use: use ?? '',
    asset,
    from,
    to,
    outcome: rangeOutcomes[outcome].label,
  }));
  const files = report.uses.map(({ id, assets, missing }): [string, CuePlace[]] => [
    id,
    [...assets.map((file) => ({ file })), ...missing.map((file) => ({ file, outcome: cueSheet.notInDelivery }))],
  ]);
  return { ranges: grouped([...ranges, ...temporaryPlaces(report, messages)], ({ use }) => use), files: new Map(files) };
}

/** Stills that show material which is declared as temporary: no range of its use, and yet a place of it. */
function temporaryPlaces({ findings }: Report, { assetOutcomes }: Messages) {
  return findings.flatMap(({ code, use, asset, from, params }) => {
    if (code !== 'D04' || params.medium === undefined || use === null || asset === null || from !== null) return [];
    return [{ use, asset, outcome: assetOutcomes['temp-in-final'].label }];
  });
}

function placesOfUse(use: Use, { ranges, files }: PlacesByUse): readonly CuePlace[] {
  // A range that fits no video has no outcome; the sheet has it as it was declared.
  const written = use.timecodes.map(({ asset, in: from, out: to }) => ({ ...(asset === undefined ? {} : { asset }), from, to }));
  const inVideos = ranges.get(use.id) ?? written;
  const videos = new Set(inVideos.map(({ asset }) => asset));
  const all = [...inVideos, ...(files.get(use.id) ?? []).filter(({ file }) => !videos.has(file))];
  return all.length > 0 ? all : [{}];
}

/** What the declaration says of a use, in words. */
function declaredIn(use: Use, { tools }: Declaration, messages: Messages): CueRow {
  const { cueSheet, degrees } = messages;
  const named = use.tools.map((called) => toolOf(called, tools));
  const versions = named.map(({ version }) => version ?? '');
  return {
    status: cueSheet.declared,
    id: use.id,
    description: joined([use.title, textOf(use.description)]),
    tool: named.map(({ name }) => name).join('; '),
    version: versions.some(Boolean) ? versions.join('; ') : '',
    prompt: declaredPrompt(use, messages),
    source: (use.inputs ?? [])
      .map(({ kind, ref, owner }: { kind?: string; ref?: string; owner?: unknown }) =>
        [kind, ref, textOf(owner) && cueSheet.owner({ name: textOf(owner) })].filter(Boolean).join(', '),
      )
      .join('; '),
    rights: (use.inputs ?? [])
      .map(({ rights, licenceAllowsAiAlteration: may }) => [wordOf(cueSheet.rights, rights), wordOf(cueSheet.alteration, may)])
      .map((words) => words.filter(Boolean).join(', '))
      .join('; '),
    degree: degrees[use.degree].label,
    destination: wordOf(cueSheet.destinations, use.destination),
    disclosure: disclosureOf(use, messages),
  };
}

/** How the audience is told of a use: methods, then the wording. */
export function disclosureOf({ disclosure }: Use, { cueSheet, report }: Messages): string {
  const methods = (disclosure?.methods ?? []).map((method) => wordOf(cueSheet.methods, method)).join(', ');
  const wording = disclosure?.wording ? report.quoted(disclosure.wording) : '';
  return [methods, wording].filter(Boolean).join(`${report.colon} `) || cueSheet.notTold;
}

/** The prompt where the log gives it, else the file of the log. */
function declaredPrompt({ promptLog }: Use, { cueSheet }: Messages): string {
  if (typeof promptLog !== 'object' || promptLog === null) return '';
  const { text, path } = promptLog as { readonly text?: unknown; readonly path?: unknown };
  if (textOf(text) !== '') return shortened(textOf(text));
  return textOf(path) === '' ? '' : cueSheet.promptFile({ file: textOf(path) });
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The word for a value of the declaration; the value itself where it has none. */
const wordOf = (words: Readonly<Record<string, string>>, value: string | undefined): string =>
  value === undefined ? '' : ((Object.hasOwn(words, value) ? words[value] : undefined) ?? value);
