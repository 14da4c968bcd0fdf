import type { Fact, Part } from '../model/index.ts';

/** A file of the delivery, and whether it is media that a message may speak of. */
export interface Named extends Part {
  readonly isMedia: boolean;
}

/** Which media of a delivery the statements of its messages speak of. */
export interface SpokenOf {
  /** Statements of messages elsewhere in the delivery about this asset, as statements about it as a whole. */
  readonly about: (path: string) => { readonly facts: readonly Fact[]; readonly messages: readonly Part[] };
  /** The facts of one asset without those that speak of others, and which these others are. */
  readonly own: (path: string, facts: readonly Fact[]) => { readonly facts: readonly Fact[]; readonly others: readonly string[] };
}

const nothing = { facts: [], messages: [] };

/** Nothing is spoken of: where no message was read. */
export const nothingSpokenOf: SpokenOf = { about: () => nothing, own: (_path, facts) => ({ facts, others: [] }) };

/**
 * Joins what messages state of single things (`Fact.of`) to the media files that they name. A message speaks of what lies in
 * its folder or below it, and of what it reaches by `..` inside the delivery. Statements about files that are not there stay
 * with the message. Pure.
 * @param hasRootNames paths begin with the name of a root, which no message reaches beyond
 */
export function joinStatements(statements: readonly Fact[], files: readonly Named[], hasRootNames: boolean): SpokenOf {
  const media = new MediaIndex(files, hasRootNames);
  const answered = answeredSubjects(statements, media);
  const about = new Map<string, Fact[]>();
  for (const fact of statements) {
    for (const path of targetsOf(fact, media)) about.set(path, [...(about.get(path) ?? []), toldFrom(fact)]);
  }
  const own: SpokenOf['own'] = (path, facts) => {
    const others = new Set<string>();
    const kept = facts.flatMap((fact) => {
      if (fact.of === undefined || fact.at === undefined) return [fact];
      const targets = targetsOf(fact, media);
      if (targets.includes(path)) return [asWhole(fact)];
      if (!answered.has(subjectKey(fact))) return [fact];
      for (const target of targets) others.add(target);
      return [];
    });
    return { facts: kept, others: [...others] };
  };
  const parts = new Map(files.map(({ isMedia: _, ...part }) => [part.path, part]));
  const messagesOf = (facts: readonly Fact[]): Part[] =>
    [...new Set(facts.map(({ at }) => at?.path ?? ''))].flatMap((path) => parts.get(path) ?? []);
  return {
    about: (path) => {
      const facts = about.get(path);
      return facts === undefined ? nothing : { facts, messages: messagesOf(facts) };
    },
    own,
  };
}

/** The same statement about the whole of another asset; its place names the message. */
function toldFrom(fact: Fact): Fact {
  return { ...asWhole(fact), where: `${fact.at?.path ?? ''}: ${fact.where}` };
}

function asWhole({ of: _, ...fact }: Fact): Fact {
  return fact;
}

/** A release "partly" made by AI does not tell which of its recordings; only all or none speaks of each. */
function speaksForEach({ of, value }: Fact): boolean {
  return of?.holds === undefined || /^\s*(all|none)\s*$/i.test(value);
}

function targetsOf(fact: Fact, media: MediaIndex): readonly string[] {
  if (fact.of === undefined || !speaksForEach(fact)) return [];
  return [...new Set(fact.of.files.flatMap((name) => media.find(name, fact.at?.path ?? '') ?? []))];
}

/** A statement may be made of one subject more than once, and about different things. */
function subjectKey({ of, at, name, value }: Fact): string {
  return [at?.path, of?.id, name, value].join('\n');
}

/**
 * Statements that the media answer for: all files of a recording are versions of it, so one suffices; a release needs each of
 * its recordings; and a release "partly" made by AI is answered where a recording of it is.
 */
function answeredSubjects(statements: readonly Fact[], media: MediaIndex): ReadonlySet<string> {
  const single = statements.filter(({ of }) => of !== undefined && of.holds === undefined);
  const joined = single.filter((fact) => targetsOf(fact, media).length > 0);
  const marked = new Set(
    joined.filter(({ value }) => !/^\s*none\s*$/i.test(value)).map(({ of, at }) => `${at?.path}\n${of?.id}`),
  );
  const releases = statements.filter((fact) => {
    const { of, at } = fact;
    if (of?.holds === undefined) return false;
    if (!speaksForEach(fact)) return of.holds.some((id) => marked.has(`${at?.path}\n${id}`));
    return of.files.length > 0 && of.files.every((name) => media.find(name, at?.path ?? '') !== undefined);
  });
  return new Set([...joined, ...releases].map(subjectKey));
}

/** Media by path, exactly and without regard to case. */
class MediaIndex {
  readonly #exact = new Map<string, string>();
  /** Undefined where several differ by case alone. */
  readonly #folded = new Map<string, string | undefined>();
  readonly #hasRootNames: boolean;

  constructor(files: readonly Named[], hasRootNames: boolean) {
    this.#hasRootNames = hasRootNames;
    for (const { path, isMedia } of files) {
      if (!isMedia) continue;
      const name = path.normalize('NFC');
      const folded = name.toLowerCase();
      this.#exact.set(name, path);
      this.#folded.set(folded, this.#folded.has(folded) ? undefined : path);
    }
  }

  /** The media file that a message at `from` names; undefined where there is none, or the name leads out of the root. */
  find(written: string, from: string): string | undefined {
    for (const name of spellings(written)) {
      const path = this.#resolved(name, from);
      const found = path === undefined ? undefined : (this.#exact.get(path) ?? this.#folded.get(path.toLowerCase()));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #resolved(name: string, from: string): string | undefined {
    const folder = from.normalize('NFC').split('/').slice(0, -1);
    const floor = this.#hasRootNames ? 1 : 0;
    for (const segment of name.split('/')) {
      if (segment === '' || segment === '.') continue;
      if (segment !== '..') folder.push(segment);
      else if (folder.length > floor) folder.pop();
      else return undefined;
    }
    return folder.join('/');
  }
}

/** Characters of a name that are looked at; paths are no longer on any system. */
const nameLimit = 4096;

/**
 * How a name may be meant: as it stands, without query and fragment, with its percent signs undone, with the backslashes of
 * Windows, and in the folder `resources` that DDEX keeps files in. Addresses of other places name nothing in the delivery.
 */
function spellings(written: string): readonly string[] {
  const name = written.trim().normalize('NFC');
  if (name === '' || name.length > nameLimit || /^([a-z][a-z\d+.-]*:|\/\/|\\\\)/i.test(name)) return [];
  const plain = name.split(/[?#]/)[0] ?? '';
  const all = [name, plain, decoded(name), decoded(plain)].filter((one) => one !== '');
  const slashed = [...all, ...all.map((one) => one.replaceAll('\\', '/'))];
  const bare = slashed.filter((one) => !one.includes('/')).map((one) => `resources/${one}`);
  return [...new Set([...slashed, ...bare])];
}

/** Undone once: what is escaped twice names a file with a percent sign. Text that is no escape stays as it is. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name).normalize('NFC');
  } catch {
    return name;
  }
}
