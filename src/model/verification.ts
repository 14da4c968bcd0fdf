import type { At } from './fact.ts';

/**
 * What came of one thing that a saved report says of the media. `holds`: the same bytes are there; `changed`: others are;
 * `missing`: the file is gone; `unreadable`: the operating system did not let it be read; `not-recorded`: the report holds
 * nothing to compare with, so nobody can say.
 */
export const checkOutcomes = ['changed', 'missing', 'unreadable', 'not-recorded', 'holds'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

/** One comparison of a saved report with the media. */
export interface Check {
  /** `size` and `digest` are the file's own; `evidence` is a stretch of bytes (or, for a name, that the file is there). */
  readonly kind: 'size' | 'digest' | 'evidence';
  readonly outcome: CheckOutcome;
  /** Path of the asset in the report. */
  readonly asset: string;
  /** The file that was read: the asset itself or its sidecar. */
  readonly path: string;
  /** For `evidence`: id of the marker, and the bytes. */
  readonly marker?: string;
  /** For `evidence`: title of the marker, as the catalogue has it. */
  readonly title?: string;
  readonly at?: Pick<At, 'offset' | 'length'>;
  /** Bytes for `size`, lower-case hex of SHA-256 for the others. */
  readonly expected?: string;
  readonly found?: string;
  /** For `unreadable`: the operating system's code. */
  readonly detail?: string;
}

/** A saved report held against the media. */
export interface Verification {
  readonly schema: 'trueslate.verification/1';
  readonly tool: { readonly name: 'trueslate'; readonly version: string };
  /** The report as it was named, and when its run finished, ISO 8601. */
  readonly report: { readonly path: string; readonly finished: string };
  /** Folders in which the media were looked for, in the order of the report's roots. */
  readonly roots: readonly string[];
  readonly counts: Readonly<Record<CheckOutcome, number>>;
  /** In the order of the report's assets. */
  readonly checks: readonly Check[];
}
