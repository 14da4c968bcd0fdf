import type { NamedWork } from './job-kind.ts';

/** A job that somebody is to do. */
export interface OpenJob<Job> {
  readonly job: Job;
  /** How often it ended its worker. */
  readonly failures: number;
  /** Milliseconds on the clock of this process. */
  readonly since: number;
}

/** Jobs that are in the queue, of which there are never many at a time: a server of jobs is small. */
export class Outstanding<Job extends NamedWork> {
  readonly #jobs = new Map<string, OpenJob<Job>>();
  readonly #most: number;
  #waiting: (() => void)[] = [];
  #failure: Error | null = null;

  constructor(most: number) {
    this.#most = most;
  }

  get(name: string): OpenJob<Job> | undefined {
    return this.#jobs.get(name);
  }

  all(): readonly OpenJob<Job>[] {
    return [...this.#jobs.values()];
  }

  set(job: Job, failures: number): void {
    this.#jobs.set(job.name, { job, failures, since: performance.now() });
  }

  delete(name: string): void {
    this.#jobs.delete(name);
    this.#wake();
  }

  /** Ends all waiting. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.#wake();
  }

  /** Resolves when another may be added. @throws what `fail` was told */
  room(): Promise<void> {
    return this.#until(() => this.#jobs.size < this.#most);
  }

  /** Resolves when all are done. @throws what `fail` was told */
  none(): Promise<void> {
    return this.#until(() => this.#jobs.size === 0);
  }

  async #until(is: () => boolean): Promise<void> {
    while (this.#failure === null && !is()) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    if (this.#failure !== null) throw this.#failure;
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const one of waiting) one();
  }
}
