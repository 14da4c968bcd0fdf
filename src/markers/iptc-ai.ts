import type { ExampleFact, Fact, Marker, Matcher, Says } from '../model/index.ts';
import { cite } from './cite.ts';
import { generatorOf } from './generators.ts';
import { each, find, hit, onlyIn, type Shape, xmp } from './select.ts';
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
function withSourceType(name: string, shape: Shape): Matcher {
  return onlyIn(
    [xmp(name)],
    (facts) => {
      const words = find(facts, anySourceType).map(saysByTerm);
      const ai = words.find((word) => word === 'generated' || word === 'edited');
      const system = find(facts, [xmp('Iptc4xmpExt:AISystemUsed')], isNamed)[0];
      const alone = words.some((word) => word !== undefined) ? 'possible' : 'generated';
      const says = ai ?? (system && onlyDescribes(system.value) ? 'tool' : alone);
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
    },
    shape,
  );
}

/** Forms that ask for an AI system are also filled in with a no, in the language of the crew. */
const denies =
  /^(none|no|not|non|without|nil|nothing|n\/?a|false|kein|keine[rs]?|nein|ohne|aucune?|sans|ning[uú]n[oa]?|sin|nessun[oa]?|nenhum|geen|-+)(?![\p{L}\p{N}])/iu;
/** `No AI but Firefly` is no denial. */
const excepts = /\b(but|except|apart from|other than|sauf|außer|salvo)\b/i;
/** A prompt may begin with No, and a surname is Nil: there a denial is the word alone, or it says what there is none of. */
const deniesWhole =
  /^[^\p{L}\p{N}]*$|^(none|no|not|nil|nothing|n\/?a|false|kein|keine[rs]?|nein|aucune?|ning[uú]n[oa]?|nessun[oa]?|nenhum|geen)[\s.!-]*$|^(none|no|not|non|without|nil|n\/?a|keine?|ohne|aucune?|sans|ning[uú]n[oa]?|sin)[\s:,-]+(\S+\s+){0,3}?(a\.?i\.?|k\.?i\.?|i\.?a\.?|gen ?ai|prompts?|used|applicable|available|provided|given|generative|verwendet|utilisée?|invite|benutzt|usad[oa])(?![\p{L}\p{N}])/iu;

function isNamed(value: string): boolean {
  const text = value.trim();
  return text !== '' && (!denies.test(text) || excepts.test(text));
}

function isWritten(value: string): boolean {
  const text = value.trim();
  return !deniesWhole.test(text) || excepts.test(text);
}

/** A system that describes the picture in words, and makes nothing in it. */
function onlyDescribes(value: string): boolean {
  const describes =
    /\b(keyword(s|ing)?|(auto-?)?tagg?(ing|er|s)|caption(s|ing|er)?|alt[- ]text|transcri(ption|bing)|culling|excire)\b/i;
  return describes.test(value) && !/generat|in-?paint|\bfill\b|edit/i.test(value) && generatorOf(value) === undefined;
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
    note: 'Does not tell generated from edited: the source type beside it does. A denial says nothing, and a system for keywords or captions is a tool.',
    match: withSourceType('Iptc4xmpExt:AISystemUsed', isNamed),
    examples: {
      yes: [[property('AISystemUsed', 'Adobe Firefly')], [property('AISystemUsed', 'Gemini'), composite]],
      no: [
        [property('AISystemUsed', ' ')],
        [property('AISystemUsed', 'None')],
        [property('AISystemUsed', 'No AI used')],
        [property('AISystemUsed', 'none used')],
        [property('AISystemUsed', 'n/a')],
        [property('AISystemUsed', 'Keine KI')],
        [property('AISystemUsed', 'Aucune')],
      ],
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
    match: withSourceType('Iptc4xmpExt:AIPromptInformation', isWritten),
    examples: {
      yes: [
        [property('AIPromptInformation', 'a house by the sea')],
        [property('AIPromptInformation', 'No people, a house by the sea')],
      ],
      no: [[property('AIPromptInformation', 'n/a')], [property('AIPromptInformation', 'No prompt')]],
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
    match: withSourceType('Iptc4xmpExt:AIPromptWriterName', isWritten),
    examples: {
      yes: [[property('AIPromptWriterName', 'A. Artist')]],
      no: [[{ source: 'xmp', name: 'dc:creator', value: 'A. Artist' }]],
    },
  },
];
