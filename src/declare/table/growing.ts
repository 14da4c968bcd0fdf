import type { Entry, Node, Place } from '../../written/source.ts';

/** Keys and, in lists, positions down to a value; positions order the entries and need not be dense. */
export type Path = readonly (string | number)[];

/** A tree that is filled value by value, in whatever order the cells of a table come. */
export class Growing {
  readonly place: Place;
  readonly #children = new Map<string | number, Growing | Node>();

  constructor(place: Place) {
    this.place = place;
  }

  /** Sets a value; false, and nothing changed, where one stands there already. */
  set(path: Path, node: Node | Growing): boolean {
    const [key, ...rest] = path as [string | number, ...Path];
    const child = this.#children.get(key);
    if (rest.length === 0) {
      // The place of a blank cell gives way to a value from another sheet.
      if (child !== undefined && !isBlank(child)) return isBlank(node);
      this.#children.set(key, node);
      return true;
    }
    const branch = child instanceof Growing ? child : new Growing(node.place);
    if (child !== undefined && branch !== child && !isBlank(child)) return false;
    this.#children.set(key, branch);
    return branch.set(rest, node);
  }

  has(key: string): boolean {
    return this.#children.has(key);
  }

  /** What stands at a path. */
  at(path: Path): Node | Growing | undefined {
    const [key, ...rest] = path as [string | number, ...Path];
    const child = this.#children.get(key);
    return rest.length === 0 ? child : child instanceof Growing ? child.at(rest) : undefined;
  }

  /** The groups in the list at a key. */
  branches(key: string): Growing[] {
    const list = this.#children.get(key);
    return list instanceof Growing ? [...list.#children.values()].filter((child) => child instanceof Growing) : [];
  }

  /** The value at a key, where it is a single one. */
  text(key: string): string | undefined {
    const child = this.#children.get(key);
    return child !== undefined && !(child instanceof Growing) && child.kind === 'scalar' && typeof child.value === 'string'
      ? child.value
      : undefined;
  }

  /** The finished tree; a branch whose keys are positions is a list. */
  node(): Node {
    const keys = [...this.#children.keys()];
    const nodeAt = (key: string | number): Node => {
      const child = this.#children.get(key) as Growing | Node;
      return child instanceof Growing ? child.node() : child;
    };
    if (keys.length > 0 && keys.every((key) => typeof key === 'number')) {
      const items = (keys as number[])
        .sort((a, b) => a - b)
        .flatMap((key) => {
          const node = nodeAt(key);
          // One cell may hold several entries of its list.
          return node.kind === 'list' ? node.items : [node];
        });
      return { kind: 'list', items, place: this.place };
    }
    const entries = keys.map((key): Entry => {
      const node = nodeAt(key);
      return { key: String(key), place: node.place, node };
    });
    return { kind: 'map', entries, place: this.place };
  }
}

function isBlank(child: Growing | Node): boolean {
  return !(child instanceof Growing) && child.kind === 'scalar' && child.value === null;
}
