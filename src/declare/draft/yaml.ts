import { Document, isMap, isScalar, isSeq, parseDocument, type Scalar, visit, type YAMLMap } from 'yaml';
import { withShortAssets } from '../write/write.ts';
import { misread } from '../write/yaml.ts';
import type { Draft, DraftUse } from './draft.ts';
import { takenBy } from './legend.ts';

/** The sentences of a draft; each list is lines. */
export interface DraftTexts {
  /** Before everything: what this is and what to do with it. */
  readonly head: readonly string[];
  /** Where no asset is marked: how to decide on the statement. */
  readonly nothingMarked: readonly string[];
  /** What a use looks like, for who has to add one. */
  readonly example: readonly string[];
  /** Before the values that fields take. */
  readonly legend: readonly string[];
  /** In the head: what the lines that are commented out are for; names of the policies, empty without one. */
  readonly policies: (policies: string) => readonly string[];
  /** Before what a policy looks at; names of the policies. */
  readonly asks: (policies: string) => string;
  readonly marks: (titles: string) => string;
  readonly noTool: string;
  readonly created: (first: string, last: string) => string;
  readonly altered: string;
  readonly day: string;
  /** Before what a person has to look at and what stands in no use. */
  readonly leftOver: string;
}

/** Assets of which nothing can be drafted, with the reason; one heading for each kind. */
export interface LeftOver {
  readonly heading: string;
  readonly assets: readonly { readonly path: string; readonly why: string }[];
}

/** A draft as YAML: what everybody must give stands as TODO, what policies ask for besides as lines that are commented out. */
export function draftYaml(draft: Draft, policies: string, texts: DraftTexts, leftOver: readonly LeftOver[]): string {
  const document = new Document(withShortAssets(draft.written), { compat: misread, aliasDuplicateObjects: false });
  const undecided = draft.uses.length === 0 ? ['', ...texts.nothingMarked, '', ...texts.example] : [];
  document.commentBefore = comment([...texts.head, ...texts.policies(policies), ...undecided]);
  const root = document.contents as unknown as YAMLMap;
  for (const { key, value } of root.items) {
    // An empty line before each section.
    if (isScalar(key) && !isScalar(value) && key.value !== 'policy') key.spaceBefore = true;
  }
  layOutProduction(root, draft, texts);
  layOutAdded(document, draft, policies, texts);
  return `${textOf(document)}${tail(texts, leftOver)}`;
}

/** The YAML of a declaration with the tools and uses of a draft added; its own words and comments stay. */
export function extendedYaml(
  earlier: string,
  draft: Draft,
  policies: string,
  texts: DraftTexts,
  leftOver: readonly LeftOver[],
): string {
  if (draft.uses.length === 0) return earlier;
  const document = parseDocument(earlier, { compat: misread });
  if (draft.written.statement === 'uses-listed') setStatement(document);
  const { uses } = withShortAssets({ uses: draft.uses.map(({ fields }) => fields) });
  for (const [key, added] of Object.entries({ tools: draft.tools, uses: uses as readonly unknown[] })) {
    if (added.length === 0) continue;
    // Keys may be spelt in other capitals; a second one of the same meaning would be an error.
    const root = document.contents as unknown as YAMLMap;
    const list = root.items.find((pair) => isScalar(pair.key) && String(pair.key.value).toLowerCase() === key)?.value;
    if (isSeq(list)) {
      list.flow = false;
      for (const item of added) list.add(document.createNode(item));
    } else document.set(key, document.createNode(added));
  }
  layOutAdded(document, draft, policies, texts);
  return `${textOf(document)}${tail(texts, leftOver)}`;
}

function setStatement(document: Document): void {
  const root = document.contents as unknown as YAMLMap;
  const pair = root.items.find(({ key }) => isScalar(key) && String(key.value).toLowerCase() === 'statement');
  if (isScalar(pair?.value) && /none/i.test(String(pair.value.value))) pair.value.value = 'uses-listed';
}

/** The comments of the tools and uses that a draft adds, which are the last of their lists. */
function layOutAdded(document: Document, draft: Draft, policies: string, texts: DraftTexts): void {
  const root = document.contents as unknown as YAMLMap;
  for (const tool of items(at(root, 'tools')).slice(-draft.tools.length || Number.POSITIVE_INFINITY)) {
    if (draft.asked.tool.length === 0) tool.flow = true;
    else append(tool, [texts.asks(policies), ...draft.asked.tool]);
  }
  const uses = items(at(root, 'uses')).slice(-draft.uses.length || Number.POSITIVE_INFINITY);
  for (const [index, use] of uses.entries()) {
    layOut(use, draft, index, policies, texts);
    quoteControls(use);
  }
}

