import type { Skipped } from './asset.ts';
import type { Declaration, RangeOutcome, UseOutcome } from './declaration.ts';
import type { WordedFinding } from './finding.ts';
import type { List } from './list.ts';
import type { ManifestCoverage } from './manifest.ts';
import type { AssetOutcome } from './outcome.ts';
import type { PolicyOutcome } from './policy.ts';
import type { WordedProblem } from './problem.ts';
import type { Sighting, TraceCoverage } from './sighting.ts';
import type { JudgedAsset, Verdict } from './verdict.ts';
import type { BaselineComparison, WaiverOutcome } from './waiver.ts';

/** An asset as reports carry it: problems with their words, conflicts as sentences beside their codes. */
export interface ReportedAsset extends Omit<JudgedAsset, 'problems'> {
  /** What came of it when the paper was held against it. */
  readonly outcome: AssetOutcome;
  readonly problems: readonly WordedProblem[];
}

/** Something no tool on this machine could check, by code and words. */
export interface NotChecked {
  readonly code: string;
  readonly message: string;
}

/** A trust list that was used. */
export interface TrustList {
  readonly file: string;
  readonly anchors: number;
  readonly allowed: number;
  readonly sha256: string;
}

/** Everything that a run found: the only thing a reporter sees. JSON Schema: schema/report.schema.json. */
export interface Report {
  readonly schema: 'trueslate.report/1';
  readonly tool: { readonly name: 'trueslate'; readonly version: string; readonly engines: Readonly<Record<string, string>> };
  readonly run: {
    readonly started: string;
    readonly finished: string;
    readonly roots: readonly string[];
    readonly complete: boolean;
  };
  readonly deliveryVerdict: 'undisclosed' | 'findings' | 'incomplete' | 'clear';
  readonly coverage: {
    readonly assets: number;
    readonly byVerdict: Readonly<Record<Verdict, number>>;
    /** Assets that were read to their end because their credentials are bound to a hash of the whole file, and the bytes of these. */
    readonly hashedWhole?: { readonly files: number; readonly bytes: number };
    readonly skipped: readonly Skipped[];
    readonly notChecked: readonly string[];
    /** Checksum manifests that the folder was held against. */
    readonly manifests: readonly ManifestCoverage[];
    /** What was searched for marked pictures and sounds, and what could not be; null where nothing was traced. */
    readonly traced: TraceCoverage | null;
  };
  readonly trustLists: readonly TrustList[];
  /** The policies that the findings were raised under, with what each makes of this delivery. */
  readonly policies: readonly PolicyOutcome[];
  readonly declaration: { readonly path: string; readonly sha256: string; readonly content: Declaration } | null;
  readonly assets: List<ReportedAsset>;
  /** Assets of the folders of `--marked`, path `marked:NAME/…`: searched for in the delivery, counted and judged in nothing. */
  readonly marked: readonly ReportedAsset[];
  readonly sightings: readonly Sighting[];
  readonly uses: readonly UseOutcome[];
  readonly ranges: readonly RangeOutcome[];
  readonly findings: readonly WordedFinding[];
  /** What became of each entry of the waiver file; null without one. */
  readonly waivers: { readonly path: string; readonly entries: readonly WaiverOutcome[] } | null;
  /** Against an earlier report; null without one. */
  readonly baseline: BaselineComparison | null;
  readonly problems: readonly WordedProblem[];
}

/** A report whose assets are all made: the library's, and a saved one. */
export type WholeReport = Report & { readonly assets: readonly ReportedAsset[] };

/** What a report can say before the first asset is read. */
export type ReportHead = Pick<Report, 'schema' | 'tool' | 'trustLists' | 'declaration'> & {
  readonly run: Pick<Report['run'], 'started' | 'roots'>;
};

/** An asset as far as it is known while a scan runs; its outcome depends on all the others. */
export type ReadAsset = Omit<ReportedAsset, 'outcome'>;
