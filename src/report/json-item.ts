import { inOrder, isQuotation, keysInOrder } from './in-order.ts';
import { safeJson } from './printable.ts';

/**
 * Writes the items of a list as `safeJson(JSON.stringify(inOrder(item), null, 2))` would, or in one line: object by object. Of a
 * million assets nearly all share what is said of them, so that the text of an object that items share is made once.
 */
export class ItemWriter {
  readonly #inside: string;
  readonly #end: string;
  readonly #colon: string;
  readonly #spaces: number | undefined;
  #recent = new Map<object, string>();

  /** @param by spaces before the item's last line; null: no line feeds at all */
  constructor(by: string | null) {
    this.#inside = by === null ? '' : `\n${by}  `;
    this.#end = by === null ? '' : `\n${by}`;
    this.#colon = by === null ? ':' : ': ';
    this.#spaces = by === null ? undefined : 2;
  }

  /** The JSON text of an item; its first line is not indented. */
  write(item: unknown): string {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return this.#textOf(inOrder(item), this.#end);
    let text = '';
    for (const key of keysInOrder(Object.keys(item))) {
      const value = (item as Record<string, unknown>)[key];
      if (value === undefined) continue;
      text += `${text === '' ? '{' : ','}${this.#inside}${quoted(key)}${this.#colon}${this.#member(key, value)}`;
    }
    return text === '' ? '{}' : `${text}${this.#end}}`;
  }

  #member(key: string, value: unknown): string {
    if (typeof value === 'string') return quoted(value);
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    const known = this.#recent.get(value);
    if (known !== undefined) return known;
    const text = this.#textOf(isQuotation(key) ? value : inOrder(value), this.#inside);
    if (this.#recent.size >= recentLimit) this.#recent.clear();
    if (text.length <= longestKept) this.#recent.set(value, text);
    return text;
  }

  /** Line feeds stand nowhere in JSON but between its lines. */
  #textOf(value: unknown, line: string): string {
    const text = safeJson(JSON.stringify(value, null, this.#spaces));
    return this.#spaces === undefined ? text : text.replaceAll('\n', line);
  }
}

/** Objects whose texts are kept, and the longest text: what is long is said of one asset. */
const [recentLimit, longestKept] = [1000, 2000];

/** Nearly every text stands between quotes as it is. */
const quoted = (text: string): string => (/^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : safeJson(JSON.stringify(text)));
