import type { AssetOutcome, Exclusion, Finding, UseOutcome, Waiver, WaiverFile, WaiverOutcome } from '../model/index.ts';
import { disclosureRules, isOpen } from '../model/index.ts';

/** What waivers are held against. */
export interface WaiverInput {
  readonly findings: readonly Finding[];
  /** By the path of the asset; `no-signal` where absent. */
  readonly outcomes: ReadonlyMap<string, AssetOutcome>;
  readonly assets: Iterable<{ readonly path: string }>;
  readonly file: WaiverFile;
  /** ISO 8601 day; a waiver holds on the day on which it expires. */
  readonly today: string;
  /** The declared uses, each with the assets that met it. */
  readonly uses: readonly Pick<UseOutcome, 'id' | 'assets'>[];
  /** True where a path or glob of an exclusion means the asset. */
  readonly covers: (pattern: string, path: string) => boolean;
}

/** Findings with their answers, and what became of each answer. */
export interface Waived {
  readonly findings: readonly Finding[];
  readonly outcomes: ReadonlyMap<string, AssetOutcome>;
  /** In the order of the file, waivers before exclusions. */
  readonly entries: readonly WaiverOutcome[];
}

/** Puts signed-off answers on findings. No row goes: a finding keeps its place and says who answered for it. Pure. */
export function applyWaivers({ findings, outcomes, assets, file, today, uses, covers }: WaiverInput): Waived {
  const known = new Set(findings.map(({ id }) => id));
  const assetsOf = new Map(uses.map(({ id, assets }) => [id, assets]));
  const stateOf = ({ finding, expires, answer, use }: Waiver): WaiverOutcome['state'] => {
    if (!known.has(finding) || (answer === 'declared' && !assetsOf.has(use ?? ''))) return 'unmatched';
    return expires !== undefined && expires.slice(0, 10) < today ? 'expired' : 'applied';
  };
  const waivers = file.waivers.map((entry) => ({ state: stateOf(entry), entry }));
  // The last answer counts: a file grows downwards.
  const holding = new Map(waivers.filter(({ state }) => state === 'applied').map(({ entry }) => [entry.finding, entry]));
  const { excludedBy, used } = exclusionsOf(assets, file.exclusions, covers);
  const answered = findings.map((finding) => ({ ...finding, waiver: answerTo(finding, holding, excludedBy, assetsOf) }));
  return {
    findings: answered,
    outcomes: outcomesWith(outcomes, answered, excludedBy, assetsOf),
    entries: [
      ...waivers,
      ...file.exclusions.map((entry) => ({ state: used.has(entry) ? 'applied' : 'unmatched', entry }) as const),
    ],
  };
}

/** The exclusion under which each asset falls, by path: the first of the file; and all that cover anything. */
function exclusionsOf(
  assets: Iterable<{ readonly path: string }>,
  exclusions: readonly Exclusion[],
  covers: WaiverInput['covers'],
): { readonly excludedBy: ReadonlyMap<string, Exclusion>; readonly used: ReadonlySet<Exclusion> } {
  const excludedBy = new Map<string, Exclusion>();
  const used = new Set<Exclusion>();
  for (const { path } of exclusions.length === 0 ? [] : assets) {
    for (const exclusion of exclusions) {
      if (!covers(exclusion.path, path)) continue;
      used.add(exclusion);
      if (!excludedBy.has(path)) excludedBy.set(path, exclusion);
    }
  }
  return { excludedBy, used };
}

/** Rules on what the paper says of its own entries; no asset stands behind them. */
const onEntries: readonly Finding['code'][] = ['D14', 'D15'];

/**
 * A waiver speaks before an exclusion; an exclusion answers only for a finding whose every copy it covers, or on a use all of
 * whose assets are excluded.
 */
function answerTo(
  finding: Finding,
  holding: ReadonlyMap<string, Waiver>,
  excludedBy: ReadonlyMap<string, Exclusion>,
  assetsOf: ReadonlyMap<string, readonly string[]>,
): Finding['waiver'] {
  const waiver = holding.get(finding.id);
  if (waiver) {
    const { finding: _, ...answer } = waiver;
    return answer;
  }
  const ofUse = finding.use === null || onEntries.includes(finding.code) ? [] : (assetsOf.get(finding.use) ?? []);
  const [first, ...others] = finding.asset === null ? ofUse : [finding.asset, ...finding.alsoAt];
  const exclusion = first === undefined ? undefined : excludedBy.get(first);
  return exclusion && others.every((path) => excludedBy.has(path)) ? { ...exclusion, answer: 'excluded' } : null;
}

function outcomesWith(
  outcomes: ReadonlyMap<string, AssetOutcome>,
  findings: readonly Finding[],
  excludedBy: ReadonlyMap<string, Exclusion>,
  assetsOf: ReadonlyMap<string, readonly string[]>,
): Map<string, AssetOutcome> {
  const open = new Map<string, Finding[]>();
  const closed = new Set<string>();
  for (const finding of findings) {
    if (finding.severity === 'fyi') continue;
    for (const path of pathsOf(finding, outcomes, assetsOf)) {
      if (isOpen(finding)) open.set(path, [...(open.get(path) ?? []), finding]);
      else closed.add(path);
    }
  }
  return new Map(
    [...new Set([...outcomes.keys(), ...closed, ...excludedBy.keys()])].map((path) => {
      const outcome = outcomes.get(path) ?? 'no-signal';
      if (excludedBy.has(path)) return [path, 'excluded'];
      if (!closed.has(path)) return [path, outcome];
      const left = open.get(path) ?? [];
      return [path, left.length === 0 ? 'waived' : outcome === 'undisclosed' ? nextOutcome(left) : outcome];
    }),
  );
}

/**
 * What is left of an undisclosed asset by its open findings, worst first: once somebody answered that it is no AI, or declared,
 * it must not stand as undisclosed because, say, its credential has lapsed.
 */
function nextOutcome(open: readonly Finding[]): AssetOutcome {
  const outcomes = new Set(open.map(outcomeBy));
  const worst = [...disclosureRules.map(([outcome]) => outcome), 'marking-stripped', 'suspected'] as const;
  return [...(['undisclosed', 'unreadable'] as const), ...worst].find((outcome) => outcomes.has(outcome)) ?? 'waived';
}

/** The outcome that one finding leaves; undefined where it decides none. */
function outcomeBy({ code, params: { relation, declaredOnly } }: Finding): AssetOutcome | undefined {
  // What may as well be the original is a question, and says nothing against the asset.
  if (relation === 'ambiguous' || (code === 'P03' && relation === 'either') || code === 'P07') return 'suspected';
  if (code === 'P09' && declaredOnly === 1) return 'disclosed-mismatch';
  if (code === 'D01' || code === 'P09') return 'undisclosed';
  if (code === 'T01') return 'unreadable';
  if (code === 'P03') return 'marking-stripped';
  return disclosureRules.find(([, codes]) => codes.includes(code))?.[0];
}

/** Outcomes that no finding on a use decided. */
const undecided: ReadonlySet<AssetOutcome | undefined> = new Set(['disclosed-ok', 'disclosed-unchecked']);

/** Assets that a finding bears on: its own, or those of its use where it decided how well they are disclosed. */
function pathsOf(
  { asset, alsoAt, code, use }: Finding,
  outcomes: ReadonlyMap<string, AssetOutcome>,
  assetsOf: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  if (asset !== null) return [asset, ...alsoAt];
  if (use === null || !disclosureRules.some(([, codes]) => codes.includes(code))) return [];
  return (assetsOf.get(use) ?? []).filter((path) => !undecided.has(outcomes.get(path)));
}
