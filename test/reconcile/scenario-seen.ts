import {
  type Sighting,
  sightingMedia,
  sightingRelations,
  type TraceCoverage,
  type TraceGap,
  traceGapCodes,
} from '../../src/model/index.ts';
import { sighting } from '../sighting.ts';
import { partsOf, unknown } from './scenario-table.ts';

/** What the words under "Seen" mean; undefined where the cell is empty: nothing was traced. */
export function seenBy(cell: string): { readonly sightings: readonly Sighting[]; readonly traced: TraceCoverage } | undefined {
  if (cell === '') return undefined;
  const sightings: Sighting[] = [];
  const gaps: TraceGap[] = [];
  for (const part of partsOf(cell)) {
    const [path = '', ...words] = part.split(/\s+/);
    const gap = traceGapCodes.find((code) => code === words[0]);
    if (gap !== undefined && words.length === 1)
      gaps.push({ path, code: gap, role: gap.startsWith('too-') ? 'source' : 'target' });
    else if (words.shift() === 'in') sightings.push(seen(path, words, part));
    else unknown(part, cell);
  }
  return { sightings, traced: { sources: 1, targets: 1, gaps } };
}

/** `cut.mov 10-14s either`: the target, when, and what more is said. Timecodes are left to the times. */
function seen(source: string, [target = '', ...words]: string[], part: string): Sighting {
  const still = { source, in: target, fromSeconds: null, toSeconds: null, from: null, to: null };
  let made = sighting(still);
  while (words.length > 0) {
    const word = words.shift() ?? '';
    const span = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)s$/;
    const [, first, last] = (span.exec(word) ?? []).map(Number);
    if (first !== undefined && last !== undefined) made = { ...made, fromSeconds: first, toSeconds: last };
    else if ((sightingRelations as readonly string[]).includes(word)) made = { ...made, relation: word as Sighting['relation'] };
    else if ((sightingMedia as readonly string[]).includes(word)) made = { ...made, medium: word as Sighting['medium'] };
    else if (word === 'beside') made = { ...made, original: words.shift() ?? unknown(word, part) };
    else if (word === 'area') made = { ...made, area: Number(words.shift() ?? unknown(word, part)) };
    else if (word === 'declared-only') made = { ...made, declaredOnly: true };
    else if (word === 'of') {
      const [, from, to] = (span.exec(words.shift() ?? '') ?? unknown(word, part)).map(Number) as [number, number, number];
      made = { ...made, sourceFromSeconds: from, sourceToSeconds: to };
    } else unknown(word, part);
  }
  return made;
}
