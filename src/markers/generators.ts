import type { Generator } from '../model/index.ts';
import { type GeneratorName, generatorNames } from './generator-names.ts';

/** Longer texts name no generator: a prompt or a graph would be searched for names in vain. Characters. */
const textLimit = 400;

interface Known extends GeneratorName {
  readonly patterns: readonly RegExp[];
}

const known: readonly Known[] = generatorNames.map((entry) => ({
  ...entry,
  patterns: [entry.name, ...(entry.also ?? [])].map(wholeWords),
}));
const byName = new Map(known.map((entry) => [entry.name, entry]));

/** `Adobe Firefly` also stands as `Adobe_Firefly` and `adobe-firefly`; a name inside a longer word is another name. */
function wholeWords(name: string): RegExp {
  const words = name.split(/[ _-]/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.join('[ _\\-]{0,2}')}(?![\\p{L}])`, 'iu');
}

/** The generator that a text names, with its version where one follows the name; undefined for texts that name none we know. */
export function generatorOf(text: string): Generator | undefined {
  const found = lookUp(text);
  if (!found) return undefined;
  const version = versionAfter(text.slice(found.end));
  return { name: found.entry.name, ...(version && { version }) };
}

function lookUp(text: string): { entry: Known; end: number } | undefined {
  if (text.length > textLimit) return undefined;
  for (const entry of known) {
    for (const pattern of entry.patterns) {
      const match = pattern.exec(text);
      if (match) return { entry, end: match.index + match[0].length };
    }
  }
  return undefined;
}

/** `/4.0.1`, ` v5.2`, ` 3`; a date is no version. */
function versionAfter(rest: string): string | undefined {
  const match = /^[ /_-]{0,2}(?:v(?:ersion )?)?(\d{1,3}(?:\.\d+){0,3}[a-z]?)(?![\d-])/i.exec(rest);
  return match?.[1];
}

/**
 * The vendor behind a generator's name, to tell two unrelated vendors from two products of one. Models that anyone can run and
 * the programs that run them are one family; Microsoft and OpenAI are one, since the former sells the latter's models.
 * Undefined for unknown names, and for programs that only improve a picture or hand out other vendors' models.
 */
export function vendorFamily(generatorName: string): string | undefined {
  const entry = byName.get(generatorName) ?? lookUp(generatorName)?.entry;
  return entry === undefined || entry.role === 'host' ? undefined : entry.family;
}

/** True where a tool as declared and a generator as found can be the same thing: same product, or one runs or sells the other. */
export function sameGenerator(declared: string, found: string): boolean {
  const one = lookUp(declared)?.entry;
  const other = lookUp(found)?.entry;
  if (one && other) return one.name === other.name || related(one, other);
  const [a, b] = [plain(declared), plain(found)];
  if (a === '' || b === '') return false;
  return a === b || startsWithWord(a, b) || startsWithWord(b, a);
}

function related(one: Known, other: Known): boolean {
  if (one.role === 'host' || other.role === 'host') return sharesVendor(one, other);
  if (one.role === 'program' || other.role === 'program') return runs(one, other) || runs(other, one);
  if (one.role === 'vendor' || other.role === 'vendor') return one.family === other.family;
  return one.line !== undefined && one.line === other.line;
}

/** A host such as Photoshop or Canva is right for its own vendor's generators and for the lines it is known to sell. */
function sharesVendor(one: Known, other: Known): boolean {
  const host = one.role === 'host' ? one : other;
  const sold = host === one ? other : one;
  return host.family === sold.family || (host.sells?.includes(sold.family) ?? false);
}

/** A program runs any open model; programs that write AUTOMATIC1111's text cannot be told apart by it. */
function runs(program: Known, other: Known): boolean {
  if (program.role !== 'program') return false;
  if (other.role === 'program') return program.line !== undefined && program.line === other.line;
  return other.open === true;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function startsWithWord(text: string, start: string): boolean {
  return text.startsWith(`${start} `);
}
