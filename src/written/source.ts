import type { Document, ParsedNode, YAMLParseError } from 'yaml';
import { Composer, isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, Parser } from 'yaml';
import type { DeclarationProblem } from '../model/index.ts';

/** Where something stands in the text; both from 1. In a table, line and column of the row and its cell. */
export interface Place {
  readonly line: number;
  readonly column: number;
  /** `B7`, in tables. */
  readonly cell?: string;
  /** Name of the sheet, in workbooks. */
  readonly sheet?: string;
}

/** A problem without its place; the place is looked up by the field. */
export type Complaint = Pick<DeclarationProblem, 'code' | 'params'>;

/** What a person wrote, with places; YAML and JSON look the same from here on. */
export type Node =
  | { readonly kind: 'map'; readonly entries: readonly Entry[]; readonly place: Place }
  | { readonly kind: 'list'; readonly items: readonly Node[]; readonly place: Place }
  | {
      readonly kind: 'scalar';
      readonly value: unknown;
      readonly source: string;
      readonly place: Place;
      /** Why the value could not be understood where it was read; the field it stands for is not missing. */
      readonly complaint?: Complaint;
    };
export interface Entry {
  readonly key: string;
  readonly place: Place;
  readonly node: Node;
}

/** Why a text is no declaration at all. `detail` is in the parser's own words. */
export interface SourceProblem {
  readonly reason:
    | 'syntax'
    | 'too-large'
    | 'too-deep'
    | 'too-many-aliases'
    | 'unknown-alias'
    | 'several-documents'
    | 'complex-key'
    | 'empty'
    | 'csv-syntax'
    | 'quote-not-closed'
    | 'not-a-workbook'
    | 'old-workbook';
  readonly place?: Place;
  readonly detail?: string;
  readonly limit?: number;
}

/** Bytes of a declaration; 50,000 uses are about 16 MiB. */
export const textLimit = 32 * 1024 * 1024;
/** Levels of nesting; the schema needs six. The YAML composer is recursive and dies of deeper texts. */
const depthLimit = 64;
/** Pieces that the lexer may cut the text into, and nodes that the tree may have. */
const pieceLimit = 12_000_000;
/** Nodes that aliases may repeat: a few kilobytes of nested aliases can stand for billions. */
const aliasedLimit = 1_000_000;

class Unreadable extends Error {
  readonly problem: SourceProblem;
  constructor(problem: SourceProblem) {
    super(problem.reason);
    this.problem = problem;
  }
}

/** Reads YAML, and JSON as the part of YAML that it is, into a tree with places. Pure; never throws for what a text holds. */
export function readSource(text: string): { readonly root: Node } | { readonly problems: readonly SourceProblem[] } {
  if (Buffer.byteLength(text) > textLimit) return { problems: [{ reason: 'too-large', limit: textLimit }] };
  const lines = new LineCounter();
  const place = placesOf(lines);
  try {
    const tokens = [...shallowTokens(text, lines)];
    // Duplicate keys are found later: the composer compares every key of a map with every other.
    const options = { prettyErrors: false, uniqueKeys: false, logLevel: 'silent' } as const;
    const [document, second] = [...new Composer(options).compose(tokens, true, text.length)] as Document.Parsed[];
    if (!document?.contents) return { problems: [{ reason: 'empty' }] };
    if (second) return { problems: [{ reason: 'several-documents', place: place(second.range[0]) }] };
    if (document.errors.length > 0) {
      return {
        // The parser says the same thing several times of one spot; the first is the one that tells.
        problems: firstOfEachPlace(document.errors).map((error) => ({
          reason: 'syntax',
          place: place(error.pos[0]),
          detail: error.message.slice(0, 200),
        })),
      };
    }
    return { root: new TreeReader(place).read(document.contents, 0) };
  } catch (error) {
    if (error instanceof Unreadable) return { problems: [error.problem] };
    throw error;
  }
}

function firstOfEachPlace(errors: readonly YAMLParseError[]): YAMLParseError[] {
  const places = new Set<number>();
  return errors.filter(({ pos }) => !places.has(pos[0]) && places.add(pos[0])).slice(0, 20);
}

