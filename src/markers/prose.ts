import type { ExampleFact, Marker, Says } from '../model/index.ts';

/** Characters of an example's value that are shown. */
const shownLength = 160;

const meaning: Readonly<Record<Says, string>> = {
  generated: 'made by generative AI',
  edited: 'altered by generative AI, or holds a part that it made',
  possible: 'leaves AI open: a person must look',
  tool: 'names a tool that can do AI: a reason to look, never a finding by itself',
  captured: 'a capture source type',
  nothing: 'says nothing of AI: a trap, or a place to look',
};

/** The catalogue as Markdown, in the order of the catalogue, one section for each word that markers say. Pure. */
export function catalogueProse(markers: readonly Marker[]): string {
  const words = Object.keys(meaning) as Says[];
  const sections = words.flatMap((says) => {
    const own = markers.filter((marker) => marker.says === says);
    return own.length === 0 ? [] : [`## ${says}: ${meaning[says]}`, '', ...own.flatMap(markerProse)];
  });
  return `${[...intro(markers), ...sections].join('\n').trimEnd()}\n`;
}

function intro(markers: readonly Marker[]): string[] {
  return [
    '# Marker catalogue',
    '',
    '<!-- Written by scripts/docs-markers.mjs from src/markers. Do not edit by hand. -->',
    '',
    `${markers.length} markers. Each is one machine-readable way of saying that AI made or altered something, or something that looks`,
    'like it and is none. The word is what a marker says as a rule; the facts around it can change it, as its note tells.',
    '',
    'Strength: `c2pa` is trusted or signed by the state of the manifest, else declared; `declared` is a plain tag that anyone can',
    'write; `inferred` is a watermark, a bit stream or a name. Evidence: `primary` is a specification, the code of the vendor or a',
    'real file that was opened; `secondary` is the constants or captures of others.',
    '',
  ];
}

function markerProse(marker: Marker): string[] {
  return [
    `### ${marker.id}`,
    '',
    `${marker.title}.${marker.note ? ` ${marker.note}` : ''}`,
    '',
    `- Written by: ${marker.vendor}`,
    `- Strength: ${marker.strength}; evidence: ${marker.evidence}`,
    `- Source: ${marker.source}`,
    '- Matches:',
    ...marker.examples.yes.map(exampleProse),
    '- Does not match:',
    ...marker.examples.no.map(exampleProse),
    '',
  ];
}

function exampleProse(example: readonly ExampleFact[]): string {
  return `  - ${example.map((fact) => factProse(fact, code)).join(' with ')}`;
}

/** An example in one line of plain text: every fact with its source, and of C2PA facts what they stand on. Pure. */
export function exampleText(example: readonly ExampleFact[]): string {
  return example.map((fact) => factProse(fact, (text) => text.replaceAll('\n', ' '))).join(' with ');
}

function factProse({ source, name, value, where, c2pa }: ExampleFact, quote: (text: string) => string): string {
  const shown = value.length > shownLength ? `${value.slice(0, shownLength)}…` : value;
  const stand = [
    c2pa?.action && c2pa.action !== value ? `on ${c2pa.action}` : '',
    c2pa?.relation ? `of the ${c2pa.relation}` : '',
  ];
  const place = [
    where ? `at ${where}` : '',
    stand.filter((part) => part !== '').join(' '),
    c2pa?.relation === 'asset' && c2pa.active === false ? 'in an earlier manifest' : '',
    c2pa?.state ? `credential ${c2pa.state}` : '',
    c2pa?.gathered ? 'gathered, not vouched for by the signer' : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
  return `${quote(`${source} ${name} = ${shown}`)}${place ? ` (${place})` : ''}`;
}

/** Inline code may hold backticks only between longer runs of them. */
function code(text: string): string {
  const plain = text.replaceAll('\n', ' ');
  return plain.includes('`') ? `\`\` ${plain} \`\`` : `\`${plain}\``;
}
