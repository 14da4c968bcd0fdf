/** Work that somebody else does, named by what it is and how it is done: the same work has the same name. */
export interface NamedWork {
  readonly name: string;
}

/** How jobs of one kind are shared out, and what becomes of what they give. */
export interface JobKind<Job extends NamedWork> {
  /** The name of a job's part among the results. */
  readonly partOf: (job: Job) => string;
  /** What whoever does it is told, as JSON. */
  readonly dataOf: (job: Job) => unknown;
  /** Takes its part in; false where there is no whole one. */
  readonly takeIn: (job: Job) => Promise<boolean>;
  /** The jobs that one which ended its worker is divided into; none where it cannot be. */
  readonly smaller: (job: Job) => readonly Job[];
  /** The part of a job that ended its worker each time. */
  readonly givenUp: (job: Job) => Iterable<string>;
}
