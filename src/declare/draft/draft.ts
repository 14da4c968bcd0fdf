import type { Generator, Policy, Tool, Use } from '../../model/index.ts';
import { declarationSchemaName } from '../../written/declaration-fields.ts';
import type { PlainMap } from '../../written/read.ts';
import { todo } from '../todo.ts';
import { type Asked, askedBy } from './asks.ts';
import { entriesOf, entryOf } from './entries.ts';
import { byFolder, type DraftAsset, type Group, groupMarked, marksOf } from './groups.ts';
import { placesBySource, placesOf, type SeenPlace, timecodesOf } from './places.ts';

/** A declaration that is there already, and what it leaves open. */
export interface Earlier {
  readonly written: PlainMap;
  readonly tools: readonly Tool[];
  readonly uses: readonly Use[];
  /** Paths of the marked assets that none of its uses covers. */
  readonly uncovered: ReadonlySet<string>;
}

/** What a draft is made of. */
export interface DraftSource {
  /** Sorted by path. */
  readonly assets: readonly DraftAsset[];
  /** Names that are in the delivery and are no assets. */
  readonly skipped: readonly { readonly path: string }[];
  /** What the declaration is to answer to; each with the name or path that a declaration calls it by. */
  readonly policies: readonly { readonly policy: Policy; readonly name: string }[];
  /** The maker of a generator; undefined where its name does not tell. */
  readonly vendorOf: (generator: string) => string | undefined;
  /** What a use is called until somebody finds a better name. */
  readonly titleOf: (group: Group) => string;
  /** Assets outside the delivery, of which only what is seen in it is drafted. */
  readonly outside?: readonly DraftAsset[];
  /** Where marked sources are seen and no use declares it. */
  readonly seen?: readonly SeenPlace[];
  /** Unmarked files that are marked sources over again: declared with them. */
  readonly copies?: readonly { readonly source: string; readonly asset: string }[];
  /** Kept as it is; only what it does not cover is drafted. */
  readonly earlier?: Earlier;
}

/** A use of a draft with what is told about it in comments. */
export interface DraftUse {
  readonly fields: PlainMap;
  readonly group: Group;
  /** What the marks say, each kind once. */
  readonly marks: readonly string[];
  /** First and last day on which the files were made, as their metadata say; ISO 8601. */
  readonly created?: readonly [string, string];
  /** For each of its timecodes, the sources that are seen there. */
  readonly sources: readonly (readonly string[])[];
}

/** A declaration to be completed by a person. */
export interface Draft {
  /** The whole in the canonical spelling, with `TODO` where a person has to fill in. */
  readonly written: PlainMap;
  /** Those that are new. */
  readonly tools: readonly PlainMap[];
  readonly uses: readonly DraftUse[];
  readonly asked: Asked;
}

/** A draft with one use for each group of marked assets that belong together. Pure; the same assets give the same draft. */
export function draftDeclaration(source: DraftSource): Draft {
  const { assets, skipped, policies, earlier, outside = [] } = source;
  const isNew = ({ path }: DraftAsset): boolean => earlier?.uncovered.has(path) ?? true;
  const seen = placesBySource(source.seen ?? []);
  const copies = new Map<string, readonly string[]>();
  for (const { source: path, asset } of source.copies ?? []) copies.set(path, [...(copies.get(path) ?? []), asset]);
  const isSeen = ({ path }: DraftAsset): boolean => seen.has(path) || copies.has(path);
  // What an earlier use covers, or lies outside the delivery, is told by the places in which it is seen.
  const groups = [
    ...groupMarked(assets.filter(isNew)).map((group) => ({ group, isNamed: true })),
    ...groupMarked([...assets.filter((asset) => !isNew(asset)), ...outside].filter(isSeen)).map((group) => ({
      group,
      isNamed: false,
    })),
  ];
  const tools = new Tools(source.vendorOf, earlier?.tools ?? []);
  const ids = freeIds('U', earlier?.uses ?? []);
  const inFolder = byFolder([...assets, ...skipped].map(({ path }) => path));
  const uses = groups.map(({ group, isNamed }): DraftUse => {
    const paths = group.assets.map(({ path }) => path);
    const places = placesOf(paths, seen);
    const unmarked = [...new Set(paths.flatMap((path) => copies.get(path) ?? []))].sort();
    const entries = [...(isNamed ? entriesOf(group, inFolder) : []), ...unmarked.map(entryOf)];
    const fields = {
      id: ids(),
      title: source.titleOf(group),
      tools: group.generators.length === 0 ? [todo] : group.generators.map((generator) => tools.idOf(generator)),
      degree: group.degree,
      destination: todo,
      ...(entries.length === 0 ? {} : { assets: entries }),
      ...(places.length === 0 ? {} : { timecodes: timecodesOf(places) }),
    };
    return { fields, group, marks: marksIn(group), ...createdIn(group), sources: places.map(({ sources }) => sources) };
  });
  const asked = askedBy(policies.map(({ policy }) => policy));
  const added = { tools: tools.listed, uses: uses.map(({ fields }) => fields) };
  const names = policies.map(({ name }) => name);
  return { written: earlier ? extended(earlier.written, added) : begun(names, added), tools: tools.listed, uses, asked };
}

