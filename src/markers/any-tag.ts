import type { ExampleFact, FactSource, Marker } from '../model/index.ts';
import { cite } from './cite.ts';
import { each } from './select.ts';
import { type SourceType, sourceTypeOf } from './source-type.ts';

/** Sources that have no property of their own for the IPTC source type; XMP, C2PA and sidecars do, and have markers. */
const sources: readonly FactSource[] = ['exif', 'iptc', 'container', 'text', 'id3'];

/**
 * The whole address of a term, alone or behind the property's name. The bare word is not enough: a title may hold it, and so
 * may a text about AI.
 */
const statement =
  /^[\s"'<(]*(?:[\w:. -]*digital ?source ?type["'>:=\s]{1,8})?[<(]?((?:https?:\/\/)?(?:www\.)?cv\.iptc\.org\/newscodes\/digitalsourcetype\/[\w%-]+|https?:\/\/schema\.org\/[A-Za-z]+DigitalSource)(?:\/|\.(?:html?|json|ttl))?(?:[?#][^\s"'<>]*)?["'\s<>).;,/]*$/i;

function statesTerm(value: string, terms: readonly SourceType[]): boolean {
  const address = value.length > 300 ? undefined : statement.exec(value)?.[1];
  const term = address === undefined ? undefined : sourceTypeOf(address);
  return term !== undefined && terms.includes(term);
}

const inTag = (value: string): readonly ExampleFact[] => [{ source: 'container', name: 'ixml:NOTE', value }];
const address = (term: string): string => `http://cv.iptc.org/newscodes/digitalsourcetype/${term}`;

function marker(id: string, title: string, says: 'generated' | 'edited', terms: readonly SourceType[], other: string): Marker {
  return {
    id,
    title,
    vendor: 'any',
    says,
    strength: 'declared',
    source: `${cite.newscodes}; the address names nothing else, wherever it stands`,
    evidence: 'secondary',
    note: 'For formats without a property for it: sound files state it in iXML or a comment.',
    match: each([{ sources }], (value) => statesTerm(value, terms)),
    examples: {
      yes: [inTag(address(terms[0] ?? '')), inTag(`DigitalSourceType: ${address(terms[0] ?? '')}`)],
      no: [inTag(address(other)), inTag(`A talk about ${terms[0]} and what ${address(terms[0] ?? '')} means`)],
    },
  };
}

/** IPTC's digital source type by its address in tags that were not made for it. */
export const anyTagMarkers: readonly Marker[] = [
  marker('tag-dst-trained', 'A tag says: made by a trained model', 'generated', ['trainedAlgorithmicMedia'], 'algorithmicMedia'),
  marker(
    'tag-dst-composite',
    'A tag says: composite with media of a trained model',
    'edited',
    ['compositeWithTrainedAlgorithmicMedia', 'compositeSynthetic'],
    'compositeCapture',
  ),
];
