import type { Fact, FactSource, Generator, Match, Matcher, Says } from '../model/index.ts';
import { generatorOf } from './generators.ts';

/** Facts of one source: by full name, or (for tags of containers and ID3) by the key alone; with neither, all of them. */
export interface Place {
  readonly sources: readonly FactSource[];
  /** Full names as `model/fact.ts` gives them; case and spelling variants do not matter. */
  readonly names?: readonly string[];
  /** Last part of a tag's name: `comment` is `tag:comment`, `keys:comment`, `matroska:COMMENT`, `TXXX:comment`. */
  readonly keys?: readonly string[];
}

/** What a value must look like: a pattern (never with the `g` flag, it would remember), or a test. */
export type Shape = RegExp | ((value: string) => boolean);

/** A fact without which a match function finds nothing: one in this place, of this shape. */
export interface Look extends Place {
  /** Any value where absent. */
  readonly shape?: Shape | undefined;
  /** Of all facts of the sources only those whose plain name is like this. */
  readonly like?: RegExp;
}

/** XMP properties by prefix and local name. */
export const xmp = (...names: string[]): Place => ({ sources: ['xmp'], names });
/** EXIF tags by ExifTool's name. */
export const exif = (...names: string[]): Place => ({ sources: ['exif'], names });
/** IPTC-IIM datasets by ExifTool's name. */
export const iptc = (...names: string[]): Place => ({ sources: ['iptc'], names });
/** Text chunks and comments by keyword. */
export const text = (...names: string[]): Place => ({ sources: ['text'], names });
/** Container facts by full name, `riff:json`. */
export const container = (...names: string[]): Place => ({ sources: ['container'], names });
/** Tags of any container, and of ID3, by key alone. */
export const tag = (...keys: string[]): Place => ({ sources: ['container', 'id3'], keys });
/** ID3 frames by id. */
export const id3 = (...names: string[]): Place => ({ sources: ['id3'], names });
/** Facts of sidecars by name. */
export const sidecar = (...names: string[]): Place => ({ sources: ['sidecar'], names });
/** Messages of watermarks by name. */
export const watermark = (...names: string[]): Place => ({ sources: ['watermark'], names });

/** Where a free comment can stand: text chunk, JPEG comment, QuickTime, Matroska, Vorbis, RIFF and ID3 tags. */
export const comments: readonly Place[] = [
  text('Comment', 'Description'),
  tag('comment', 'cmt', 'icmt', 'description', 'desc', 'ldes'),
  id3('COMM'),
];

/** ExifTool, Exiv2 and the standards spell the same XMP property differently. */
const respelled: ReadonlyMap<string, string> = new Map([['iptc4xmpext:digimageguid', 'iptc4xmpext:digitalimageguid']]);

const plainNames = new Map<string, string>();
/** Names that are remembered in plain spelling; files of strangers may hold any number of them. */
const plainNameLimit = 10_000;

