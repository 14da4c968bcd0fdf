import { SaxesParser, type SaxesTagNS } from 'saxes';
import { read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';
import { packetText } from './xmp-text.ts';

const sizeLimit = 64 * 1024 * 1024;
const depthLimit = 200;
const textLimit = 64 * 1024;
const statementLimit = 20_000;
/** Elements that name what a statement is about; shown with it. */
const naming = /^(ResourceReference|ReleaseReference|ISRC|ICPN|URI|DisplayTitleText)$/;

/** Thrown to leave the parser at a limit; never leaves this file. */
class LimitReached extends Error {}

interface Element {
  readonly name: string;
  readonly start: number;
  text: string;
  /** Values of naming elements directly or closely below. */
  readonly names: string[];
}

interface Message {
  readonly label: string;
  /** Name of the fact for an element that closes with text; undefined where it states nothing. */
  readonly stated: (path: readonly string[]) => string | undefined;
  /** Name and value of the facts of an opening tag. */
  readonly attributes: (tag: SaxesTagNS) => readonly (readonly [string, string])[];
}

/** DDEX ERN from 4.3.2 on: ContainsAI of releases and resources, AiContribution of contributors. https://ern.ddex.net */
export const walkDdex: Walker = walker({
  label: 'DDEX',
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

/** NewsML-G2 from 2.33 on: digitalSourceType by qcode, URI or literal. https://iptc.org/standards/newsml-g2/ */
export const walkNewsml: Walker = walker({
  label: 'NewsML-G2',
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
  #isBroken = false;

  constructor(notes: WalkNotes, message: Message, bytes: Uint8Array) {
    this.#notes = notes;
    this.#message = message;
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
    this.#stack.push({ name: tag.local, start: Math.max(0, start), text: '', names: [] });
    for (const [name, value] of this.#message.attributes(tag)) this.#state(name, value, start);
  }

  #text(text: string): void {
    const element = this.#stack.at(-1);
    if (element !== undefined && element.text.length < textLimit) element.text += text;
  }

  #close(): void {
    const path = this.#stack.map(({ name }) => name);
    const element = this.#stack.at(-1);
    const value = element?.text.trim() ?? '';
    const name = this.#message.stated(path);
    if (element !== undefined && value !== '') {
      if (name !== undefined) this.#state(name, value, element.start);
      if (naming.test(element.name))
        for (const holder of this.#stack.slice(-4, -1)) if (holder.names.length < 3) holder.names.push(value);
    }
    this.#stack.pop();
  }

  #state(name: string, value: string, start: number): void {
    if (this.#notes.facts.length >= statementLimit) throw new LimitReached('xml-statements');
    const from = this.#byte(start);
    const length = Math.max(0, this.#byte(this.#parser.position) - from);
    const about = this.#stack.flatMap((element) => element.names.slice(0, 1)).at(-1);
    const path = this.#stack.map((element) => element.name).join('/');
    const where = `${this.#message.label}, ${path}${about === undefined ? '' : ` (${about})`}`;
    this.#notes.fact('sidecar', name, value, this.#notes.place(where, from, length));
  }
}
