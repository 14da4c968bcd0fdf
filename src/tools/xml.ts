import { createRequire } from 'node:module';
import type { create as Create } from 'xmlbuilder2';

/** What stands in an element: text, nothing, attributes (`@name`) and text (`#`) beside elements by name, or several alike. */
export type XmlContent = string | number | null | XmlElement | readonly XmlContent[];
export interface XmlElement {
  readonly [name: string]: XmlContent | undefined;
}

// Everything that XML 1.0 has no place for (https://www.w3.org/TR/xml/#charsets); a reader would reject the whole file.
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

/** A text with U+FFFD in the place of every character that XML 1.0 has no place for. */
export function xmlSafe(text: string): string {
  return text.replace(illegal, '\ufffd');
}

// Loaded when first needed: its 150 modules would cost every run a tenth of a second.
const builder = () => createRequire(import.meta.url)('xmlbuilder2') as { readonly create: typeof Create };

/** An XML document in UTF-8, indented, with one element as its root: `{ root: { '@id': 1, child: ['a', 'b'] } }`. */
export function xmlText(document: XmlElement): string {
  return `${builder()
    .create({ version: '1.0', encoding: 'UTF-8' }, cleaned(document) as object)
    .end({ prettyPrint: true })}\n`;
}

/** The writer takes an undefined value for an empty one, and passes U+FFFE and U+FFFF. */
function cleaned(content: XmlContent): unknown {
  // It resolves references in texts once, and then writes whatever still looks like one (`&unknown;`) as it stands.
  if (typeof content === 'string') return xmlSafe(content).replaceAll('&', '&amp;amp;');
  if (typeof content !== 'object' || content === null) return content;
  if (Array.isArray(content)) return content.map(cleaned);
  const entries = Object.entries(content).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, cleaned(value as XmlContent)]));
}