function textOf(document: Document): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function layOutProduction(root: YAMLMap, { asked }: Draft, texts: DraftTexts): void {
  const production = [...new Set(['kind: TODO', ...asked.production])];
  append(at(root, 'production'), production);
  const day = pairOf(at(root, 'declaredBy'), 'date');
  if (day) day.commentBefore = comment([texts.day]);
  const legend = takenBy({ production, tool: asked.tool, use: ['destination: TODO', ...asked.use] });
  const lines = legend.flatMap(({ field, values }) => folded(`${field}: ${values.join(', ')}`));
  const before = pairOf(root, 'production');
  if (before) before.commentBefore = comment([...texts.legend, ...lines.map((line) => `  ${line}`)]);
}

function layOut(use: YAMLMap, draft: Draft, index: number, policies: string, texts: DraftTexts): void {
  const { fields, marks, group, created, sources } = draft.uses[index] as DraftUse;
  use.spaceBefore = index > 0;
  const told = [
    texts.marks(marks.join('; ')),
    ...(created ? [texts.created(...created)] : []),
    ...(group.generators.length === 0 ? [texts.noTool] : []),
    ...(fields.degree === 'altered' ? [texts.altered] : []),
  ];
  const first = pairOf(use, 'title');
  if (first) first.commentBefore = comment(told);
  const tools = use.get('tools');
  if (isSeq(tools)) tools.flow = true;
  for (const [at, range] of items(use.get('timecodes')).entries()) {
    range.flow = true;
    // Whoever checks the draft at the cut must know what to look for at each place.
    range.comment = comment([(sources[at] ?? []).join(', ')]);
  }
  if (draft.asked.use.length > 0) append(use, [texts.asks(policies), ...draft.asked.use]);
}

function at(map: YAMLMap, key: string): YAMLMap | undefined {
  const found = map.items.find((pair) => isScalar(pair.key) && String(pair.key.value).toLowerCase() === key.toLowerCase());
  return found?.value as YAMLMap | undefined;
}

function items(list: unknown): readonly YAMLMap[] {
  return isSeq(list) ? list.items.filter((item): item is YAMLMap => isMap(item)) : [];
}

function pairOf(map: YAMLMap | undefined, key: string): Scalar | undefined {
  const found = map?.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
  return found === undefined ? undefined : (found.key as Scalar);
}

function append(map: YAMLMap | undefined, lines: readonly string[]): void {
  if (map) map.comment = comment(lines);
}

function comment(lines: readonly string[]): string {
  return lines.map((line) => (line === '' ? '' : ` ${visible(line)}`)).join('\n');
}

/** Names come from strangers: what would end a comment, or hide in it, is written out. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
}

/** Names with line ends or tabs stay on their line, where they can be seen. */
function quoteControls(use: YAMLMap): void {
  visit(use, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && /[\p{Cc}\u2028\u2029]/u.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
}

/** Characters of a line of comment. */
const lineLength = 110;

/** Long lists of values on several lines, the further ones set in. */
function folded(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line.length + word.length > lineLength) {
      lines.push(line);
      line = ' ';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function tail(texts: DraftTexts, leftOver: readonly LeftOver[]): string {
  const told = leftOver.filter(({ assets }) => assets.length > 0);
  if (told.length === 0) return '';
  const lines = told.flatMap(({ heading, assets }) => [heading, ...assets.map(({ path, why }) => `  ${path}: ${why}`)]);
  return `\n${[texts.leftOver, ...lines].map((line) => `#${comment([line])}`).join('\n')}\n`;
}

/** The YAML with lines of comment at its end, but for those that stand in it already. */
export function withRemarks(yaml: string, lines: readonly string[]): string {
  const there = new Set(yaml.split(/\r?\n/));
  const added = lines.map((line) => `#${comment([line])}`).filter((line) => !there.has(line));
  return added.length === 0 ? yaml : `${yaml.replace(/\n*$/, '\n\n')}${added.join('\n')}\n`;
}
