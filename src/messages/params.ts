import type {
  Conflict,
  ManifestMismatch,
  RuleCode,
  SightingMedium,
  SightingRelation,
  UseOutcome,
  Verdict,
} from '../model/index.ts';

/**
 * What the texts of a finding are made of, a type a rule; `reconcile/` fills `Finding.params` with exactly these names.
 * Paths are relative to the delivery root; verdicts, strengths and degrees are the codes of the model, never words.
 */
export interface FindingParams {
  /** An asset is marked as AI and no declared use covers it. `title`: the marker's title; `value`: what stands in the file.
   * `partly`: the only ranges of it that are declared. */
  readonly D01: {
    readonly asset: string;
    readonly verdict: Verdict;
    readonly title: string;
    readonly value: string;
    readonly generator?: string;
    readonly strength: string;
    readonly partly?: string;
  };
  /** A use admits less than the mark says. `declared`: the degree declared; `found`: the verdict. */
  readonly D02: { readonly asset: string; readonly use: string; readonly declared: string; readonly found: string };
  /** A use names other tools than the mark does. `declared`: the tools declared; `found`: the generators named. */
  readonly D03: { readonly asset: string; readonly use: string; readonly declared: string; readonly found: string };
  /**
   * Entries of a use met nothing, or (`reason: 'case'`) `count` assets by capitals alone, `found` the first of them.
   * `title`: the use's title; `missing`: the entries, joined by `, `.
   */
  readonly D14: {
    readonly use: string;
    readonly title: string;
    readonly missing: string;
    readonly reason?: 'missing' | 'case';
    readonly found?: string;
    readonly count?: number;
    /** A path or glob that was meant, perhaps. */
    readonly didYouMean?: string;
  };
  /** A use that is declared as `destination` (temp-only or not-in-delivery) lies in the delivery all the same. */
  readonly D04: UseParams & { readonly asset: string; readonly destination: string } & (
      | Partial<Record<keyof Seen, never>>
      | Seen
    );
  /** A final use without a granted approval. `needed`: whose, joined by `, `, where the policy says. */
  readonly D05: UseParams & {
    readonly reason: 'none' | 'requested' | 'conditional' | 'authority';
    readonly needed?: string;
    readonly conditions?: string;
  };
  /** An approval that does not hold. `date`: its own; `first`: the day on which the use began; `scope`: what it covers. */
  readonly D06: UseParams & {
    readonly reason: 'refused' | 'scope' | 'expired' | 'late' | 'undated' | 'no-start';
    readonly authority: string;
    readonly date?: string;
    readonly first?: string;
    readonly scope?: string;
  };
  /** A person is replicated or altered without a consent that holds. `person`: as declared, or empty where nobody is named. */
  readonly D07: UseParams & {
    readonly reason: 'none' | 'undated' | 'late' | 'expired' | 'unspecific';
    readonly person: string;
    readonly date?: string;
    readonly first?: string;
  };
  /** The audience of a factual programme is not told. `methods`: those declared, which do not suffice alone. */
  readonly D08: UseParams & {
    readonly reason: 'none' | 'not-enough' | 'forbidden';
    readonly kind: string;
    readonly methods?: string;
  };
  /** A use could be taken as real, and nobody approved it. `answer`: `yes` or `unsure`. */
  readonly D09: UseParams & { readonly answer: string };
  /** Material of the production went into a tool that keeps it. `input`: its kind. */
  readonly D10: UseParams & { readonly tool: string; readonly input: string; readonly reason: 'trains' | 'stores' | 'unknown' };
  /** A final use was made under a licence that does not carry it. */
  readonly D11: UseParams & { readonly tool: string; readonly licence: string };
  /** Foreign material went in without the right to it. `input`: its kind and reference. */
  readonly D12: UseParams & { readonly input: string; readonly reason: 'uncleared' | 'forbidden' | 'unknown' };
  /** A prominent use without a word on what people contributed. */
  readonly D13: UseParams & { readonly prominence: string };
  /** A declared range does not fit its video. `range`: as declared; `expected` and `found`: rate, version or duration. */
  readonly D15: UseParams & {
    readonly asset: string;
    readonly range: string;
    readonly reason: 'outside' | 'rate' | 'drop-frame' | 'dropped-number' | 'cut-version' | 'ambiguous' | 'no-time';
    readonly expected?: string;
    readonly found?: string;
  };
  /** One entry covers so much that it says nothing. `count`: assets that it meets; `most`: what the policy allows. */
  readonly D18: UseParams & {
    readonly entry: string;
    readonly count: number;
    readonly most: number;
    readonly reason: 'everything' | 'many';
  };
  /** `statement: none-used`, and `count` assets are marked. */
  readonly D16: { readonly count: number };
  /** There is no declaration, or it is of `declared` and so older than `asset`, which was created on `date`. */
  readonly D17: {
    readonly reason: 'missing' | 'older' | 'not-yet-known';
    readonly date?: string;
    readonly declared?: string;
    readonly asset?: string;
  };
  /** The C2PA validation failed. `codes`: failure codes joined by `, `; `ai`: 1 where the manifest states AI. */
  readonly P01: { readonly asset: string; readonly codes: string; readonly ai: 0 | 1 };
  /** The credential holds, its signer is on no trust list. `lists`: number of lists that were asked. */
  readonly P02: { readonly asset: string; readonly signer: string; readonly lists: number };
  /** A version of a marked asset carries no mark: by the document id that both carry (`key`), or by what tracing saw. */
  readonly P03: { readonly asset: string; readonly source: string } & (
    | ({ readonly key: string } & Partial<Record<Exclude<keyof Seen, 'source'>, never>>)
    | ({ readonly key?: never } & Seen)
  );
  /** An AI component lies in a parent that is not labelled as AI. `manifest`: the component's title or label. */
  readonly P04: { readonly asset: string; readonly manifest: string };
  /** Two statements of one asset do not go together. `kind`: a conflict code; `first` and `second`: what stands in the file. */
  readonly P05: { readonly asset: string; readonly kind: Conflict['code']; readonly first: string; readonly second: string };
  /** Provenance that does not travel with the file. `url`: only for `remote`. */
  readonly P06: {
    readonly asset: string;
    readonly kind: 'remote' | 'orphan-sidecar' | 'unreadable-store';
    readonly url?: string;
  };
  /** A statement, tool or name that leaves AI open. `title`: the marker's title; `value`: what stands in the file. */
  readonly P07: { readonly asset: string; readonly title: string; readonly value: string };
  /** A name suggests AI. `kind`: of what; `name`: as written; `title`: the generator that it suggests; `count`: files below. */
  readonly P08: {
    readonly asset: string;
    readonly kind: 'folder' | 'clip';
    readonly name: string;
    readonly title: string;
    readonly count?: number;
  };
  /** A marked source is seen in a video, or heard in a sound, and no use covers that. `partly`: ranges that hold less than half. */
  readonly P09: { readonly asset: string; readonly from: string; readonly to: string; readonly partly?: string } & Seen;
  /** A text (script, subtitles, document) that is marked as AI and not declared. */
  readonly P10: { readonly asset: string; readonly title: string; readonly value: string };
  /** A file and a checksum manifest disagree. */
  readonly T02: {
    readonly asset: string;
    readonly manifest: string;
    readonly kind: ManifestMismatch['kind'];
    readonly expected?: string;
    readonly found?: string;
    readonly algorithm?: string;
  };
  /** Something could not be read in full. `problem`: a problem code or skip reason; `detail`: the reader's own words, or empty;
   * the problem's own params may stand beside it. */
  readonly T01: { readonly asset: string; readonly problem: string; readonly detail: string } & ProblemParams;
}

