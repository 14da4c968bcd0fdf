/** Work that somebody else does, named by what it is and how it is done: the same work has the same name. */
export interface NamedWork {
  readonly name: string;
}

/** How jobs of one kind are shared out, and what becomes of what they give. */
export interface JobKind<Job extends NamedWork> {
  /** The name of a job's part among the results. */
  readonly partOf: (job: Job) => string;
  /** What whoever does it is told. */
  readonly dataOf: (job: Job) => object;
  /** Takes its part in; false where there is no whole one. */
  readonly takeIn: (job: Job) => Promise<boolean>;
  /** The jobs that one which ended its worker is divided into; none where it cannot be. */
  readonly smaller: (job: Job) => readonly Job[];
  /** The part of a job that ended its worker each time. */
  readonly givenUp: (job: Job) => Iterable<string>;
}

/** What every job in the queue says besides. */
export interface SuspectJob {
  /** True where whoever did it ended, by this job or by another of the same time: it is done while nothing else is. */
  readonly isSuspect: boolean;
}