interface Added {
  readonly tools: readonly PlainMap[];
  readonly uses: readonly PlainMap[];
}

function begun(policies: readonly string[], { tools, uses }: Added): PlainMap {
  return {
    schema: declarationSchemaName,
    statement: uses.length === 0 ? todo : 'uses-listed',
    ...(policies.length === 0 ? {} : { policy: policies.length === 1 ? (policies[0] as string) : policies }),
    production: { title: todo },
    declaredBy: { name: todo, date: todo },
    ...(tools.length === 0 ? {} : { tools }),
    ...(uses.length === 0 ? {} : { uses }),
  };
}

function extended(earlier: PlainMap, { tools, uses }: Added): PlainMap {
  const list = (key: 'tools' | 'uses', added: readonly PlainMap[]): PlainMap =>
    added.length === 0 ? {} : { [key]: [...((earlier[key] ?? []) as readonly PlainMap[]), ...added] };
  // A declaration that said "none" and now lists uses would contradict itself.
  const statement = uses.length > 0 && earlier.statement === 'none-used' ? { statement: 'uses-listed' } : {};
  return { ...earlier, ...statement, ...list('tools', tools), ...list('uses', uses) };
}

/** Ids of a letter and a number that nobody has yet, in order. */
function freeIds(letter: string, taken: readonly { readonly id: string }[]): () => string {
  const known = new Set(taken.map(({ id }) => id.toUpperCase()));
  let last = 0;
  return () => {
    do last += 1;
    while (known.has(`${letter}${last}`));
    return `${letter}${last}`;
  };
}

/** The tools of a draft, each once, numbered in the order in which uses name them. */
class Tools {
  readonly listed: PlainMap[] = [];
  readonly #ids = new Map<string, string>();
  readonly #vendorOf: DraftSource['vendorOf'];
  readonly #earlier: readonly Tool[];
  readonly #free: () => string;

  constructor(vendorOf: DraftSource['vendorOf'], earlier: readonly Tool[]) {
    this.#vendorOf = vendorOf;
    this.#earlier = earlier;
    this.#free = freeIds('T', earlier);
  }

  idOf({ name, version }: Generator): string {
    const key = JSON.stringify([name, version]);
    const known = this.#ids.get(key) ?? this.#earlierOf(name, version);
    if (known !== undefined) return known;
    const id = this.#free();
    const vendor = this.#vendorOf(name);
    const product = vendor !== undefined && name.startsWith(`${vendor} `) ? name.slice(vendor.length + 1) : name;
    this.listed.push({
      id,
      ...(vendor === undefined ? {} : { vendor }),
      // `AI` alone, of "Google AI", would name nothing.
      name: product.length > 2 ? product : name,
      ...(version === undefined ? {} : { version }),
    });
    this.#ids.set(key, id);
    return id;
  }

  #earlierOf(name: string, version: string | undefined): string | undefined {
    const isNamed = (tool: Tool): boolean => [tool.name, `${tool.vendor} ${tool.name}`].includes(name);
    return this.#earlier.find((tool) => isNamed(tool) && (version === undefined || tool.version === version))?.id;
  }
}

/** Kinds of marks that a comment names; the report has them all. */
const marksShown = 3;

function marksIn({ assets }: Group): readonly string[] {
  const titles = new Set<string>();
  for (const { evidence } of assets) {
    const [first] = marksOf(evidence);
    if (first) titles.add(first.title);
  }
  return [...titles].slice(0, marksShown);
}

function createdIn({ assets }: Group): { readonly created?: readonly [string, string] } {
  const days = assets.flatMap(({ about }) => /^\d{4}-\d{2}-\d{2}/.exec(about.created ?? '') ?? []).sort();
  const [first, last] = [days[0], days.at(-1)];
  return first === undefined || last === undefined ? {} : { created: [first, last] };
}
