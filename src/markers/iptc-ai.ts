import type { ExampleFact, Fact, Marker, Says } from '../model/index.ts';
import { cite } from './cite.ts';
import { generatorOf } from './generators.ts';
import { each, find, hit, type Shape, xmp } from './select.ts';
import { sourceTypeOf, sourceTypes } from './source-type.ts';

const anySourceType = [xmp('Iptc4xmpExt:DigitalSourceType', 'Iptc4xmpExt:DigitalSourcefileType')];
const property = (name: string, value: string): ExampleFact => ({ source: 'xmp', name: `Iptc4xmpExt:${name}`, value });
const composite = property(
  'DigitalSourceType',
  'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia',
);

function saysByTerm(fact: Fact): Says | undefined {
  const term = sourceTypeOf(fact.value);
  return term && sourceTypes[term];
}

/**
 * IPTC 2025.1 names the system and the prompt, not how far they went: that is told by the source type beside them. A source
 * type that denies AI stands against the name, so a person must look.
 */
function withSourceType(name: string, shape: Shape): Marker['match'] {
  return (facts) => {
    const words = find(facts, anySourceType).map(saysByTerm);
    const ai = words.find((word) => word === 'generated' || word === 'edited');
    const says = ai ?? (words.some((word) => word !== undefined) ? 'possible' : 'generated');
    const system = find(facts, [xmp('Iptc4xmpExt:AISystemUsed')], isNamed)[0];
    const version = find(facts, [xmp('Iptc4xmpExt:AISystemVersionUsed')], isNamed)[0]?.value.trim();
    return find(facts, [xmp(name)], shape).map((fact) =>
      hit([fact], {
        says: () => says,
        generator: () => {
          const name = system && (generatorOf(system.value)?.name ?? system.value.trim());
          const found = version ?? (system && generatorOf(system.value)?.version);
          return name === undefined ? undefined : { name, ...(found && { version: found }) };
        },
      }),
    );
  };
}

/** Forms that ask for an AI system are also filled in with a no. */
function isNamed(value: string): boolean {
  return value.trim() !== '' && !/^(none|no|n\/?a|not applicable|false|-+)\.?$/i.test(value.trim());
}

const iptc2025 = `${cite.exiftool} lib/Image/ExifTool/XMP2.pl:774-777; https://iptc.org/news/2025/11`;
/** The AI properties of IPTC Photo Metadata 2025.1. */
export const iptcAiMarkers: readonly Marker[] = [
  {
    id: 'xmp-iptc2025-aisystemused',
    title: 'XMP names the AI system that was used',
    vendor: 'writers of IPTC 2025.1',
    says: 'generated',
    strength: 'declared',
    source: iptc2025,
    evidence: 'primary',
    note: 'Does not tell generated from edited: the source type beside it does.',
    match: withSourceType('Iptc4xmpExt:AISystemUsed', isNamed),
    examples: {
      yes: [[property('AISystemUsed', 'Adobe Firefly')], [property('AISystemUsed', 'Gemini'), composite]],
      no: [[property('AISystemUsed', ' ')], [property('AISystemUsed', 'None')]],
    },
  },
  {
    id: 'xmp-iptc2025-aisystemversionused',
    title: 'XMP names the version of an AI system',
    vendor: 'writers of IPTC 2025.1',
    says: 'tool',
    strength: 'declared',
    source: iptc2025,
    evidence: 'primary',
    match: each([xmp('Iptc4xmpExt:AISystemVersionUsed')], isNamed),
    examples: { yes: [[property('AISystemVersionUsed', '5.2')]], no: [[property('AISystemVersionUsed', '')]] },
  },
  {
    id: 'xmp-iptc2025-aipromptinformation',
    title: 'XMP holds the prompt',
    vendor: 'writers of IPTC 2025.1',
    says: 'generated',
    strength: 'declared',
    source: iptc2025,
    evidence: 'primary',
    note: 'Does not tell generated from edited: the source type beside it does.',
    match: withSourceType('Iptc4xmpExt:AIPromptInformation', isNamed),
    examples: {
      yes: [[property('AIPromptInformation', 'a house by the sea')]],
      no: [[property('AIPromptInformation', 'n/a')]],
    },
  },
  {
    id: 'xmp-iptc2025-aipromptwritername',
    title: 'XMP names who wrote the prompt',
    vendor: 'writers of IPTC 2025.1',
    says: 'generated',
    strength: 'declared',
    source: iptc2025,
    evidence: 'primary',
    match: withSourceType('Iptc4xmpExt:AIPromptWriterName', isNamed),
    examples: {
      yes: [[property('AIPromptWriterName', 'A. Artist')]],
      no: [[{ source: 'xmp', name: 'dc:creator', value: 'A. Artist' }]],
    },
  },
];
