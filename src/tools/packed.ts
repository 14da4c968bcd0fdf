import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Values that are packed together: what strangers' files say is alike, and many at once take a tenth of the room. */
const valuesInPage = 256;

/** Characters after which a page is packed, however few values it holds. */
const longPage = 1 << 18;

/** Values that are looked up before another one is kept: frames of a film all say the same. */
const recentValues = 5000;

/** Pages that stay unpacked. */
const openPages = 16;

/** JSON values by number, deflated in pages: what is said of a million files must not fill the memory. */
export class Packed<Value> {
  readonly #pages: Buffer[] = [];
  /** Number of the first value of each page. */
  readonly #starts: number[] = [];
  #waiting: string[] = [];
  #waitingLength = 0;
  /** What was made of those that wait: one that a million files share is asked for a million times. */
  #made: Value[] = [];
  #count = 0;
  readonly #recent = new Map<string, number>();
  readonly #open = new Map<number, readonly Value[]>();

  /** Keeps a value; the same number for one that was kept lately. */
  add(value: Value): number {
    return this.addText(JSON.stringify(value));
  }

  /** The same for a value that is JSON already. */
  addText(text: string): number {
    const known = this.#recent.get(text);
    if (known !== undefined) return known;
    const number = this.#count++;
    if (this.#recent.size >= recentValues) this.#recent.clear();
    this.#recent.set(text, number);
    this.#waiting.push(text);
    this.#waitingLength += text.length;
    if (this.#waiting.length >= valuesInPage || this.#waitingLength > longPage) this.#pack();
    return number;
  }

  at(number: number): Value {
    const first = this.#count - this.#waiting.length;
    if (number >= first) {
      this.#made[number - first] ??= JSON.parse(this.#waiting[number - first] as string) as Value;
      return this.#made[number - first] as Value;
    }
    const page = this.#pageOf(number);
    return this.#unpacked(page)[number - (this.#starts[page] as number)] as Value;
  }

  #pack(): void {
    this.#starts.push(this.#count - this.#waiting.length);
    this.#pages.push(deflateRawSync(`[${this.#waiting.join(',')}]`, { level: 1 }));
    this.#waiting = [];
    this.#made = [];
    this.#waitingLength = 0;
  }

  #pageOf(number: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= number) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #unpacked(page: number): readonly Value[] {
    const open = this.#open.get(page);
    if (open !== undefined) return open;
    const values = JSON.parse(inflateRawSync(this.#pages[page] as Buffer).toString()) as Value[];
    const [oldest] = this.#open.keys();
    if (this.#open.size >= openPages && oldest !== undefined) this.#open.delete(oldest);
    this.#open.set(page, values);
    return values;
  }
}
