import {
  type AssetOutcome,
  disclosureRules,
  isMarked,
  type JudgedAsset,
  type List,
  type RangeOutcome,
  type RuleCode,
  type Use,
} from '../model/index.ts';
import type { Delivery } from './draft.ts';
import type { RaisedDraft } from './findings.ts';
import type { HeldSighting } from './sightings.ts';

/** What outcomes are told by. */
export interface OutcomeInput {
  readonly delivery: Pick<Delivery, 'telling' | 'assetAt' | 'covering' | 'sightings'>;
  readonly drafts: readonly RaisedDraft[];
  /** How declared ranges fared: one that nobody searched settles nothing. */
  readonly ranges: readonly RangeOutcome[];
}

/**
 * The outcomes of assets by path: a declared one is told by its uses, any other by what is known of it. None of an asset of which
 * nothing is known or declared: `no-signal`.
 */
export function outcomesOf({ delivery, drafts, ranges }: OutcomeInput): Map<string, AssetOutcome> {
  const { telling, assetAt, covering } = delivery;
  const shown = usesShown(delivery.sightings);
  const ofAsset = new Map<string, Set<RuleCode>>();
  const ofUse = new Map<string, Set<RuleCode>>();
  const open = new Set<string | null>();
  const elsewhere = new Set<string | null>();
  for (const { asset, concerns, code, use, severity, params } of drafts) {
    // What is only noted changes no outcome.
    if (severity === 'fyi') continue;
    if (isOpenQuestion(code, params)) {
      open.add(asset);
      continue;
    }
    if (code === 'P09' && params.declaredOnly === 1) {
      elsewhere.add(asset);
      continue;
    }
    for (const path of concerns ?? (asset === null ? [] : [asset])) add(ofAsset, path, code);
    if (use !== undefined && asset === null && concerns === undefined) add(ofUse, use, code);
  }
  const unchecked = new Set(ranges.filter(({ outcome }) => outcome === 'unverifiable').map(({ asset }) => asset));
  const paths = new Set([...telling.map(({ path }) => path), ...covering.keys(), ...shown.keys(), ...ofAsset.keys()]);
  for (const path of [...open, ...elsewhere]) if (path !== null) paths.add(path);
  const assets = [...paths].flatMap((path) => assetAt.get(path) ?? []);
  return new Map(
    assets.map((asset) => {
      const uses = [...(covering.get(asset.path) ?? []).map(({ use }) => use), ...(shown.get(asset.path) ?? [])];
      const own = ofAsset.get(asset.path) ?? new Set<RuleCode>();
      const codes = new Set([...own, ...uses.flatMap(({ id }) => [...(ofUse.get(id) ?? [])])]);
      const outcome = outcomeOf(asset, uses.length > 0, own, codes);
      if (outcome === 'disclosed-ok' && unchecked.has(asset.path)) return [asset.path, 'disclosed-unchecked'];
      if (elsewhere.has(asset.path) && (outcome === 'no-signal' || outcome === 'disclosed-ok'))
        return [asset.path, 'disclosed-mismatch'];
      return [asset.path, outcome === 'no-signal' && open.has(asset.path) ? 'suspected' : outcome];
    }),
  );
}

/** What may as well be the original: a person must look, and nothing is said against the asset. */
function isOpenQuestion(code: RuleCode, { relation }: RaisedDraft['params']): boolean {
  return relation === 'ambiguous' || (code === 'P03' && relation === 'either');
}

/** By path, the uses that declare what is seen in an asset. */
function usesShown(sightings: readonly HeldSighting[]): ReadonlyMap<string, readonly Use[]> {
  const shown = new Map<string, Use[]>();
  for (const { sighting, bySource, byRange, temporary } of sightings) {
    const uses = [...bySource, ...byRange, ...(temporary === undefined ? [] : [temporary])];
    if (uses.length > 0) shown.set(sighting.in, [...(shown.get(sighting.in) ?? []), ...uses]);
  }
  return shown;
}

function add(codes: Map<string, Set<RuleCode>>, key: string, code: RuleCode): void {
  const known = codes.get(key);
  if (known) known.add(code);
  else codes.set(key, new Set([code]));
}

function outcomeOf(
  asset: JudgedAsset,
  isDeclared: boolean,
  own: ReadonlySet<RuleCode>,
  codes: ReadonlySet<RuleCode>,
): AssetOutcome {
  if (own.has('D01') || own.has('P09')) return 'undisclosed';
  if (asset.verdict === 'unreadable') return 'unreadable';
  if (isDeclared || isMarked(asset.verdict)) {
    return disclosureRules.find(([, rules]) => rules.some((code) => codes.has(code)))?.[0] ?? 'disclosed-ok';
  }
  if (own.has('P03')) return 'marking-stripped';
  if (own.has('P01')) return 'tampered-provenance';
  if (asset.verdict === 'possible') return asset.evidence.some(isStatement) ? 'suspected' : 'ai-assisted-review';
  return asset.verdict === 'captured' ? 'verified-capture' : 'no-signal';
}

/** Anything but the name of a capable tool, and what a camera says. */
function isStatement({ says }: JudgedAsset['evidence'][number]): boolean {
  return says === 'possible' || says === 'generated' || says === 'edited';
}

/** Outcomes of packages, worst first: what is open in one of their track files is open in them. */
const outcomesByWeight: readonly AssetOutcome[] = [
  'undisclosed',
  'temp-in-final',
  'disclosed-no-consent',
  'disclosed-unapproved',
  'disclosed-mismatch',
  'disclosed-unchecked',
  'marking-stripped',
  'tampered-provenance',
  'unreadable',
  'suspected',
  'ai-assisted-review',
  'disclosed-ok',
  'waived',
  'excluded',
  'no-signal',
];

/** The outcomes with those of packages told by their track files as well: the worst of them all. */
export function withPackageOutcomes(
  assets: List<Pick<JudgedAsset, 'path' | 'tracks'>>,
  outcomes: ReadonlyMap<string, AssetOutcome>,
): ReadonlyMap<string, AssetOutcome> {
  const packages = assets.flatMap(({ path, tracks = [] }) => {
    if (tracks.length === 0) return [];
    const all = new Set([path, ...tracks].map((each) => outcomes.get(each) ?? 'no-signal'));
    const worst = outcomesByWeight.find((outcome) => all.has(outcome));
    return worst === undefined ? [] : [[path, worst] as const];
  });
  return packages.length === 0 ? outcomes : new Map([...outcomes, ...packages]);
}
