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
  const last = keyOrder.length;
  const entries = Object.entries(value).sort(
    ([a], [b]) => (rank.get(a) ?? last) - (rank.get(b) ?? last) || (a < b ? -1 : a > b ? 1 : 0),
  );
  return Object.fromEntries(entries.map(([key, item]) => [key, key === 'content' ? item : inOrder(item)]));
}

/** `json`: the contract for scripts, schema/report.schema.json. */
export const json: Reporter = { name: 'json', extensions: ['.json'], render: renderJson };
