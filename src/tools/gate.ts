/** Lets many work at once, or one alone: whoever asks to be alone waits for those before it, and keeps those behind it waiting. */
export class Gate {
  /** Resolves when all that came before are done. */
  #before: Promise<unknown> = Promise.resolve();
  /** Resolves when the last that was alone is done. */
  #lastAlone: Promise<unknown> = Promise.resolve();

  together<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#lastAlone.then(work);
    this.#before = Promise.all([this.#before, settled(done)]);
    return done;
  }

  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#before.then(work);
    this.#before = settled(done);
    this.#lastAlone = this.#before;
    return done;
  }
}

const settled = (work: Promise<unknown>): Promise<unknown> => work.catch(() => {});
