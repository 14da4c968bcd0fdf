import type { Says } from '../model/index.ts';

/**
 * Terms of the IPTC digital source type vocabulary (http://cv.iptc.org/newscodes/digitalsourcetype/), retired ones included,
 * and C2PA's own two (2.2, section 18.14.4.5), with what each says of a file that it describes as a whole.
 */
export const sourceTypes = {
  trainedAlgorithmicMedia: 'generated',
  trainedAlgorithmicData: 'generated',
  compositeWithTrainedAlgorithmicMedia: 'edited',
  compositeSynthetic: 'edited',
  composite: 'possible',
  digitalArt: 'possible',
  virtualRecording: 'possible',
  screenCapture: 'possible',
  digitalCapture: 'captured',
  computationalCapture: 'captured',
  compositeCapture: 'captured',
  negativeFilm: 'captured',
  positiveFilm: 'captured',
  print: 'captured',
  digitalCreation: 'nothing',
  humanEdits: 'nothing',
  minorHumanEdits: 'nothing',
  algorithmicMedia: 'nothing',
  algorithmicallyEnhanced: 'nothing',
  dataDrivenMedia: 'nothing',
  softwareImage: 'nothing',
  empty: 'nothing',
} as const satisfies Record<string, Says>;

/** A term of the vocabulary. */
export type SourceType = keyof typeof sourceTypes;

/** Names that the IPTC gave these terms in 2024, and that programs show and write instead of the term. */
const newNames: Readonly<Record<string, SourceType>> = {
  createdusinggenerativeai: 'trainedAlgorithmicMedia',
  editedusinggenerativeai: 'compositeWithTrainedAlgorithmicMedia',
  compositeincludinggenerativeaielements: 'compositeSynthetic',
};

const byLowerCase = new Map([
  ...Object.keys(sourceTypes).map((term) => [term.toLowerCase(), term as SourceType] as const),
  ...Object.entries(newNames),
]);

/** Longer values are no term and no address of one. Characters. */
const valueLimit = 1000;

/**
 * The term that a value names: last segment of a URI (before a query or a fragment), fragment that is a term itself, NewsML
 * qcode, bare term, its English name ("Trained algorithmic media"), or schema.org's `…DigitalSource`; any case. The whole
 * segment counts, so that algorithmicMedia and trainedAlgorithmicMedia are never mistaken for each other.
 */
export function sourceTypeOf(value: string): SourceType | undefined {
  if (value.length > valueLimit) return undefined;
  const [address = '', ...fragment] = value.split('#');
  return termOf(fragment.join('#')) ?? termOf(address.split('?')[0] ?? '');
}

function termOf(address: string): SourceType | undefined {
  const segment = address.trim().replace(/\/+$/, '').split(/[/:]/).at(-1) ?? '';
  // English names are the terms with blanks: "Composite with trained algorithmic media", with or without a full stop.
  const term = segment
    .replace(/^\s*c2pa\./i, '')
    .replace(/[\s_-]+|\.\s*$/g, '')
    .toLowerCase();
  return byLowerCase.get(term) ?? byLowerCase.get(term.replace(/digitalsource$/, ''));
}

/** A shape: values that name one of these terms. */
export function isSourceType(...terms: readonly SourceType[]): (value: string) => boolean {
  return (value) => {
    const term = sourceTypeOf(value);
    return term !== undefined && terms.includes(term);
  };
}
