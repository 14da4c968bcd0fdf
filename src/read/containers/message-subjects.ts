import type { Fact, Subject } from '../../model/index.ts';

/** An element of a message as it closes: its own text, and the local names from the root down to it. */
export interface ClosedElement {
  readonly path: readonly string[];
  readonly text: string;
}

/** What a message format calls the things that it describes, and the files that these are stored in. */
export interface SubjectWords {
  /** True for an element that describes one thing: a recording, a release, a news item. */
  readonly opens: (path: readonly string[]) => boolean;
  /** Takes what an element says of the thing that it belongs to. */
  readonly closes: (element: ClosedElement, subject: SubjectNotes) => void;
  /** Takes what an opening tag says in attributes. */
  readonly attributes?: (local: string, value: (name: string) => string | undefined, subject: SubjectNotes) => void;
}

/** Names kept of one thing: files, recordings. A box set has some hundreds of recordings, each with some files. */
const namesLimit = 2000;
/** Things of one message that are told apart; a catalogue has some thousands. */
const subjectLimit = 20_000;

/** What is known so far of a thing that a message describes. */
export class SubjectNotes {
  readonly ordinal: number;
  reference: string | undefined;
  /** ISRC, ICPN and the like, where there is no reference. */
  code: string | undefined;
  title: string | undefined;
  readonly files = new Set<string>();
  readonly holds = new Set<string>();
  /** Name and path of the file whose element is open; ERN 3 gives them apart. */
  fileName: string | undefined;
  filePath: string | undefined;

  constructor(ordinal: number) {
    this.ordinal = ordinal;
  }

  get id(): string {
    return this.reference ?? this.code ?? `#${this.ordinal}`;
  }

  addFile(name: string): void {
    if (this.files.size < namesLimit) this.files.add(name);
  }

  addHeld(reference: string): void {
    if (this.holds.size < namesLimit) this.holds.add(reference);
  }
}

/** Collects what a message describes while it is read, and says at its end what each statement speaks of. */
export class MessageSubjects {
  readonly #words: SubjectWords;
  readonly #all: SubjectNotes[] = [];
  /** Open things, innermost last, with the depth of their element. */
  readonly #open: { readonly depth: number; readonly notes: SubjectNotes }[] = [];

  constructor(words: SubjectWords) {
    this.#words = words;
  }

  /** The thing that is being described; undefined outside of any. */
  get current(): SubjectNotes | undefined {
    return this.#open.at(-1)?.notes;
  }

  opened(path: readonly string[], value: (name: string) => string | undefined): void {
    if (this.#words.opens(path) && this.#all.length < subjectLimit) {
      const notes = new SubjectNotes(this.#all.length + 1);
      this.#all.push(notes);
      this.#open.push({ depth: path.length, notes });
    }
    if (this.current !== undefined) this.#words.attributes?.(path.at(-1) ?? '', value, this.current);
  }

  closing(element: ClosedElement): void {
    const open = this.#open.at(-1);
    if (open === undefined) return;
    this.#words.closes(element, open.notes);
    if (open.depth === element.path.length) this.#open.pop();
  }

  /** The facts with what each speaks of, and with its names in their place for people. */
  assigned(facts: readonly Fact[], spokenOf: ReadonlyMap<number, SubjectNotes>): Fact[] {
    const byId = new Map(this.#all.map((notes) => [notes.id, notes]));
    const subjects = new Map([...new Set(spokenOf.values())].map((notes) => [notes, subjectOf(notes, byId)]));
    return facts.map((fact, index) => {
      const notes = spokenOf.get(index);
      const of = notes === undefined ? undefined : subjects.get(notes);
      return of === undefined ? fact : { ...fact, where: `${fact.where} (${labelOf(of)})`, of };
    });
  }
}

/** A release is stored in the files of its recordings. */
function subjectOf(notes: SubjectNotes, byId: ReadonlyMap<string, SubjectNotes>): Subject {
  const held = [...notes.holds].flatMap((reference) => [...(byId.get(reference)?.files ?? [])]);
  return {
    id: notes.id,
    ...(notes.title === undefined ? {} : { title: notes.title }),
    files: [...new Set([...notes.files, ...held])].slice(0, namesLimit),
    ...(notes.holds.size === 0 ? {} : { holds: [...notes.holds] }),
  };
}

/** For people: `A1, "Rain"`. */
function labelOf({ id, title }: Subject): string {
  return title === undefined ? id : `${id}, "${title}"`;
}
