import { type Report, type ReportedAsset, seesMarked } from '../../model/index.ts';
import { codesOf, findingsByPath, usesByPath } from '../findings-by-path.ts';
import { tally } from '../standing.ts';
import { type Column, joined } from './column.ts';

/** An asset beside what other parts of the report say of it. */
export interface AssetRow {
  readonly asset: ReportedAsset;
  /** Codes of the findings that speak of it or of a use that covers it, each once. */
  readonly findings: readonly string[];
  /** Ids of the declared uses that cover it. */
  readonly uses: readonly string[];
  /** Times that marked material is seen in it. */
  readonly sightings: number;
}

/** Every asset, in the order of the report. */
export function assetRows(report: Report): readonly AssetRow[] {
  const findings = findingsByPath(report);
  const uses = usesByPath(report);
  const sightings = tally(report.sightings.filter(seesMarked).map((sighting) => sighting.in));
  return report.assets.map((asset) => ({
    asset,
    findings: codesOf([...(findings.get(asset.path)?.own ?? []), ...(findings.get(asset.path)?.ofUses ?? [])]),
    uses: (uses.get(asset.path) ?? []).map(({ id }) => id),
    sightings: sightings.get(asset.path) ?? 0,
  }));
}

const about = (name: keyof ReportedAsset['about'] & Column<AssetRow>['name'], width: number): Column<AssetRow> => ({
  name,
  width,
  value: ({ asset }) => asset.about[name] ?? null,
});

/** Columns of the assets. */
export const assetColumns: readonly Column<AssetRow>[] = [
  { name: 'path', width: 48, value: ({ asset }) => asset.path },
  {
    name: 'verdict',
    width: 22,
    value: ({ asset }) => asset.verdict,
    // An unmarked programme in which marked material is seen is never shown as one of the clean.
    words: ({ asset, sightings }, texts) =>
      asset.verdict === 'unmarked' && sightings > 0
        ? texts.sightings.containsAi(texts.report.containsAi, sightings)
        : texts.verdicts[asset.verdict].label,
  },
  { name: 'sightings', width: 12, value: ({ sightings }) => sightings },
  {
    name: 'strength',
    width: 10,
    value: ({ asset }) => asset.strength,
    words: ({ asset }, texts) => (asset.strength ? texts.strengths[asset.strength].label : null),
  },
  {
    name: 'outcome',
    width: 24,
    value: ({ asset }) => asset.outcome,
    words: ({ asset }, texts) => texts.assetOutcomes[asset.outcome].label,
  },
  { name: 'findings', width: 12, value: ({ findings }) => joined(findings) },
  { name: 'uses', width: 12, value: ({ uses }) => joined(uses) },
  {
    name: 'generators',
    width: 24,
    value: ({ asset }) => joined(asset.generators.map(({ name, version }) => (version ? `${name} ${version}` : name))),
  },
  {
    name: 'c2pa',
    width: 14,
    value: ({ asset }) => asset.c2pa.state,
    words: ({ asset }, texts) => texts.c2paStates[asset.c2pa.state].label,
  },
  { name: 'c2paCodes', width: 26, value: ({ asset }) => joined(asset.c2pa.codes) },
  { name: 'signer', width: 24, value: ({ asset }) => asset.c2pa.signer ?? null },
  { name: 'claimGenerator', width: 24, value: ({ asset }) => asset.c2pa.claimGenerator ?? null },
  { name: 'kind', width: 10, value: ({ asset }) => asset.kind },
  { name: 'format', width: 18, value: ({ asset }) => asset.format },
  { name: 'size', width: 14, value: ({ asset }) => asset.size },
  about('width', 9),
  about('height', 9),
  about('duration', 11),
  about('timecode', 13),
  about('frameRate', 11),
  about('make', 18),
  about('model', 18),
  about('software', 26),
  about('created', 26),
  {
    name: 'conflicts',
    width: 30,
    value: ({ asset }) => joined(asset.conflicts.map(({ code, between }) => `${code}: ${between.join(' / ')}`)),
    words: ({ asset }, texts) =>
      joined(asset.conflicts.map(({ code, between }) => `${texts.conflicts[code]}${texts.report.colon} ${between.join(' / ')}`)),
  },
  { name: 'problems', width: 40, value: ({ asset }) => joined(asset.problems.map(({ message }) => message)) },
  { name: 'parts', width: 30, value: ({ asset }) => joined(asset.parts.map(({ path }) => path)) },
  { name: 'sha256', width: 20, value: ({ asset }) => asset.sha256 },
  { name: 'uri', width: 40, value: ({ asset }) => asset.uri },
];
