import type { DigestAlgorithm } from './manifest.ts';

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

/** How a declared use names the assets it covers; digests are those of the whole file. */
export type AssetRef =
  | { readonly path: string }
  | { readonly documentId: string }
  | { [Algorithm in DigestAlgorithm]: { readonly [Key in Algorithm]: string } }[DigestAlgorithm];

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
  readonly licence?: string;
  readonly trainsOnInputs?: string;
  readonly storesInputs?: string;
  readonly [field: string]: unknown;
}

/** Material that went into a tool. */
export interface UseInput {
  readonly kind?: string;
  readonly ref?: string;
  readonly rights?: string;
  readonly licenceAllowsAiAlteration?: string;
}

/** What a person agreed to. Dates are ISO 8601 days. */
export interface Consent {
  readonly person?: string;
  readonly type?: string;
  /** The specific use that it allows. */
  readonly use?: string;
  readonly signed?: string;
  readonly expires?: string;
}

/** What an authority said to a use. Dates are ISO 8601 days. */
export interface Approval {
  readonly authority?: string;
  readonly status?: 'requested' | 'granted' | 'refused' | 'conditional';
  readonly date?: string;
  readonly expires?: string;
  /** Use ids, paths, globs or timecodes; absent: the use that it stands in. */
  readonly scope?: readonly string[];
  readonly conditions?: string;
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
  /** Entries of assets by keys that this version cannot hold against files (`umid`, `clipName`, …): the use is unverifiable. */
  readonly otherRefs?: readonly Readonly<Record<string, string>>[];
  readonly function?: string;
  readonly prominence?: string;
  readonly couldBeTakenAsReal?: string;
  /** First and last day of the use, ISO 8601. */
  readonly dateFrom?: string;
  readonly dateTo?: string;
  readonly depicts?: { readonly realPerson?: boolean; readonly realEvent?: boolean; readonly people?: readonly string[] };
  readonly inputs?: readonly UseInput[];
  readonly consents?: readonly Consent[];
  readonly approvals?: readonly Approval[];
  readonly disclosure?: { readonly methods?: readonly string[]; readonly wording?: string };
  readonly humanContribution?: string;
  readonly modality?: readonly string[];
  /** Everything else of DESIGN 4b and FIELD A3, as written; a policy may ask for it. */
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
  /** In tables the cell, `B7`, and in workbooks its sheet. */
  readonly cell?: string;
  readonly sheet?: string;
  /** Path of the field, `uses[0].degree`. */
  readonly field: string;
  /** Id of the use or tool that the field lies in, where it was written. */
  readonly id?: string;
  readonly code:
    | 'unknown-key'
    | 'missing'
    /** `TODO` stands where a person has to fill something in, as drafts have it. */
    | 'todo'
    | 'wrong-type'
    | 'wrong-value'
    | 'duplicate-id'
    | 'unparsable'
    | 'unknown-tool'
    | 'unknown-policy';
  readonly params?: Readonly<Record<string, string | number>>;
}

/** How a declared use fared; `out-of-scope`: it says that it is not in the delivery, and it is not. */
export const useOutcomes = ['found', 'partly-found', 'not-found', 'unverifiable', 'out-of-scope'] as const;
export interface UseOutcome {
  readonly id: string;
  readonly title: string;
  readonly outcome: (typeof useOutcomes)[number];
  /** Paths of the assets that met it. */
  readonly assets: readonly string[];
  /** Entries of the use that met nothing. */
  readonly missing: readonly string[];
  /** Those of `assets` that a digest met which nobody computed: a checksum manifest lists it. Absent where there are none. */
  readonly listed?: readonly ListedMeeting[];
}

/** An asset that a use named by a digest, and the manifest that says that this is its digest. */
export interface ListedMeeting {
  readonly path: string;
  readonly algorithm: DigestAlgorithm;
  readonly manifest: string;
}

/** How a declared range, or one in which a marked source was seen, fared (reference: FIELD A5); `unverifiable`: nothing was traced there. */
export const rangeOutcomes = [
  'declared-and-matched',
  'matched-undeclared',
  'temp-in-final',
  'declared-unmatched',
  'unverifiable',
] as const;
export interface RangeOutcome {
  /** The use that declares it; null for what no use declares. */
  readonly use: string | null;
  /** Path of the video. */
  readonly asset: string;
  /** In the timecode of the video; `to` is exclusive. */
  readonly from: string;
  readonly to: string;
  /** Seconds from the first frame; null where the start timecode or the rate is not known. */
  readonly fromSeconds: number | null;
  readonly toSeconds: number | null;
  readonly outcome: (typeof rangeOutcomes)[number];
  /** Marked sources seen in it. */
  readonly sources: readonly string[];
}
