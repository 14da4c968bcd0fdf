/** Words of the declaration (DESIGN 4b); each list once. */
export const statements = ['uses-listed', 'none-used', 'not-yet-known'] as const;
export const degrees = ['generated', 'composite', 'altered', 'enhanced', 'assistive'] as const;
export type Degree = (typeof degrees)[number];
export const destinations = [
  'temp-only',
  'final-background',
  'final-visible',
  'final-story-critical',
  'marketing',
  'not-in-delivery',
] as const;
export type Destination = (typeof destinations)[number];
export const productionKinds = ['documentary', 'unscripted', 'scripted', 'animation', 'news', 'promo'] as const;

/** How a declared use names the assets it covers. */
export type AssetRef = { readonly path: string } | { readonly sha256: string } | { readonly documentId: string };

/** A range of a video; `out` is exclusive. */
export interface TimecodeRef {
  readonly asset?: string;
  readonly in: string;
  readonly out: string;
}

/** A tool as declared. */
export interface Tool {
  readonly id: string;
  readonly name: string;
  readonly vendor?: string;
  readonly version?: string;
  readonly [field: string]: unknown;
}

/** One admitted use of AI. */
export interface Use {
  readonly id: string;
  readonly title: string;
  /** Ids of `tools`, or names. */
  readonly tools: readonly string[];
  readonly degree: Degree;
  readonly destination?: Destination;
  readonly assets: readonly AssetRef[];
  readonly timecodes: readonly TimecodeRef[];
  /** Entries of assets by keys that this version cannot hold against files (`xxh64`, `umid`, …): the use is unverifiable. */
  readonly otherRefs?: readonly Readonly<Record<string, string>>[];
  /** Everything else of DESIGN 4b and FIELD A3, as written; read by the policy rules. */
  readonly [field: string]: unknown;
}

/** What the production admits. */
export interface Declaration {
  readonly schema: 'trueslate.declaration/1';
  readonly statement: (typeof statements)[number];
  readonly policy?: readonly string[];
  readonly production: { readonly title: string; readonly kind?: string; readonly [field: string]: unknown };
  readonly delivery?: { readonly [field: string]: unknown };
  readonly declaredBy?: { readonly name?: string; readonly date?: string; readonly [field: string]: unknown };
  readonly tools: readonly Tool[];
  readonly uses: readonly Use[];
}

/** An error in a text that a person wrote: where it stands and what is wrong. */
export interface DeclarationProblem {
  readonly file: string;
  /** From 1; absent where the format has no lines. */
  readonly line?: number;
  readonly column?: number;
  /** Path of the field, `uses[0].degree`. */
  readonly field: string;
  readonly code:
    | 'unknown-key'
    | 'missing'
    | 'wrong-type'
    | 'wrong-value'
    | 'duplicate-id'
    | 'unparsable'
    | 'unknown-tool'
    | 'unknown-policy';
  readonly params?: Readonly<Record<string, string | number>>;
}

/** How a declared use fared. */
export const useOutcomes = ['found', 'partly-found', 'not-found', 'unverifiable'] as const;
export interface UseOutcome {
  readonly id: string;
  readonly title: string;
  readonly outcome: (typeof useOutcomes)[number];
  /** Paths of the assets that met it. */
  readonly assets: readonly string[];
  /** Entries of the use that met nothing. */
  readonly missing: readonly string[];
}
