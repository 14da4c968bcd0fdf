import type { Declaration, Tool, Use } from '../model/index.ts';
import type { Findings } from '../written/validate.ts';
import { knownFrameRate, parseTimecode } from '../written/values.ts';

/** What the table of fields cannot say: ids, references, ranges, and fields that stand or fall with each other. */
export function lint(declaration: Declaration, findings: Findings): void {
  uniqueIds('tools', declaration.tools, findings);
  uniqueIds('uses', declaration.uses, findings);
  const listed = listedTools(declaration.tools);
  declaration.uses.forEach((use, index) => {
    knownTools(use, listed, `uses[${index}]`, findings);
    isComplete(use, `uses[${index}]`, findings);
    use.timecodes.forEach((_, at) => {
      soundRange(declaration, use, `uses[${index}].timecodes[${at}]`, at, findings);
    });
  });
  if (declaration.statement === 'none-used' && declaration.uses.length > 0) {
    const params = { value: 'none-used', expected: 'no-uses', allowed: 'uses-listed, not-yet-known' };
    findings.add('statement', { code: 'wrong-value', params });
  }
}

function uniqueIds(list: 'tools' | 'uses', entries: readonly { readonly id: string }[], findings: Findings): void {
  const firstAt = new Map<string, number>();
  entries.forEach(({ id }, index) => {
    if (id === '') return;
    const before = firstAt.get(id);
    if (before === undefined) {
      firstAt.set(id, index);
      return;
    }
    const firstLine = findings.placeOf(`${list}[${before}].id`)?.line ?? 0;
    findings.add(`${list}[${index}].id`, { code: 'duplicate-id', params: { id, firstLine } });
  });
}

interface ListedTools {
  readonly ids: ReadonlySet<string>;
  /** Ids with every number as 0. */
  readonly shapes: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

function listedTools(tools: readonly Tool[]): ListedTools {
  const ids = new Set(tools.map((tool) => tool.id));
  return {
    ids,
    shapes: new Set([...ids].filter((id) => /\d/.test(id)).map(shape)),
    names: new Set(tools.map((tool) => tool.name.toLowerCase())),
  };
}

/** A tool is an id or simply a name; what is shaped like an id (`T7`, or like the ids that are there) must be one. */
function knownTools(use: Use, { ids, shapes, names }: ListedTools, field: string, findings: Findings): void {
  use.tools.forEach((tool, index) => {
    if (ids.has(tool) || names.has(tool.toLowerCase())) return;
    if (!/^T-?\d{1,4}$/i.test(tool) && !shapes.has(shape(tool))) return;
    findings.add(`${field}.tools[${index}]`, { code: 'unknown-tool', params: { id: tool, known: [...ids].join(', ') } });
  });
}

function shape(id: string): string {
  return id.toUpperCase().replace(/\d+/g, '0');
}

function isComplete(use: Use, field: string, findings: Findings): void {
  if (use.tools.length === 0 && !findings.complainsOf(`${field}.tools`)) {
    findings.add(`${field}.tools`, { code: 'missing', params: { key: 'tools' } });
  }
  if (use.destination === 'not-in-delivery') return;
  if (use.assets.length > 0 || use.timecodes.length > 0 || (use.otherRefs ?? []).length > 0) return;
  // Where an entry was there and wrong, its own problem says enough.
  const told = ['assets', 'timecodes'].some((key) => findings.complainsOf(`${field}.${key}`) || findings.isMisspelt(field, key));
  if (told) return;
  findings.add(`${field}.assets`, { code: 'missing', params: { key: 'assets' } });
}

/** More than any rate has in a second, so that timecodes compare as numbers whatever the rate. */
const framesCounted = 1000;

function soundRange(declaration: Declaration, use: Use, field: string, index: number, findings: Findings): void {
  const range = use.timecodes[index];
  const rate = knownFrameRate(String(declaration.delivery?.frameRate ?? ''));
  const frames = (key: 'in' | 'out'): number | undefined => {
    const text = range?.[key] ?? '';
    const timecode = parseTimecode(text);
    if (!timecode) return undefined;
    if (rate && timecode.frames >= Math.round(Number(rate))) {
      const params = { value: text, expected: 'timecode-rate', rate };
      findings.add(`${field}.${key}`, { code: 'wrong-value', params });
    }
    const { hours, minutes, seconds } = timecode;
    return ((hours * 60 + minutes) * 60 + seconds) * framesCounted + timecode.frames;
  };
  const from = frames('in');
  const to = frames('out');
  if (from === undefined || to === undefined) return;
  const day = 24 * 3600 * framesCounted;
  // A range that ends before it begins passes midnight, unless it would last half a day: then it was written the wrong way
  // round. `out` is the first frame after it, so that one that ends where it begins covers nothing.
  const length = (to - from + day) % day;
  if (length > 0 && (to > from || length < day / 2)) return;
  findings.add(`${field}.out`, { code: 'wrong-value', params: { value: range?.out ?? '', expected: 'after-in' } });
}