/** A fact's name without the variants of spelling: lower case, no XMP group prefix, structures joined without a slash. */
export function plainName(name: string): string {
  const known = plainNames.get(name);
  if (known !== undefined) return known;
  const flat = name
    .toLowerCase()
    .replace(/^xmp-/, '')
    .replace(/^iptcext:/, 'iptc4xmpext:')
    .replace(/\[\d+\]|\//g, '');
  const plain = respelled.get(flat) ?? flat;
  if (plainNames.size < plainNameLimit) plainNames.set(name, plain);
  return plain;
}

const tagKeys = new Map<string, string>();

/** The key of a container or ID3 tag: the part after the last colon, without the © of QuickTime and Apple's long prefix. */
export function tagKey(name: string): string {
  const known = tagKeys.get(name);
  if (known !== undefined) return known;
  const key = name
    .slice(name.lastIndexOf(':') + 1)
    .toLowerCase()
    .replace(/^©/, '')
    .replace(/^com\.apple\.quicktime\./, '');
  if (tagKeys.size < plainNameLimit) tagKeys.set(name, key);
  return key;
}

/** A fact with what places are held against, worked out once for all markers. */
interface Named {
  readonly fact: Fact;
  readonly name: string;
  readonly key: string;
}

/** The facts of one asset, by source. */
type NamedFacts = ReadonlyMap<FactSource, readonly Named[]>;

/** Every marker asks the same list of facts. */
const known = new WeakMap<readonly Fact[], NamedFacts>();

function namedFacts(facts: readonly Fact[]): NamedFacts {
  const before = known.get(facts);
  if (before !== undefined) return before;
  const bySource = new Map<FactSource, Named[]>();
  for (const fact of facts) {
    const named = { fact, name: plainName(fact.name), key: tagKey(fact.name) };
    const others = bySource.get(fact.source);
    if (others === undefined) bySource.set(fact.source, [named]);
    else others.push(named);
  }
  known.set(facts, bySource);
  return bySource;
}

function stands({ fact, name, key }: Named, place: Place): boolean {
  if (place.keys === undefined && place.names === undefined) return true;
  if (place.keys?.includes(key)) return true;
  return place.names?.some((wanted) => isNamed(fact.source, name, plainName(wanted))) ?? false;
}

function isNamed(source: FactSource, name: string, wanted: string): boolean {
  // ID3 comments carry a language and a description after the frame id: `COMM:eng`.
  return name === wanted || (source === 'id3' && name.startsWith(`${wanted}:`));
}

/** True where the value has the shape; without a shape, where there is any value. */
export function hasShape(value: string, shape: Shape | undefined): boolean {
  if (shape === undefined) return value.trim() !== '';
  return shape instanceof RegExp ? shape.test(value) : shape(value);
}

const none: readonly Named[] = [];

/** The facts that stand in one of the places and have the shape, in the order given. */
export function find(facts: readonly Fact[], places: readonly Place[], shape?: Shape): readonly Fact[] {
  const bySource = namedFacts(facts);
  const found: Fact[] = [];
  for (const place of places) {
    for (const source of place.sources) {
      for (const named of bySource.get(source) ?? none) {
        const { fact } = named;
        if (stands(named, place) && !found.includes(fact) && hasShape(fact.value, shape)) found.push(fact);
      }
    }
  }
  // Most markers find nothing; of a single fact there is no order.
  return found.length < 2 ? found : facts.filter((fact) => found.includes(fact));
}

/** What a hit adds beside its fact. */
export interface Readout {
  /** Name of the generator, or how to read it (and the word) out of the fact. */
  readonly generator?: string | ((fact: Fact) => Generator | undefined);
  readonly says?: (fact: Fact) => Says | undefined;
}

/** A match function: one hit for each fact in one of the places with that shape. */
export function each(places: readonly Place[], shape?: Shape, readout: Readout = {}): Matcher {
  return onlyIn(places, (facts) => find(facts, places, shape).map((fact) => hit([fact], readout)), shape ?? notBlank);
}

/** `hasShape` without a shape. */
const notBlank = /\S/;

/** A match function for what any of these finds. */
export function anyOf(...matchers: readonly Matcher[]): Matcher {
  const all: Matcher = (facts) => matchers.flatMap((match) => match(facts));
  const looks = matchers.map(looksOf);
  return looks.includes(undefined)
    ? all
    : onlyIn(
        looks.flatMap((of) => of ?? []),
        all,
      );
}

/** Where match functions look that find nothing where no such fact stands. */
const looksAt = new WeakMap<Matcher, readonly Look[]>();

/**
 * A match function that finds nothing where no fact stands in one of the places; it need not be asked there.
 * @param shape without which a fact there is nothing to it either
 */
export function onlyIn(places: readonly Look[], match: Matcher, shape?: Shape): Matcher {
  looksAt.set(match, shape === undefined ? places : places.map((place) => ({ ...place, shape })));
  return match;
}

/** The facts without which a match function finds nothing; undefined where it must always be asked. */
export const looksOf = (match: Matcher): readonly Look[] | undefined => looksAt.get(match);

/** One hit on these facts; the first is the one that is read. */
export function hit(facts: readonly [Fact, ...Fact[]], readout: Readout = {}): Match {
  const generator = nameOf(facts[0], readout.generator);
  const says = readout.says?.(facts[0]);
  return { facts, ...(says && { says }), ...(generator && { generator }) };
}

function nameOf(fact: Fact, generator: Readout['generator']): Generator | undefined {
  if (typeof generator === 'string') return generatorOf(generator) ?? { name: generator };
  return generator?.(fact);
}