/** A sighting: what is seen, and how sure it is that it is the marked source. */
export interface Seen {
  /** Path of the source. */
  readonly source: string;
  /** Timecodes, or times; absent in a still. */
  readonly from?: string;
  readonly to?: string;
  readonly medium: SightingMedium;
  readonly relation: SightingRelation;
  /** Path of the unmarked original that was compared. */
  readonly original?: string;
  /** 1 where nothing marks the source and only the declaration names it. */
  readonly declaredOnly?: 1;
}

/** A finding about a use: its id and its title. */
interface UseParams {
  readonly use: string;
  readonly title: string;
}

/** A value that a sentence may hold. */
type Value = string | number;

/** Values behind a problem that a reader met; every name may be absent, the sentences then leave it out. */
export interface ProblemParams {
  /** Name of the reader or engine. */
  readonly reader?: Value;
  /** Bytes from the start of the file. */
  readonly at?: Value;
  /** Bytes that the structure promises and the file does not have. */
  readonly missing?: Value;
  /** The engine's own words, or a code word for what exactly is broken, `png-crc`. */
  readonly detail?: Value;
  /** The limit that was reached: a code word, or a number with its unit. */
  readonly limit?: Value;
  /** Frames or track files that the problem is about, and all that are there. */
  readonly count?: Value;
  readonly total?: Value;
  /** What was being read: `mdat`, `XMP packet`. */
  readonly what?: Value;
  /** The format that the content has. */
  readonly format?: Value;
  readonly url?: Value;
}

/** Values behind an error in a declaration; every name may be absent. */
export interface DeclarationParams {
  /** The key that is unknown, missing or met twice. */
  readonly key?: Value;
  /** The nearest key or value that is known, and all of them joined by `, `. */
  readonly nearest?: Value;
  readonly known?: Value;
  /** Where too many are known to name them all: those most like it, joined by `, `. */
  readonly closest?: Value;
  /** For `wrong-type` the type; for `wrong-value` a code for the kind of value, or a range `1-5`. */
  readonly expected?: Value;
  /** Values that are allowed, joined by `, `. */
  readonly allowed?: Value;
  /** The type that stands there. */
  readonly found?: Value;
  /** The value that stands there. */
  readonly value?: Value;
  /** The id, tool or policy that is used twice or not known. */
  readonly id?: Value;
  readonly tool?: Value;
  readonly policy?: Value;
  /** Line of the first of two. */
  readonly firstLine?: Value;
  /** For `unparsable`: a code. */
  readonly reason?: Value;
  readonly limit?: Value;
  /** How many there are of what is told once. */
  readonly count?: Value;
  /** The parser's own words. */
  readonly detail?: Value;
}

/** Words of one rule, as functions of its own params. */
export interface RuleWords<Params> {
  /** A heading: three to six words. */
  readonly title: string;
  /** One sentence for one finding, with its values. */
  readonly message: (params: Params) => string;
  /** One sentence: what to do. Free of paths where it can be, so that equal advice reads equal. */
  readonly fix: (params: Params) => string;
  /** For `explain`: what the rule means, why it is there, how to mend it. */
  readonly means: string;
  readonly why: string;
  readonly mend: string;
}

/** The words of all rules. */
export type RuleTable = { readonly [Code in RuleCode]: RuleWords<FindingParams[Code]> };

/** Words of one code: a short label, and what it means in a sentence. */
export interface Word {
  readonly label: string;
  readonly means: string;
}

/** The outcome of a declared use, as a code. */
export type Outcome = UseOutcome['outcome'];
