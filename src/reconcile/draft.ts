import {
  type ByPath,
  comparePaths,
  type Declaration,
  type Evidence,
  type Finding,
  isMarked,
  type JudgedAsset,
  type List,
  type ManifestMismatch,
  type Policy,
  type RuleCode,
  type RuleSetting,
  type Severity,
  type Skipped,
  strengths,
  type Tool,
  type Use,
} from '../model/index.ts';
import type { Match, UseMatch } from './matching.ts';
import type { DeclaredRange } from './ranges.ts';
import { settingOf } from './setting.ts';
import type { HeldSighting } from './sightings.ts';

export { absentDestinations } from './destinations.ts';

/** The clips that an edit list (EDL, ALE, XML, OTIO) names. */
export interface ClipNames {
  /** Path of the edit list. */
  readonly path: string;
  readonly names: readonly string[];
}

/** Everything that a rule may look at. */
export interface Delivery {
  /** Sorted by path; perhaps a million, of which nearly all say nothing. */
  readonly assets: List<JudgedAsset>;
  /** Those that say something: all that most rules speak of. */
  readonly telling: readonly JudgedAsset[];
  readonly skipped: readonly Skipped[];
  readonly declaration: Declaration | null;
  readonly uses: readonly UseMatch[];
  /** The same, by the id of the use. */
  readonly matchOf: ReadonlyMap<string, UseMatch>;
  /** Assets by path. */
  readonly assetAt: ByPath<JudgedAsset>;
  /** The declared tool of an id, or of a name in any capitals. */
  readonly toolNamed: (named: string) => Tool | undefined;
  /** The uses that cover an asset, by path; absent where none does. */
  readonly covering: ReadonlyMap<string, readonly Match[]>;
  readonly sameGenerator: (declared: string, found: string) => boolean;
  /** The policy under which the rules are applied. */
  readonly policy: Policy;
  /** ISO 8601 day of the run: what expires is held against it where the declaration gives no day. */
  readonly today: string;
  /** Number of trust lists that the C2PA engine asked. */
  readonly trustLists: number;
  /** The generator after which a folder or clip is named; undefined where a name suggests none. */
  readonly suggestedBy: (name: string) => string | undefined;
  /** Clip names that edit lists of the delivery hold. */
  readonly clips: readonly ClipNames[];
  readonly mismatches: readonly ManifestMismatch[];
  /** Frame-exact readings of the declared ranges, in the order of uses and their timecodes. */
  readonly ranges: readonly DeclaredRange[];
  /** What tracing saw of marked or declared material, held against the declaration. */
  readonly sightings: readonly HeldSighting[];
}

/** A finding before it has an id: what it is about decides which findings are one. */
export interface Draft {
  readonly code: RuleCode;
  /** For a milder case than the rule's own; absent: as the policy says. */
  readonly severity?: Severity;
  /** Path of the asset, or of what was not scanned; null for the delivery and for a use. */
  readonly asset: string | null;
  readonly use?: string;
  /** What the id speaks of: the content of an asset, or a text where there is no content. */
  readonly subject:
    | { readonly contentOf: string }
    | { readonly text: string }
    /** Of a sighting: the contents of both, and which of the sightings of this pair it is, from 1. */
    | { readonly source: string; readonly target: string; readonly ordinal: number };
  readonly params: Finding['params'];
  readonly evidence?: readonly Evidence[];
  /** Of a draft on a use: the assets of which it is true; absent: all that the use covers. */
  readonly concerns?: readonly string[];
  /** Timecodes, where it speaks of a range. */
  readonly from?: string;
  readonly to?: string;
}

/** One rule: pure, in any order, knows nothing of ids. */
export type Rule = (delivery: Delivery) => readonly Draft[];

/** True of an asset that is more than read in full with nothing found. */
export function isTelling({ verdict, problems, conflicts, c2pa, evidence, kind }: JudgedAsset): boolean {
  const isQuiet = verdict === 'unmarked' && problems.length === 0 && conflicts.length === 0 && evidence.length === 0;
  return !isQuiet || c2pa.state !== 'none' || kind === 'sidecar';
}

/** The assets that uses cover, in the order of their paths. */
export function coveredAssets({ covering, assetAt }: Pick<Delivery, 'covering' | 'assetAt'>): readonly JudgedAsset[] {
  return [...covering.keys()].sort(comparePaths).flatMap((path) => assetAt.get(path) ?? []);
}

/** A draft about one asset. */
export function about(
  asset: JudgedAsset,
  code: RuleCode,
  params: Finding['params'],
  rest: Pick<Draft, 'severity' | 'use' | 'evidence'> = {},
): Draft {
  return { code, asset: asset.path, subject: { contentOf: asset.path }, params: { asset: asset.path, ...params }, ...rest };
}

/** Evidence of the given words, strongest first, else in the order found. */
export function strongest(asset: JudgedAsset, says: readonly Evidence['says'][]): Evidence[] {
  return asset.evidence
    .filter((evidence) => says.includes(evidence.says))
    .sort((a, b) => strengths.indexOf(a.strength) - strengths.indexOf(b.strength));
}

/** Pieces of evidence that a finding carries; the asset has them all. */
export const evidenceShown = 3;

/** True where an asset is marked and the declaration does not cover it (D01). */
export function isUndisclosed(delivery: Delivery, asset: JudgedAsset): boolean {
  if (!isMarked(asset.verdict)) return false;
  return delivery.declaration?.statement === 'none-used' || usesOf(delivery, asset).length === 0;
}

/** The uses that cover an asset, the strongest match first. */
export function usesOf(delivery: Delivery, asset: JudgedAsset): readonly Match[] {
  return delivery.covering.get(asset.path) ?? [];
}

/** The setting of the delivery's policy for a rule that speaks of a use; undefined where the rule is off for it. */
export function settingForUse({ policy, declaration }: Delivery, code: RuleCode, use: Use): RuleSetting | undefined {
  return settingOf(policy, code, { declaration, use });
}

/** A draft about a use as the paper has it. */
export function aboutUse(use: Use, code: RuleCode, params: Finding['params'], subject = use.id): Draft {
  return { code, asset: null, use: use.id, subject: { text: subject }, params: { use: use.id, title: use.title, ...params } };
}
