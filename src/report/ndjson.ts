import type {
  AssetOutcome,
  RangeOutcome,
  ReadAsset,
  Report,
  ReportedAsset,
  ReportHead,
  Sighting,
  Skipped,
  UseOutcome,
  WordedFinding,
  WordedProblem,
} from '../model/index.ts';
import { ItemWriter } from './json-item.ts';
import type { Reporter } from './reporter.ts';

/** What is known only after the last asset. */
export type Tail = Pick<Report, 'deliveryVerdict' | 'policies' | 'waivers' | 'baseline'> & {
  readonly run: Pick<Report['run'], 'finished' | 'complete'>;
  /** Skipped names have lines of their own. */
  readonly coverage: Omit<Report['coverage'], 'skipped'> & { readonly skipped?: unknown };
};

/** Everything between head and tail, one line each. */
type Lines = {
  asset: ReadAsset;
  marked: ReportedAsset;
  outcome: { readonly path: string; readonly outcome: AssetOutcome };
  sighting: Sighting;
  use: UseOutcome;
  range: RangeOutcome;
  finding: WordedFinding;
  problem: WordedProblem;
  skipped: Skipped;
};

const lines = new ItemWriter(null);

const written = (record: string, value: object): string => `${lines.write({ record, ...value })}\n`;

/** The first line. */
export function head(report: ReportHead): string {
  const { schema, tool, trustLists, declaration } = report;
  const { started, roots } = report.run;
  return written('head', { schema, tool, run: { started, roots }, trustLists, declaration });
}

/** One line for one asset, marked asset outside the delivery, outcome, sighting, use, range, finding, problem or skipped name. */
export function line<Kind extends keyof Lines>(kind: Kind, value: Lines[Kind]): string {
  return written(kind, value);
}

/** The last line; a file without it was not finished. */
export function tail(report: Tail): string {
  const { finished, complete } = report.run;
  const { skipped: _, ...coverage } = report.coverage;
  const { deliveryVerdict, policies, waivers, baseline } = report;
  return written('tail', { run: { finished, complete }, deliveryVerdict, coverage, policies, waivers, baseline });
}

/** The line of an asset; its outcome, which is known only after the last asset, has a line of its own. */
export function assetLine(asset: ReadAsset & { readonly outcome?: AssetOutcome }): string {
  const { outcome: _outcome, ...read } = asset;
  return line('asset', read);
}

/** Every line behind those of the assets. */
export function* afterAssets(report: Report): Iterable<string> {
  for (const { path, outcome } of report.assets) yield line('outcome', { path, outcome });
  for (const asset of report.marked) yield line('marked', asset);
  for (const sighting of report.sightings) yield line('sighting', sighting);
  for (const use of report.uses) yield line('use', use);
  for (const range of report.ranges) yield line('range', range);
  for (const finding of report.findings) yield line('finding', finding);
  for (const problem of report.problems) yield line('problem', problem);
  for (const skipped of report.coverage.skipped) yield line('skipped', skipped);
  yield tail(report);
}

/** The whole report, one JSON object a line, each with its kind in `record`; what a scan writes while it runs. */
export function renderNdjson(report: Report): string {
  return [...ndjsonPieces(report)].join('');
}

/** The same, line by line. */
export function* ndjsonPieces(report: Report): Iterable<string> {
  yield head(report);
  for (const asset of report.assets) yield assetLine(asset);
  yield* afterAssets(report);
}

/** `ndjson`: for programs that read line by line. */
export const ndjson: Reporter = { name: 'ndjson', extensions: ['.ndjson'], render: renderNdjson, pieces: ndjsonPieces };
