/** Work of which only so much is open at a time. */
export interface OpenWork {
  /** Takes work up; waits while too much is open. @throws the first failure of any */
  readonly take: (work: Promise<void>) => Promise<void>;
  /** Waits for all of it. @throws the first failure of any */
  readonly done: () => Promise<void>;
}

/** Keeps the list of what is open short: a promise for each of a million files would take more memory than all that is said of them. */
export function atMost(most: number): OpenWork {
  let open = 0;
  let wake = (): void => {};
  let fail = (_error: unknown): void => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Where the scan was stopped meanwhile, nobody waits; a failure must not end the program.
  failed.catch(() => {});
  const left = (): void => {
    open -= 1;
    wake();
  };
  const until = (isSo: () => boolean): Promise<void> => {
    const reached = new Promise<void>((resolve) => {
      wake = () => {
        if (isSo()) resolve();
      };
      wake();
    });
    return Promise.race([reached, failed]);
  };
  return {
    take: async (work) => {
      open += 1;
      work.then(left, (error) => {
        fail(error);
        left();
      });
      if (open >= most) await until(() => open < most);
    },
    done: () => until(() => open === 0),
  };
}
