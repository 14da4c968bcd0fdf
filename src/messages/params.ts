import type { Conflict, RuleCode, UseOutcome, Verdict } from '../model/index.ts';

/**
 * What the texts of a finding are made of, a type a rule; `reconcile/` fills `Finding.params` with exactly these names.
 * Paths are relative to the delivery root; verdicts, strengths and degrees are the codes of the model, never words.
 */
export interface FindingParams {
  /**
   * An asset is marked as AI and no declared use covers it. `title`: the marker's title; `value`: what stands in the file;
   * `notInDelivery`: a use that covers it and says that it is not in the delivery.
   */
  readonly D01: {
    readonly asset: string;
    readonly verdict: Verdict;
    readonly title: string;
    readonly value: string;
    readonly generator?: string;
    readonly strength: string;
    readonly notInDelivery?: string;
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
  };
  /** `statement: none-used`, and `count` assets are marked. */
  readonly D16: { readonly count: number };
  /** There is no declaration, or it is of `declared` and so older than `asset`, which was created on `date`. */
  readonly D17: {
    readonly reason: 'missing' | 'older';
    readonly date?: string;
    readonly declared?: string;
    readonly asset?: string;
  };
  /** The C2PA validation failed. `codes`: failure codes joined by `, `; `ai`: 1 where the manifest states AI. */
  readonly P01: { readonly asset: string; readonly codes: string; readonly ai: 0 | 1 };
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
  /** Something could not be read in full. `problem`: a problem code or skip reason; `detail`: the reader's own words, or empty;
   * the problem's own params may stand beside it. */
  readonly T01: { readonly asset: string; readonly problem: string; readonly detail: string } & ProblemParams;
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
