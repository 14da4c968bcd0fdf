// The terms say everything that a person needs; the full address stays in the evidence. http://cv.iptc.org/newscodes/digitalsourcetype/
const vocabulary = /^https?:\/\/(?:cv\.iptc\.org\/newscodes|c2pa\.org)\/digitalsourcetype\/(?=\w+$)/;

/** A value from a file, short enough for a sentence: source types without their address, the rest cut at `limit` characters. */
export function shortValue(value: string, limit = 120): string {
  const term = value.replace(vocabulary, '');
  const characters = [...term];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : term;
}
