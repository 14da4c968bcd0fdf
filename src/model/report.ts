import type { Skipped } from './asset.ts';
import type { Declaration, UseOutcome } from './declaration.ts';
import type { WordedFinding } from './finding.ts';
import type { WordedProblem } from './problem.ts';
import type { JudgedAsset, Verdict } from './verdict.ts';

/** What a sighting of a marked source in another asset will say; tracing fills it. */
export interface Sighting {
  readonly source: string;
  readonly in: string;
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly from: string;
  readonly to: string;
  readonly score: number;
}

/** An asset as reports carry it: problems with their words, conflicts as sentences beside their codes. */
export interface ReportedAsset extends Omit<JudgedAsset, 'problems'> {
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
    readonly skipped: readonly Skipped[];
    readonly notChecked: readonly string[];
  };
  readonly trustLists: readonly TrustList[];
  readonly declaration: { readonly path: string; readonly sha256: string; readonly content: Declaration } | null;
  readonly assets: readonly ReportedAsset[];
  readonly sightings: readonly Sighting[];
  readonly uses: readonly UseOutcome[];
  readonly findings: readonly WordedFinding[];
  readonly problems: readonly WordedProblem[];
}
