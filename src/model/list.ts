import { comparePaths } from './compare-paths.ts';

/**
 * What of an array is used of the long lists of a scan: their items may be made when they are looked at, since those of a million
 * files would not fit into memory. Every array is one.
 */
export interface List<T> extends Iterable<T> {
  readonly length: number;
  at(index: number): T | undefined;
  map<U>(of: (item: T, index: number) => U): U[];
  filter<S extends T>(is: (item: T, index: number) => item is S): S[];
  filter(is: (item: T, index: number) => unknown): T[];
  flatMap<U>(of: (item: T, index: number) => U | readonly U[]): U[];
  some(is: (item: T, index: number) => unknown): boolean;
  every(is: (item: T, index: number) => unknown): boolean;
  find(is: (item: T, index: number) => unknown): T | undefined;
}

/** A list whose items are made each time that they are looked at; those that have paths are sorted by them. */
export abstract class LazyList<T> implements List<T> {
  abstract readonly length: number;
  abstract at(index: number): T | undefined;

  /** The path of an item, for which it need not be made. */
  pathAt(index: number): string | undefined {
    return (this.at(index) as { readonly path?: string } | undefined)?.path;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let index = 0; index < this.length; index++) yield this.at(index) as T;
  }

  map<U>(of: (item: T, index: number) => U): U[] {
    const all: U[] = [];
    for (const item of this) all.push(of(item, all.length));
    return all;
  }

  filter<S extends T>(is: (item: T, index: number) => item is S): S[];
  filter(is: (item: T, index: number) => unknown): T[];
  filter(is: (item: T, index: number) => unknown): T[] {
    const all: T[] = [];
    let index = 0;
    for (const item of this) if (is(item, index++)) all.push(item);
    return all;
  }

  flatMap<U>(of: (item: T, index: number) => U | readonly U[]): U[] {
    const all: U[] = [];
    let index = 0;
    for (const item of this) {
      const made = of(item, index++);
      if (Array.isArray(made)) for (const one of made as readonly U[]) all.push(one);
      else all.push(made as U);
    }
    return all;
  }

  some(is: (item: T, index: number) => unknown): boolean {
    let index = 0;
    for (const item of this) if (is(item, index++)) return true;
    return false;
  }

  every(is: (item: T, index: number) => unknown): boolean {
    return !this.some((item, index) => !is(item, index));
  }

  find(is: (item: T, index: number) => unknown): T | undefined {
    let index = 0;
    for (const item of this) if (is(item, index++)) return item;
    return undefined;
  }

  /** What `JSON.stringify` takes for it. */
  toJSON(): readonly T[] {
    return [...this];
  }
}

/** A list of what a function makes of each item, when it is looked at; an item with a path keeps it. */
export function lazily<T, U>(list: List<T>, of: (item: T) => U): List<U> {
  return new Lazily(list, of);
}

class Lazily<T, U> extends LazyList<U> {
  readonly #list: List<T>;
  readonly #of: (item: T) => U;

  constructor(list: List<T>, of: (item: T) => U) {
    super();
    this.#list = list;
    this.#of = of;
  }

  get length(): number {
    return this.#list.length;
  }

  at(index: number): U | undefined {
    const item = this.#list.at(index);
    return item === undefined ? undefined : this.#of(item);
  }

  override pathAt(index: number): string | undefined {
    return this.#list instanceof LazyList ? this.#list.pathAt(index) : super.pathAt(index);
  }

  override *[Symbol.iterator](): Iterator<U> {
    for (const item of this.#list) yield this.#of(item);
  }
}

/** The path of an item of a list; it is not made for that. */
export function pathAt(list: List<{ readonly path: string }>, index: number): string {
  return (list instanceof LazyList ? list.pathAt(index) : list.at(index)?.path) ?? '';
}

/** Items of a list by their paths. */
export interface ByPath<T> {
  get(path: string): T | undefined;
}

/** Looks items up by path: in an array by an index, in a list whose items are not all there, sorted by path, by halving it. */
export function byPath<T extends { readonly path: string }>(list: List<T>): ByPath<T> {
  return list instanceof LazyList ? { get: (path) => halved(list, path) } : new Map(list.map((item) => [item.path, item]));
}

function halved<T extends { readonly path: string }>(list: LazyList<T>, path: string): T | undefined {
  let [low, high] = [0, list.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = comparePaths(list.pathAt(middle) as string, path);
    if (order === 0) return list.at(middle);
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
