import { printable, safeJson, severalLines } from '../printable.ts';

/** HTML that is done: only `html` makes it. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text and numbers are escaped, markup passes, nothing is nothing. */
export type Part = string | number | null | undefined | false | Markup | readonly Part[];

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** The one place where text becomes HTML, for elements and quoted attributes alike; controls are written out. */
export function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => entities[character] as string);
}

function rendered(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(rendered).join('');
  if (part === null || part === undefined || part === false) return '';
  return escaped(String(part));
}

/** A template whose values are escaped unless they are markup themselves. Attributes must be quoted. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((string, index) => string + (index < parts.length ? rendered(parts[index]) : '')).join(''));
}

/** A text that a person wrote, with its line breaks. */
export function prose(text: string): Part {
  return severalLines(text)
    .split('\n')
    .map((line, index) => [index > 0 && html`<br>`, line]);
}

/** Style or script of ours, as it stands; never anything from a report. */
export function verbatim(text: string): Markup {
  return new Markup(text);
}

const thumbnails = /^data:image\/(?:webp|jpeg|png);base64,[A-Za-z0-9+/]+={0,2}$/;

/** The data URL where it is a picture and nothing else, else null: SVG can carry script. */
export function pictureUrl(thumbnail: string | null): string | null {
  return thumbnail !== null && thumbnails.test(thumbnail) ? thumbnail : null;
}

/** Bytes as a person reads them, in powers of 1000 as storage is sold. */
export function bytes(size: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = size;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toPrecision(3)} ${units[unit]}`;
}

/**
 * Data for the script of the page: JSON in an element that no browser runs. Every `<` is written as `\u003c`, so that no value
 * can end the element, and characters that deceive as `\uXXXX`: the value stays what it was.
 * https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
 */
export function data(id: string, value: unknown): Markup {
  const json = safeJson(JSON.stringify(value)).replaceAll('<', '\\u003c');
  return new Markup(`<script type="application/json" id="${escaped(id)}">${json}</script>\n`);
}
