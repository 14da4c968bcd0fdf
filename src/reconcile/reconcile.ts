import {
  type AssetOutcome,
  byPath,
  comparePaths,
  type Declaration,
  type Finding,
  type JudgedAsset,
  type List,
  type ManifestMismatch,
  type Playlist,
  type Policy,
  type RangeOutcome,
  type Severity,
  type Sighting,
  type Skipped,
  seesMarked,
  severities,
  sortByPath,
  type Tool,
  type TraceCoverage,
  type UseOutcome,
} from '../model/index.ts';
import { absentDestinations, type ClipNames, type Delivery, isTelling } from './draft.ts';
import { findingsOf, type RaisedDraft } from './findings.ts';
import type { ListedDigests } from './listed-digests.ts';
import { coverage, type DocumentIds, matchUses, type UseMatch } from './matching.ts';
import { outcomesOf } from './outcomes.ts';
import { Played } from './played.ts';
import { rangeOutcomesOf } from './range-outcomes.ts';
import { declaredRanges } from './ranges.ts';
import { allRules } from './rules/index.ts';
import { settingOf } from './setting.ts';
import { declaredByRanges, heldSightings } from './sightings.ts';

/** Paper and files. */
export interface ReconcileInput {
  readonly assets: List<JudgedAsset>;
  /** Those of them that say something (`isTelling`), where the caller knows them; then all are sorted by path. */
  readonly telling?: readonly JudgedAsset[];
  readonly skipped: readonly Skipped[];
  /** Null where the delivery has none. */
  readonly declaration: Declaration | null;
  /** Where the declaration was read; not part of any answer. */
  readonly declarationPath?: string;
  /** Content key of an asset by its path (DESIGN 4, "Finding ids"); asked only for assets that a finding speaks of. */
  readonly keys: (path: string) => string;
  /** True where a tool as declared and a generator as found can be the same thing. */
  readonly sameGenerator: (declared: string, found: string) => boolean;
  /** Under which the rules are applied; at least one. A finding carries its severity under each. */
  readonly policies: readonly Policy[];
  /** ISO 8601 day of the run. */
  readonly today: string;
  /** Number of trust lists that the C2PA engine asked. */
  readonly trustLists: number;
  /** The generator after which a folder or clip is named, if any. */
  readonly suggestedBy?: (name: string) => string | undefined;
  /** Clip names that edit lists of the delivery hold. */
  readonly clips?: readonly ClipNames[];
  /** Files that disagree with checksum manifests. */
  readonly mismatches?: readonly ManifestMismatch[];
  /** What tracing saw; absent where nothing was traced. */
  readonly sightings?: readonly Sighting[];
  /** What tracing could not do; absent where nothing was traced. */
  readonly traced?: TraceCoverage;
  /** Assets of the folders of `--marked`, path `marked:NAME/…`; `keys` and `documentIds` know them too. */
  readonly marked?: readonly JudgedAsset[];
  /** What the compositions of IMF packages play. */
  readonly playlists?: readonly Playlist[];
  /** `xmpMM:DocumentID` of an asset by its path; without it, uses that name document ids are unverifiable. */
  readonly documentIds?: DocumentIds;
  /** Digests that checksum manifests list of files of the delivery. */
  readonly listed?: ListedDigests;
}

/** What came of it. */
export interface Reconciled {
  /** Sorted: worst first, then by path and code. */
  readonly findings: readonly Finding[];
  /** In the order of the declaration. */
  readonly uses: readonly UseOutcome[];
  /** In the order of the declaration, then what was seen and not declared. */
  readonly ranges: readonly RangeOutcome[];
  /** By path; of an asset of which there is nothing to tell, none: `no-signal`. */
  readonly outcomes: ReadonlyMap<string, AssetOutcome>;
}

