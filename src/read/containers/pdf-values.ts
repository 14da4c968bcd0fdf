import { latin1, textOf, utf16Of } from './bytes.ts';

/** A name, without its slash and with `#xx` resolved. */
export class PdfName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A reference to an indirect object. */
export class PdfRef {
  readonly id: number;
  constructor(id: number) {
    this.id = id;
  }
}

/** The bytes of a string, and where it stands in the bytes that were parsed, delimiters included. */
export class PdfString {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  constructor(bytes: Uint8Array, start: number, end: number) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }
}

/** A dictionary by key, without slashes. */
export type PdfDict = ReadonlyMap<string, PdfValue>;
/** A value of the object syntax. ISO 32000-2, 7.3. */
export type PdfValue = null | boolean | number | PdfName | PdfRef | PdfString | readonly PdfValue[] | PdfDict;

/** True for a dictionary; streams are told by what follows. */
export function isDict(value: PdfValue | undefined): value is PdfDict {
  return value instanceof Map;
}

/** Thrown where the syntax does not hold or the bytes end; `ended` tells the two apart. Caught by whoever parses. */
export class PdfSyntaxError extends Error {
  readonly ended: boolean;
  constructor(ended: boolean) {
    super(ended ? 'the bytes end' : 'no value');
    this.ended = ended;
  }
}

const depthLimit = 64;
/** Delimiters and white space. ISO 32000-2, 7.2.3. */
const isSpace = (byte: number): boolean => byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32;
const isDelimiter = (byte: number): boolean => '()<>[]{}/%'.includes(String.fromCharCode(byte));

/** Reads values one after the other from bytes that may end at any place. */
export class PdfParser {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Skips white space and comments. */
  skip(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined) return;
      if (byte === 0x25)
        while (this.at < this.bytes.length && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at++;
      else if (isSpace(byte)) this.at++;
      else return;
    }
  }

  /** The next run of regular characters; empty at a delimiter. */
  word(): string {
    this.skip();
    const start = this.at;
    while (this.at < this.bytes.length) {
      const byte = this.bytes[this.at] ?? 0;
      if (isSpace(byte) || isDelimiter(byte)) break;
      this.at++;
    }
    return latin1(this.bytes, start, this.at);
  }

  /** @throws PdfSyntaxError */
  value(depth = 0): PdfValue {
    if (depth > depthLimit) throw new PdfSyntaxError(false);
    this.skip();
    const byte = this.#need(this.at);
    if (byte === 0x2f) return this.#name();
    if (byte === 0x28) return this.#literal();
    if (byte === 0x5b) return this.#list(depth);
    if (byte === 0x3c) return this.#need(this.at + 1) === 0x3c ? this.#dict(depth) : this.#hex();
    return this.#plain();
  }

  #need(at: number): number {
    const byte = this.bytes[at];
    if (byte === undefined) throw new PdfSyntaxError(true);
    return byte;
  }

  #name(): PdfName {
    this.at++;
    const start = this.at;
    while (this.at < this.bytes.length) {
      const byte = this.bytes[this.at] ?? 0;
      if (isSpace(byte) || isDelimiter(byte)) break;
      this.at++;
    }
    const raw = latin1(this.bytes, start, this.at);
    if (!raw.includes('#')) return new PdfName(textOf(this.bytes.subarray(start, this.at)));
    const resolved = raw.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return new PdfName(textOf(Buffer.from(resolved, 'latin1')));
  }

  #list(depth: number): PdfValue[] {
    this.at++;
    const items: PdfValue[] = [];
    for (;;) {
      this.skip();
      if (this.#need(this.at) === 0x5d) {
        this.at++;
        return items;
      }
      items.push(this.value(depth + 1));
    }
  }

  #dict(depth: number): PdfDict {
    this.at += 2;
    const entries = new Map<string, PdfValue>();
    for (;;) {
      this.skip();
      const byte = this.#need(this.at);
      if (byte === 0x3e && this.#need(this.at + 1) === 0x3e) {
        this.at += 2;
        return entries;
      }
      if (byte !== 0x2f) throw new PdfSyntaxError(false);
      const { name } = this.#name();
      entries.set(name, this.value(depth + 1));
    }
  }

  #hex(): PdfString {
    const start = this.at++;
    const end = this.bytes.indexOf(0x3e, this.at);
    if (end < 0) throw new PdfSyntaxError(true);
    const digits = latin1(this.bytes, this.at, end).replace(/[^0-9A-Fa-f]/g, '');
    this.at = end + 1;
    return new PdfString(Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex'), start, this.at);
  }

  /** A string in parentheses, which nest; with escapes. ISO 32000-2, 7.3.4.2. */
  #literal(): PdfString {
    const start = this.at++;
    const out: number[] = [];
    for (let open = 1; ; ) {
      const byte = this.#need(this.at++);
      if (byte === 0x5c) this.#escape(out);
      else {
        if (byte === 0x28) open++;
        if (byte === 0x29 && --open === 0) return new PdfString(Uint8Array.from(out), start, this.at);
        out.push(byte);
      }
    }
  }

  #escape(out: number[]): void {
    const byte = this.#need(this.at++);
    const letter = 'nrtbf'.indexOf(String.fromCharCode(byte));
    if (letter >= 0) out.push([10, 13, 9, 8, 12][letter] ?? 0);
    else if (byte >= 0x30 && byte <= 0x37) {
      let code = byte - 0x30;
      for (let more = 0; more < 2; more++) {
        const digit = this.#need(this.at) - 0x30;
        if (digit < 0 || digit > 7) break;
        code = code * 8 + digit;
        this.at++;
      }
      out.push(code & 255);
    } else if (byte === 13) {
      if (this.bytes[this.at] === 10) this.at++;
    } else if (byte !== 10) out.push(byte);
  }

  /** A number, a reference, or one of the words. */
  #plain(): PdfValue {
    const text = this.word();
    // A word at the very end of the bytes may go on behind it.
    if (text === '' || this.at >= this.bytes.length) throw new PdfSyntaxError(text !== '');
    if (text === 'true' || text === 'false') return text === 'true';
    if (text === 'null') return null;
    if (!/^[+-]*[\d.]+[-\d.]*$/.test(text)) throw new PdfSyntaxError(false);
    if (/^\d{1,10}$/.test(text)) {
      const before = this.at;
      if (/^\d{1,5}$/.test(this.word()) && this.word() === 'R') return new PdfRef(Number(text));
      if (this.at >= this.bytes.length) throw new PdfSyntaxError(true);
      this.at = before;
    }
    return Number.parseFloat(text);
  }
}

/** Characters of PDFDocEncoding that Latin-1 has otherwise. ISO 32000-2, D.3. */
const docEncoded: Readonly<Record<string, string>> = Object.fromEntries(
  [...'\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc']
    .map((character, index) => [String.fromCharCode(0x18 + index), character])
    .concat(
      [
        ...'\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e',
      ].map((character, index) => [String.fromCharCode(0x80 + index), character]),
      [['\u00a0', '\u20ac']],
    ),
);

/** A text string: UTF-16 or UTF-8 by its mark, else UTF-8 where that is what writers put there, else PDFDocEncoding. */
export function pdfText({ bytes }: PdfString): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16Of(bytes.subarray(2), false);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16Of(bytes.subarray(2), true);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return textOf(bytes.subarray(3));
  const text = textOf(bytes);
  if (text.length !== bytes.length) return text;
  return [...text].map((character) => docEncoded[character] ?? character).join('');
}
