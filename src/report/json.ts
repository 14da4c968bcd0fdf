import type { Report } from '../model/index.ts';
import { keyOrder } from './key-order.ts';
import { safeJson } from './printable.ts';
import type { Reporter } from './reporter.ts';

/** The whole report, keys in one fixed order, so that two reports can be compared line by line. */
export function renderJson(report: Report): string {
  return `${safeJson(JSON.stringify(inOrder(report), null, 2))}\n`;
}

const rank = new Map(keyOrder.map((key, index) => [key, index]));

/**
 * The value with the keys of every object in the fixed order; keys without a place follow by code unit. What the production
 * declared keeps its own order: it is a quotation.
 */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const ordered: Record<string, unknown> = {};
  for (const key of keysInOrder(Object.keys(value))) {
    const item = (value as Record<string, unknown>)[key];
    // Assigned, `__proto__` would vanish; most keys are no trouble and far quicker so.
    if (key === '__proto__') Object.defineProperty(ordered, key, { value: item, enumerable: true });
    else ordered[key] = key === 'content' ? item : inOrder(item);
  }
  return ordered;
}

/** Orders that are remembered: objects of a report have a few dozen shapes, but what strangers wrote may have any. */
const ordersLimit = 1000;

const orders = new Map<string, readonly string[]>();

function keysInOrder(keys: readonly string[]): readonly string[] {
  const shape = keys.join('\0');
  const known = orders.get(shape);
  if (known !== undefined) return known;
  const last = keyOrder.length;
  const sorted = [...keys].sort((a, b) => (rank.get(a) ?? last) - (rank.get(b) ?? last) || (a < b ? -1 : a > b ? 1 : 0));
  if (orders.size < ordersLimit) orders.set(shape, sorted);
  return sorted;
}

/** `json`: the contract for scripts, schema/report.schema.json. */
export const json: Reporter = { name: 'json', extensions: ['.json'], render: renderJson };