/** Holds the declaration against the delivery. Pure: the same input gives the same answer in whatever order it comes. */
export function reconcile(input: ReconcileInput): Reconciled {
  const { assets, telling } = inOrder(input);
  const seen = new Set((input.sightings ?? []).filter(seesMarked).map(({ source }) => source));
  const marked = input.marked ?? [];
  // Of what could not be searched for, nobody can say that it is not in the delivery.
  for (const { path, role } of input.traced?.gaps ?? []) if (role === 'source') seen.add(path);
  const seenOutside = marked.filter(({ path }) => seen.has(path));
  const uses = matchUses(input.declaration, assets, input.skipped, input.documentIds, seenOutside, input.listed);
  const assetAt = byPath(assets);
  const played = new Played(input.playlists ?? []);
  const playedUses = played.uses(uses, assetAt);
  const { covering, sightings } = heldTogether(input, assets, playedUses, played);
  const delivery: Omit<Delivery, 'policy'> = {
    assets,
    telling,
    skipped: input.skipped,
    declaration: input.declaration,
    uses,
    covering,
    matchOf: new Map(uses.map((match) => [match.use.id, match])),
    assetAt,
    toolNamed: toolsByName(input.declaration?.tools ?? []),
    sameGenerator: input.sameGenerator,
    today: input.today,
    trustLists: input.trustLists,
    suggestedBy: input.suggestedBy ?? (() => undefined),
    clips: input.clips ?? [],
    mismatches: input.mismatches ?? [],
    ranges: declaredRanges(uses),
    sightings,
  };
  const drafts = input.policies.flatMap((policy) => raised({ ...delivery, policy }));
  const findings = findingsOf(drafts, input.keys);
  const ranges = rangeOutcomesOf(delivery.ranges, input.sightings && sightings, input.traced?.gaps, (range) =>
    played.ranges(range, assetAt),
  );
  return {
    findings,
    uses: playedUses.map(useOutcome),
    ranges,
    outcomes: outcomesOf({ delivery, drafts, ranges }),
  };
}

/** The assets by path, and those that say something. A scan gives both in order; a million would be sorted in vain. */
function inOrder({ assets, telling }: ReconcileInput): {
  readonly assets: List<JudgedAsset>;
  readonly telling: readonly JudgedAsset[];
} {
  if (telling !== undefined) return { assets, telling };
  const sorted = sortByPath([...assets]);
  return { assets: sorted, telling: sorted.filter(isTelling) };
}

/** Which uses cover which assets, and what declares each sighting: the one decides the other. */
function heldTogether(input: ReconcileInput, assets: List<JudgedAsset>, uses: readonly UseMatch[], played: Played) {
  const covering = coverage(uses);
  const { declaration, sightings = [], marked = [] } = input;
  const held = heldSightings({ sightings, assets, marked, declaration, covering, ranges: declaredRanges(uses), played });
  return { covering: new Map([...covering, ...declaredByRanges(held, covering)]), sightings: held };
}

/** What the rules say under one policy: what it switches off is dropped, a rule's milder case stays mild. */
function raised(delivery: Delivery): RaisedDraft[] {
  const { policy, declaration } = delivery;
  return allRules
    .flatMap((rule) => rule(delivery))
    .flatMap((draft) => {
      const use = draft.use === undefined ? undefined : delivery.matchOf.get(draft.use)?.use;
      const asset = draft.asset === null ? undefined : delivery.assetAt.get(draft.asset);
      const setting = settingOf(policy, draft.code, { declaration, use, asset });
      if (setting === undefined || setting.severity === 'off') return [];
      return [{ ...draft, severity: milder(draft.severity, setting.severity), policy: policy.name }];
    });
}

function milder(own: Severity | undefined, ofPolicy: Severity): Severity {
  return own !== undefined && severities.indexOf(own) > severities.indexOf(ofPolicy) ? own : ofPolicy;
}

/** Ids before names, the first of equal ones. */
function toolsByName(tools: readonly Tool[]): Delivery['toolNamed'] {
  const known = new Map<string, Tool>();
  for (const tool of [...tools].reverse()) known.set(`name ${tool.name.toLowerCase()}`, tool);
  for (const tool of [...tools].reverse()) known.set(`id ${tool.id}`, tool);
  return (named) => known.get(`id ${named}`) ?? known.get(`name ${named.toLowerCase()}`);
}

/** A use that says that it is not in the delivery, and of which nothing is there, is as it should be. */
function useOutcome({ use, outcome, met, missing, misplaced, unverified, listed }: UseMatch): UseOutcome {
  const assets = [...met.keys()].sort(comparePaths);
  const isAbsent = absentDestinations.includes(use.destination) && outcome === 'not-found';
  return {
    id: use.id,
    title: use.title,
    outcome: isAbsent ? 'out-of-scope' : outcome,
    assets,
    missing: [...missing, ...misplaced, ...unverified],
    ...(listed.length === 0 ? {} : { listed }),
  };
}
