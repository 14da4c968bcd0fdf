import type { Differences } from './version-differences.ts';
import type { Look, Picture } from './version-planes.ts';
import type { VisionPool } from './vision-pool.ts';

/** A marked picture and one that may be what it was made from, with what was found out about both. */
export interface Pair {
  /** Pixels of the marked picture that were handed over. */
  readonly width: number;
  readonly height: number;
  readonly differences: Differences;
}

/** A picture with what names it; it is decoded only where a pair is not known yet. */
export interface NamedPicture {
  readonly path: string;
  readonly load: () => Promise<Picture>;
}

/** Bytes of pairs that are kept. One of 800 x 533 pixels takes 11 MiB. */
const mostBytes = 64 * 2 ** 20;

/**
 * Remembers how pictures differ, for one scan: a source may be seen many times, and what is compared with each frame is always
 * the same. The pairs that were asked for last are kept; of those that do not differ in regions only how they relate.
 */
export class VersionPairs {
  readonly #pool: VisionPool;
  readonly #known = new Map<string, Promise<Pair>>();
  readonly #bytes = new Map<string, number>();
  readonly #limit: number;

  constructor(pool: VisionPool, limit = mostBytes) {
    this.#pool = pool;
    this.#limit = limit;
  }

  /**
   * How two pictures differ.
   * @throws Error where either cannot be decoded; it is asked again the next time
   */
  of(marked: NamedPicture, other: NamedPicture): Promise<Pair> {
    const key = `${marked.path}\n${other.path}`;
    const pair = this.#known.get(key) ?? this.#asked(key, marked, other);
    // The last one asked for stands last.
    this.#known.delete(key);
    this.#known.set(key, pair);
    return pair;
  }

  async #asked(key: string, marked: NamedPicture, other: NamedPicture): Promise<Pair> {
    try {
      const [first, second] = await Promise.all([marked.load(), other.load()]);
      const differences = await this.#pool.ask('differences', { marked: first, other: second });
      this.#bytes.set(key, bytesOf(differences));
      this.#forget(key);
      return { width: first.width, height: first.height, differences };
    } catch (error) {
      this.#known.delete(key);
      throw error;
    }
  }

  #forget(latest: string): void {
    let total = [...this.#bytes.values()].reduce((sum, bytes) => sum + bytes, 0);
    for (const key of [...this.#known.keys()]) {
      const bytes = this.#bytes.get(key) ?? 0;
      if (total <= this.#limit) return;
      if (key === latest || bytes === 0) continue;
      this.#known.delete(key);
      this.#bytes.delete(key);
      total -= bytes;
    }
  }
}

function bytesOf({ a, b, inside, labels }: Differences): number {
  return [...a, ...b].reduce((sum, { data }) => sum + data.byteLength, inside.byteLength + labels.byteLength);
}

/** Differences in memory that threads share; of pictures that do not differ in regions there is nothing to be shared. */
export function shareDifferences(pair: Differences): Differences {
  if (pair.likeness !== 'altered') {
    const nothing = { width: 0, height: 0, data: new Float32Array(0) };
    const look: Look = [nothing, nothing, nothing];
    return { ...pair, a: look, b: look, inside: new Uint8Array(0), labels: new Uint16Array(0) };
  }
  const { a, b, inside, labels } = pair;
  return { ...pair, a: sharedLook(a), b: sharedLook(b), inside: shared(Uint8Array, inside), labels: shared(Uint16Array, labels) };
}

function sharedLook([luminance, blue, red]: Look): Look {
  const [one, two, three] = [luminance, blue, red].map((plane) => ({ ...plane, data: shared(Float32Array, plane.data) }));
  return [one, two, three] as unknown as Look;
}

interface Samples {
  readonly byteLength: number;
}

function shared<Kind extends Samples & { set(from: Kind): void }>(
  kind: new (buffer: SharedArrayBuffer) => Kind,
  from: Kind,
): Kind {
  const to = new kind(new SharedArrayBuffer(from.byteLength));
  to.set(from);
  return to;
}
