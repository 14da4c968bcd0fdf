/** Numbers by row in memory of exact size: as objects, those of a million files would take several times as much. */
export class Column<Numbers extends Float64Array | Uint32Array | Uint16Array | Uint8Array> {
  #numbers: Numbers;
  readonly #make: (length: number) => Numbers;

  /** @param make zeros of a length */
  constructor(make: (length: number) => Numbers) {
    this.#make = make;
    this.#numbers = make(1024);
  }

  /** 0 where nothing was set. */
  at(row: number): number {
    return this.#numbers[row] ?? 0;
  }

  set(row: number, value: number): void {
    if (row >= this.#numbers.length) {
      const more = this.#make(Math.max(row + 1, Math.ceil(this.#numbers.length * 1.5)));
      more.set(this.#numbers);
      this.#numbers = more;
    }
    this.#numbers[row] = value;
  }
}

/** Sizes and other numbers without a bound. */
export const sizes = (): Column<Float64Array> => new Column((length) => new Float64Array(length));

/** Numbers of rows and places, up to four thousand million. */
export const places = (): Column<Uint32Array> => new Column((length) => new Uint32Array(length));

/** Bytes of a name. */
export const lengths = (): Column<Uint16Array> => new Column((length) => new Uint16Array(length));

/** States of a row. */
export const flags = (): Column<Uint8Array> => new Column((length) => new Uint8Array(length));
