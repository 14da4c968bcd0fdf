import type { Generator, Policy } from '../../model/index.ts';
import { declarationSchemaName } from '../../written/declaration-fields.ts';
import type { PlainMap } from '../../written/read.ts';
import { type Asked, askedBy } from './asks.ts';
import { entriesOf } from './entries.ts';
import { byFolder, type DraftAsset, type Group, groupMarked, marksOf } from './groups.ts';

/** Stands where only a person knows; whoever reads a declaration counts it as an error until it is filled in. */
export const todo = 'TODO';

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
}

/** A use of a draft with what is told about it in comments. */
export interface DraftUse {
  readonly fields: PlainMap;
  readonly group: Group;
  /** What the marks say, each kind once. */
  readonly marks: readonly string[];
  /** First and last day on which the files were made, as their metadata say; ISO 8601. */
  readonly created?: readonly [string, string];
}

/** A declaration to be completed by a person. */
export interface Draft {
  /** The whole in the canonical spelling, with `TODO` where a person has to fill in. */
  readonly written: PlainMap;
  readonly tools: readonly PlainMap[];
  readonly uses: readonly DraftUse[];
  readonly asked: Asked;
}

/** A draft with one use for each group of marked assets that belong together. Pure; the same assets give the same draft. */
export function draftDeclaration(source: DraftSource): Draft {
  const groups = groupMarked(source.assets);
  const tools = new Tools(source.vendorOf);
  const inFolder = byFolder([...source.assets, ...source.skipped].map(({ path }) => path));
  const uses = groups.map((group, index): DraftUse => {
    const fields = {
      id: `U${index + 1}`,
      title: source.titleOf(group),
      tools: group.generators.length === 0 ? [todo] : group.generators.map((generator) => tools.idOf(generator)),
      degree: group.degree,
      destination: todo,
      assets: entriesOf(group, inFolder),
    };
    return { fields, group, marks: marksIn(group), ...createdIn(group) };
  });
  const names = source.policies.map(({ name }) => name);
  const written = {
    schema: declarationSchemaName,
    statement: uses.length === 0 ? todo : 'uses-listed',
    ...(names.length === 0 ? {} : { policy: names.length === 1 ? (names[0] as string) : names }),
    production: { title: todo },
    declaredBy: { name: todo, date: todo },
    ...(tools.listed.length === 0 ? {} : { tools: tools.listed }),
    ...(uses.length === 0 ? {} : { uses: uses.map(({ fields }) => fields) }),
  };
  return { written, tools: tools.listed, uses, asked: askedBy(source.policies.map(({ policy }) => policy)) };
}

/** The tools of a draft, each once, numbered in the order in which uses name them. */
class Tools {
  readonly listed: PlainMap[] = [];
  readonly #ids = new Map<string, string>();
  readonly #vendorOf: DraftSource['vendorOf'];

  constructor(vendorOf: DraftSource['vendorOf']) {
    this.#vendorOf = vendorOf;
  }

  idOf({ name, version }: Generator): string {
    const key = JSON.stringify([name, version]);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = `T${this.listed.length + 1}`;
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
