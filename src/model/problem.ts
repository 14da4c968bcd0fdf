/** Expected failures, by code. Each has its words in `messages/`: what happened, and what to do about it. */
export const problemCodes = [
  'empty-file',
  'truncated',
  'broken-structure',
  'unknown-content',
  'wrong-extension',
  'unreadable-file',
  'reader-failed',
  'reader-timeout',
  'reader-missing',
  'limit-reached',
  'c2pa-unreadable',
  'c2pa-remote',
  'c2pa-no-engine',
  'orphan-sidecar',
  'speaks-of-media',
  'frames-missing',
  'odd-frames',
  'frames-not-read',
  'track-missing',
  'track-unread',
  'reader-warning',
  'no-thumbnail',
  'changed-while-read',
  'not-fetched',
  'not-traced',
  'tracing-failed',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** An expected failure as data; worded by `messages/` when a report is made. */
export interface Problem {
  readonly code: ProblemCode;
  /** Values for the message: which reader, at which byte, the engine's own words. */
  readonly params?: Readonly<Record<string, string | number>>;
}

/** A problem with its words, as reports carry it. */
export interface WordedProblem extends Problem {
  readonly message: string;
  readonly hint: string;
}
