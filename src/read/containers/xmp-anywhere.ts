/** How a packet begins and ends: wrapped in `xmpmeta`, or bare RDF. */
const forms = [
  ['<x:xmpmeta', '</x:xmpmeta>'],
  ['<rdf:RDF', '</rdf:RDF>'],
] as const;

/** The XMP that stands somewhere in a text of another purpose, from the first packet to the end of the last; undefined where there is none. */
export function xmpInText(text: string): string | undefined {
  for (const [opening, closing] of forms) {
    const start = text.indexOf(opening);
    const end = text.lastIndexOf(closing);
    if (start >= 0 && end > start) return text.slice(start, end + closing.length);
  }
  return undefined;
}
