import { SaxesParser, type SaxesTagNS } from 'saxes';
import { MessageSubjects, type SubjectNotes, type SubjectWords } from './message-subjects.ts';
import { ddexSubjects, newsmlSubjects } from './message-words.ts';
import { read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';
import { packetText } from './xmp-text.ts';

const sizeLimit = 64 * 1024 * 1024;
const depthLimit = 200;
const textLimit = 64 * 1024;
const statementLimit = 20_000;
/** Thrown to leave the parser at a limit; never leaves this file. */
class LimitReached extends Error {}

interface Element {
  readonly name: string;
  readonly start: number;
  text: string;
}

interface Message {
  readonly label: string;
  readonly subjects: SubjectWords;
  /** Name of the fact for an element that closes with text; undefined where it states nothing. */
  readonly stated: (path: readonly string[]) => string | undefined;
  /** Name and value of the facts of an opening tag. */
  readonly attributes: (tag: SaxesTagNS) => readonly (readonly [string, string])[];
}

/** DDEX ERN from 4.3.2 on: ContainsAI of releases and resources, AiContribution of contributors. https://ern.ddex.net */
export const walkDdex: Walker = walker({
  label: 'DDEX',
  subjects: ddexSubjects,
  stated: (path) => {
    const last = path.at(-1) ?? '';
    if (/^ContainsAI$/i.test(last)) return 'ddex:ContainsAI';
    // The contribution is a value, or an element whose parts are.
    return path.some((name) => /^AIContribution$/i.test(name)) ? 'ddex:AiContribution' : undefined;
  },
  attributes: (tag) =>
    Object.values(tag.attributes)
      .filter(({ local }) => /^(ContainsAI|AIContribution)$/i.test(local))
      .map(({ local, value }) => [/^c/i.test(local) ? 'ddex:ContainsAI' : 'ddex:AiContribution', value]),
});

/** A composition of an IMF package states nothing that a marker reads: it is read to its end, so that nothing in it is unread. */
export const walkComposition: Walker = walker({
  label: 'CPL',
  subjects: { opens: () => false, closes: () => {} },
  stated: () => undefined,
  attributes: () => [],
});

/** NewsML-G2 from 2.33 on: digitalSourceType by qcode, URI or literal. https://iptc.org/standards/newsml-g2/ */
export const walkNewsml: Walker = walker({
  label: 'NewsML-G2',
  subjects: newsmlSubjects,
  stated: () => undefined,
  attributes: (tag) =>
    /^digitalSourceType$/i.test(tag.local)
      ? Object.values(tag.attributes)
          .filter(({ local }) => /^(qcode|uri|literal)$/.test(local))
          .map(({ value }) => ['newsml:digitalSourceType', value])
      : [],
});

function walker(message: Message): Walker {
  return function* (file) {
    const notes = new WalkNotes(file);
    if (file.size > sizeLimit) notes.limit(0, 'xml-bytes');
    else new MessageReader(notes, message, yield* read(0, file.size)).run();
    return notes.done();
  };
}

class MessageReader {
  readonly #notes: WalkNotes;
  readonly #message: Message;
  readonly #parser = new SaxesParser({ xmlns: true });
  readonly #source: ReturnType<typeof packetText>;
  readonly #stack: Element[] = [];
  readonly #subjects: MessageSubjects;
  /** What the fact of an index speaks of. */
  readonly #spokenOf = new Map<number, SubjectNotes>();
  #isBroken = false;

  constructor(notes: WalkNotes, message: Message, bytes: Uint8Array) {
    this.#notes = notes;
    this.#message = message;
    this.#subjects = new MessageSubjects(message.subjects);
    this.#source = packetText(bytes);
  }

  run(): void {
    const parser = this.#parser;
    parser.on('error', () => this.#broken());
    parser.on('opentag', (tag) => this.#open(tag));
    parser.on('text', (text) => this.#text(text));
    parser.on('cdata', (text) => this.#text(text));
    parser.on('closetag', () => this.#close());
    try {
      // White space before the declaration is forbidden and seen; blanks in its place keep all positions.
      parser.write(this.#source.text.replace(/^\s*<\?xml[^>]*\?>/, (found) => ' '.repeat(found.length))).close();
    } catch (error) {
      if (!(error instanceof LimitReached)) throw error;
      this.#notes.limit(0, error.message);
    }
    // Files are often named behind the statement, so only the end of the message tells what each speaks of.
    const { facts } = this.#notes;
    facts.splice(0, facts.length, ...this.#subjects.assigned(facts, this.#spokenOf));
  }

  #broken(): void {
    if (!this.#isBroken) this.#notes.broken(this.#byte(this.#parser.position), 'xml');
    this.#isBroken = true;
  }

  #byte(position: number): number {
    return this.#source.byteAt(position) ?? 0;
  }

  #open(tag: SaxesTagNS): void {
    if (this.#stack.length >= depthLimit) throw new LimitReached('xml-depth');
    // No value of these messages holds a bare angle bracket, so the last one before here opens the tag.
    const start = this.#source.text.lastIndexOf('<', this.#parser.position - 1);
    this.#stack.push({ name: tag.local, start: Math.max(0, start), text: '' });
    const values = Object.values(tag.attributes);
    this.#subjects.opened(this.#path(), (name) => values.find(({ local }) => local === name)?.value);
    for (const [name, value] of this.#message.attributes(tag)) this.#state(name, value, start);
  }

  #text(text: string): void {
    const element = this.#stack.at(-1);
    if (element !== undefined && element.text.length < textLimit) element.text += text;
  }

  #path(): string[] {
    return this.#stack.map(({ name }) => name);
  }

  #close(): void {
    const path = this.#path();
    const element = this.#stack.at(-1);
    const text = element?.text.trim() ?? '';
    const name = this.#message.stated(path);
    if (element !== undefined && text !== '' && name !== undefined) this.#state(name, text, element.start);
    this.#subjects.closing({ path, text });
    this.#stack.pop();
  }

  #state(name: string, value: string, start: number): void {
    if (this.#notes.facts.length >= statementLimit) throw new LimitReached('xml-statements');
    const from = this.#byte(start);
    const length = Math.max(0, this.#byte(this.#parser.position) - from);
    const where = `${this.#message.label}, ${this.#path().join('/')}`;
    const first = this.#notes.facts.length;
    this.#notes.fact('sidecar', name, value, this.#notes.place(where, from, length));
    const subject = this.#subjects.current;
    if (subject === undefined) return;
    for (let index = first; index < this.#notes.facts.length; index++) this.#spokenOf.set(index, subject);
  }
}
