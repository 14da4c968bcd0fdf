/** What an order's jobs are done with, and how many of these are being done. */
interface Opened<Means> {
  readonly made: Promise<Means>;
  running: number;
}

/** Opens what the jobs of an order need with the first of them, and closes it when those of another order come. */
export class OpenOrders<Means> {
  readonly #open: (order: string) => Promise<Means>;
  readonly #close: (means: Means, isHurried: boolean) => Promise<void>;
  readonly #orders = new Map<string, Opened<Means>>();

  constructor(open: (order: string) => Promise<Means>, close: (means: Means, isHurried: boolean) => Promise<void>) {
    this.#open = open;
    this.#close = close;
  }

  async use<T>(order: string, work: (means: Means) => Promise<T>): Promise<T> {
    const opened = this.#openedFor(order);
    try {
      return await work(await opened.made);
    } finally {
      opened.running -= 1;
    }
  }

  /** Stops in the midst of jobs. */
  async close(): Promise<void> {
    await Promise.all([...this.#orders.values()].map((opened) => this.#closed(opened, true)));
  }

  /** What nobody works with any more is closed before others are opened. */
  #openedFor(order: string): Opened<Means> {
    const known = this.#orders.get(order);
    if (known !== undefined) {
      known.running += 1;
      return known;
    }
    const unused = [...this.#orders].filter(([, { running }]) => running === 0);
    for (const [other] of unused) this.#orders.delete(other);
    const closing = Promise.all(unused.map(([, opened]) => this.#closed(opened, false)));
    const opened: Opened<Means> = { made: closing.then(() => this.#open(order)), running: 1 };
    this.#orders.set(order, opened);
    return opened;
  }

  async #closed({ made }: Opened<Means>, isHurried: boolean): Promise<void> {
    const means = await made.catch(() => null);
    if (means !== null) await this.#close(means, isHurried);
  }
}
