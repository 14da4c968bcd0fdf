import { LazyList, lazily, type Report } from '../model/index.ts';
import { keyOrder } from './key-order.ts';
import { safeJson } from './printable.ts';
import type { Reporter } from './reporter.ts';

/** The whole report, keys in one fixed order, so that two reports can be compared line by line. */
export function renderJson(report: Report): string {
  return [...jsonPieces(report)].join('');
}

/** The same, an item of a long list at a time. */
export function* jsonPieces(report: Report): Iterable<string> {
  let before = '{\n';
  for (const [key, value] of Object.entries(inOrder(report) as Report)) {
    if (value === undefined) continue;
    yield `${before}  ${JSON.stringify(key)}: `;
    if (Array.isArray(value) || value instanceof LazyList) yield* listPieces(value);
    else yield indented(value, '  ');
    before = ',\n';
  }
  yield '\n}\n';
}

function* listPieces(list: Iterable<unknown>): Iterable<string> {
  let before = '[\n    ';
  for (const item of list) {
    yield `${before}${indented(item, '    ')}`;
    before = ',\n    ';
  }
  yield before.startsWith('[') ? '[]' : '\n  ]';
}

/** Line feeds stand nowhere in JSON but between its lines. */
function indented(value: unknown, by: string): string {
  return safeJson(JSON.stringify(value, null, 2)).replaceAll('\n', `\n${by}`);
}

const rank = new Map(keyOrder.map((key, index) => [key, index]));

/**
 * The value with the keys of every object in the fixed order; keys without a place follow by code unit. What the production
 * declared keeps its own order: it is a quotation.
 */
export function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || known.has(value)) return value;
  const ordered = Array.isArray(value)
    ? value.map(inOrder)
    : value instanceof LazyList
      ? lazily(value, inOrder)
      : objectInOrder(value);
  if (value instanceof LazyList || 'schema' in value) known.add(ordered);
  return ordered;
}

/** Reports and their long lists that are in order: each item of a list would be put in order again each time it is looked at. */
const known = new WeakSet<object>();

function objectInOrder(value: object): object {
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
  // A stranger's key may be empty or hold a zero, and then looks like fewer or more of them.
  if (known?.length === keys.length) return known;
  const last = keyOrder.length;
  const sorted = [...keys].sort((a, b) => (rank.get(a) ?? last) - (rank.get(b) ?? last) || (a < b ? -1 : a > b ? 1 : 0));
  if (orders.size < ordersLimit && !keys.some((key) => key === '' || key.includes('\0'))) orders.set(shape, sorted);
  return sorted;
}

/** `json`: the contract for scripts, schema/report.schema.json. */
export const json: Reporter = { name: 'json', extensions: ['.json'], render: renderJson, pieces: jsonPieces };
