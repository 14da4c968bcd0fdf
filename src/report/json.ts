import { LazyList, type List, type Report } from '../model/index.ts';
import { asItWas, inOrder } from './in-order.ts';
import { ItemWriter } from './json-item.ts';
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
    // Line feeds stand nowhere in JSON but between its lines.
    else yield safeJson(JSON.stringify(value, null, 2)).replaceAll('\n', '\n  ');
    before = ',\n';
  }
  yield '\n}\n';
}

function* listPieces(list: List<unknown>): Iterable<string> {
  const writer = new ItemWriter('    ');
  let before = '[\n    ';
  for (const item of asItWas(list)) {
    yield before + writer.write(item);
    before = ',\n    ';
  }
  yield before.startsWith('[') ? '[]' : '\n  ]';
}

/** `json`: the contract for scripts, schema/report.schema.json. */
export const json: Reporter = { name: 'json', extensions: ['.json'], render: renderJson, pieces: jsonPieces };
