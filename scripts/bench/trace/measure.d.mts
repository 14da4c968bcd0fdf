/** What a program took, and what it wrote to stderr. */
export interface Measured {
  readonly code: number | null;
  /** Seconds. */
  readonly wall: number;
  /** Seconds, with all children; null where GNU time is missing. */
  readonly cpu: number | null;
  /** MiB of the largest process. */
  readonly peak: number;
  /** MiB of the process and all that it started. */
  readonly treePeak: number;
  /** Bytes that it and its children read by system calls; null without /proc. */
  readonly asked: number | null;
  /** Of these from storage. */
  readonly fromDisk: number | null;
  readonly stderr: string;
}

export function measured(command: string, args: readonly string[]): Promise<Measured>;
