import { LazyList, type List, lazily } from '../model/index.ts';
import { keyOrder } from './key-order.ts';

/**
 * The value with the keys of every object in the fixed order; keys without a place follow by code unit. What the production
 * declared keeps its own order: it is a quotation.
 */
export function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || ordered.has(value)) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const made = value instanceof LazyList ? lazily(value, inOrder) : objectInOrder(value);
  if (value instanceof LazyList || 'schema' in value) ordered.set(made, value);
  return made;
}

/** A list as it was before its items were put in order: who writes each item once orders its keys while writing. */
export function asItWas(list: List<unknown>): List<unknown> {
  return (ordered.get(list) as List<unknown> | undefined) ?? list;
}

/** Reports and their long lists that are in order, each with what it was: an item of a list would be ordered again at each look. */
const ordered = new WeakMap<object, object>();

function objectInOrder(value: object): object {
  const made: Record<string, unknown> = {};
  for (const key of keysInOrder(Object.keys(value))) {
    const item = (value as Record<string, unknown>)[key];
    // Assigned, `__proto__` would vanish; most keys are no trouble and far quicker so.
    if (key === '__proto__') Object.defineProperty(made, key, { value: item, enumerable: true });
    else made[key] = isQuotation(key) ? item : inOrder(item);
  }
  return made;
}

/** True of the key under which a declaration is quoted. */
export const isQuotation = (key: string): boolean => key === 'content';

const rank = new Map(keyOrder.map((key, index) => [key, index]));

/** Orders that are remembered: objects of a report have a few dozen shapes, but what strangers wrote may have any. */
const ordersLimit = 1000;

const orders = new Map<string, readonly string[]>();

/** Keys in the fixed order: the same array for the same keys, mostly. */
export function keysInOrder(keys: readonly string[]): readonly string[] {
  const shape = keys.join('\0');
  const known = orders.get(shape);
  // A stranger's key may be empty or hold a zero, and then looks like fewer or more of them.
  if (known?.length === keys.length) return known;
  const last = keyOrder.length;
  const sorted = [...keys].sort((a, b) => (rank.get(a) ?? last) - (rank.get(b) ?? last) || (a < b ? -1 : a > b ? 1 : 0));
  if (orders.size < ordersLimit && !keys.some((key) => key === '' || key.includes('\0'))) orders.set(shape, sorted);
  return sorted;
}