type PlaceOf = (offset: number) => Place;

function placesOf(lines: LineCounter): PlaceOf {
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
}

/** The concrete tokens of the text, given up as soon as they nest too deep to be composed. */
function* shallowTokens(text: string, lines: LineCounter) {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let pieces = 0;
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > depthLimit) throw new Unreadable({ reason: 'too-deep', limit: depthLimit });
    if (++pieces > pieceLimit) throw new Unreadable({ reason: 'too-large', limit: pieceLimit });
  }
  yield* parser.end();
}

/** Walks one composed document; aliases are followed within the limits. */
class TreeReader {
  readonly #place: PlaceOf;
  /** The node that each anchor names so far; the walk goes in the order of the text, as anchors are defined. */
  readonly #anchors = new Map<string, ParsedNode>();
  #nodes = 0;
  #aliased = 0;
  /** How many aliases the walk is inside of. */
  #inside = 0;

  constructor(place: PlaceOf) {
    this.#place = place;
  }

  read(node: ParsedNode | null, depth: number, parent: Place = { line: 1, column: 1 }): Node {
    if (node === null) return { kind: 'scalar', value: null, source: '', place: parent };
    const place = this.#place(node.range[0]);
    if (++this.#nodes > pieceLimit) throw new Unreadable({ reason: 'too-large', place, limit: pieceLimit });
    if (depth > depthLimit) throw new Unreadable({ reason: 'too-deep', place, limit: depthLimit });
    if (this.#inside > 0 && ++this.#aliased > aliasedLimit) {
      throw new Unreadable({ reason: 'too-many-aliases', place, limit: aliasedLimit });
    }
    if (isAlias(node)) return this.#follow(node.source, place, depth);
    if (node.anchor && this.#inside === 0) this.#anchors.set(node.anchor, node);
    if (isMap<ParsedNode, ParsedNode | null>(node)) {
      const entries = node.items.map((pair) => this.#entry(pair.key, pair.value, depth));
      return { kind: 'map', entries: merged(entries), place };
    }
    if (isSeq<ParsedNode | null>(node)) {
      return { kind: 'list', items: node.items.map((item) => this.read(item, depth + 1, place)), place };
    }
    if (!isScalar(node)) throw new Unreadable({ reason: 'syntax', place });
    return { kind: 'scalar', value: node.value, source: node.source ?? String(node.value ?? ''), place };
  }

  #follow(anchor: string, place: Place, depth: number): Node {
    const target = this.#anchors.get(anchor);
    if (!target) throw new Unreadable({ reason: 'unknown-alias', place, detail: anchor });
    this.#inside += 1;
    const node = this.read(target, depth + 1);
    this.#inside -= 1;
    return node;
  }

  #entry(key: ParsedNode | null, value: ParsedNode | null, depth: number): Entry {
    const read = this.read(key, depth + 1);
    if (read.kind !== 'scalar') throw new Unreadable({ reason: 'complex-key', place: read.place });
    return { key: read.source, place: read.place, node: this.read(value, depth + 1, read.place) };
  }
}

/**
 * The entries with those of merge keys (`<<: *base`, or a list of maps) added where the map does not have them itself; an
 * earlier map of the list wins. https://yaml.org/type/merge.html
 */
function merged(entries: readonly Entry[]): readonly Entry[] {
  const isMerge = ({ key, node }: Entry): boolean =>
    key === '<<' && (node.kind === 'map' || (node.kind === 'list' && node.items.every((item) => item.kind === 'map')));
  if (!entries.some(isMerge)) return entries;
  const own = entries.filter((entry) => !isMerge(entry));
  const known = new Set(own.map(({ key }) => key));
  const maps = entries.filter(isMerge).flatMap(({ node }) => (node.kind === 'list' ? node.items : [node]));
  const added: Entry[] = [];
  for (const map of maps) {
    if (map.kind !== 'map') continue;
    for (const entry of map.entries) {
      if (known.has(entry.key)) continue;
      known.add(entry.key);
      added.push(entry);
    }
  }
  return [...own, ...added];
}
