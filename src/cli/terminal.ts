/** What the command line needs of the process; handed in, so that a test passes its own. */
export interface Terminal {
  /** Arguments behind the program's name. */
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Columns of stdout; undefined where it is no terminal. */
  readonly columns: number | undefined;
  /** True where stdout is a terminal. */
  readonly isTerminal: boolean;
  /** True where stderr is a terminal, so that a line may be rewritten. */
  readonly canRewrite: boolean;
  readonly home: string;
  /** The result, and nothing else. */
  out(text: string | Uint8Array): Promise<void>;
  /** Progress, warnings, errors. */
  err(text: string): void;
  /** Calls back on Ctrl-C or a request to end. */
  onInterrupt(stop: () => void): void;
}

/** Exit codes (DESIGN 3). */
export const exitCodes = { clear: 0, findings: 1, cannotStart: 2, incomplete: 3, bug: 4, interrupted: 130 } as const;

/** Wider lines of text are hard to read, however wide the terminal. */
const widest = 120;

/** Columns of a result: those of the terminal, 80 where it goes into a file or another program. */
export function lineWidth({ columns }: Terminal): number {
  return Math.min(columns ?? 80, widest);
}

/** Columns of a text: those of the terminal, within what is pleasant to read. */
export function textWidth({ columns }: Terminal): number {
  return Math.min(Math.max(columns ?? 80, 40), 80);
}

/** Thrown by a command that cannot start; `message` is a whole sentence for the user. */
export class UsageError extends Error {}

/** Thrown where stdout cannot be written to: a full disk behind a redirection. */
export class OutputError extends Error {
  readonly code: string;
  constructor(cause: NodeJS.ErrnoException) {
    super(cause.message, { cause });
    this.code = cause.code ?? cause.message;
  }
}
