/** Lists of a report by the kind of their lines. */
const lists = {
  marked: 'marked',
  sighting: 'sightings',
  use: 'uses',
  range: 'ranges',
  finding: 'findings',
  problem: 'problems',
} as const;

type Line = { readonly record?: unknown; readonly [key: string]: unknown };

/** A text that is no NDJSON report: `not-ndjson`, or `unfinished` where the last line is missing. */
export type NdjsonFault = 'not-ndjson' | 'unfinished';

/** The report that NDJSON lines hold, not yet checked against its schema; or what is wrong with the lines. */
export function reportOfNdjson(text: string): { readonly value: unknown } | { readonly fault: NdjsonFault } {
  const lines = linesOf(text);
  const [head] = lines ?? [];
  if (lines === undefined || head?.record !== 'head') return { fault: 'not-ndjson' };
  const tail = lines.at(-1);
  if (tail?.record !== 'tail') return { fault: 'unfinished' };
  const of = (kind: string): object[] => lines.filter(({ record }) => record === kind).map(withoutRecord);
  const outcomes = new Map(lines.filter(({ record }) => record === 'outcome').map(({ path, outcome }) => [path, outcome]));
  return {
    value: {
      ...withoutRecord(head),
      ...withoutRecord(tail),
      run: { ...(head.run as object), ...(tail.run as object) },
      coverage: { ...(tail.coverage as object), skipped: of('skipped') },
      ...Object.fromEntries(Object.entries(lists).map(([kind, name]) => [name, of(kind)])),
      assets: of('asset').map((asset) => ({ ...asset, outcome: outcomes.get((asset as Line).path) })),
    },
  };
}

function linesOf(text: string): readonly Line[] | undefined {
  try {
    const values = text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as unknown);
    return values.every((value) => typeof value === 'object' && value !== null) ? (values as Line[]) : undefined;
  } catch {
    return undefined;
  }
}

function withoutRecord(line: Line): object {
  const { record: _record, ...rest } = line;
  return rest;
}
