import type { ExampleFact, Fact, FactSource, Generator, Marker } from '../model/index.ts';
import { cite } from './cite.ts';
import { generatorOf } from './generators.ts';
import { container, each, exif, find, hit, iptc, onlyIn, tag, text, xmp } from './select.ts';
import { isSourceType } from './source-type.ts';

const fact = (source: FactSource, name: string, value: string): ExampleFact => ({ source, name, value });

/** Names that mean nothing else. Firefly, flux, Luma, Imagen, Leonardo, Runway, Gemini and Sora are words, lenses and people. */
const words =
  /(?<![\p{L}\p{N}])(midjourney|dall[-·• ]?e[ -]?[23]?|stable ?diffusion|comfyui|automatic1111|invokeai|novelai|gpt-image|nano banana|dreamstudio|nightcafe|ideogram)(?![\p{L}])/iu;
/** Fields that name tools and makers. Titles and descriptions are left out: a film about Midjourney has the word there. */
const described = [
  exif('Software', 'Artist'),
  xmp('xmp:CreatorTool', 'dc:creator', 'tiff:Software', 'photoshop:Credit', 'photoshop:Source'),
  iptc('Credit', 'Source', 'By-line', 'OriginatingProgram'),
  text('Software', 'Author', 'Comment', 'Source'),
  tag('software', 'encoder', 'too', 'artist', 'swr', 'comment', 'cmt', 'icmt'),
  container('dpx:creator', 'exr:software', 'bext:Originator', 'ixml:ORIGINATOR'),
  { sources: ['id3' as const], names: ['COMM', 'TSSE', 'TENC'] },
];
/** Where Meta AI names itself. */
const credits = [xmp('photoshop:Credit', 'photoshop:Source', 'xmp:CreatorTool'), iptc('Credit', 'Source')];
const namesMeta = /^(Imagined with AI|Imagine with Meta AI|Meta AI|Made with Meta AI)\b/i;
/** Longer values are prompts, graphs and letters, not names of tools. */
const nameLength = 200;

function toolOf(found: Fact): Generator | undefined {
  const name = words.exec(found.value)?.[0];
  return name === undefined ? undefined : generatorOf(name);
}

/** File names as services hand them out. A name alone proves nothing, and names of films hold these words too. */
const handedOut: readonly (readonly [RegExp, string])[] = [
  [/^ChatGPT[ _]Image[ _]/i, 'ChatGPT'],
  [/^DALL[·•. _-]?E[ _]\d{4}-\d\d-\d\d/i, 'DALL-E'],
  [/^Gemini_Generated_Image_/i, 'Gemini'],
  [/^Firefly[ _-].{0,180}[ _-]\d{5,6}\.\w{3,4}$/, 'Adobe Firefly'],
  [/^ComfyUI_(temp_\w+_)?\d{5}_?\.\w{3,4}$/, 'ComfyUI'],
  [/(^|[_ .-])midjourney([_ .-]|$)/i, 'Midjourney'],
  [/_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}_[0-3]\.(png|webp|jpe?g)$/i, 'Midjourney'],
  [/^Gen-[34] (Alpha|Turbo|Alpha Turbo)?.{0,180} \d{6,12}/, 'Runway'],
  [/^ElevenLabs_\d{4}-\d\d-\d\dT/, 'ElevenLabs'],
  [/^(kling|KLing)_\d{8}/, 'Kling'],
  [/^Hailuo_Video_/, 'MiniMax Hailuo'],
];

const base = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The generator after which a folder or clip is named; undefined where a name means none, or could mean something else. */
export function suggestedGenerator(name: string): string | undefined {
  const pattern = handedOut.find(([form]) => form.test(name))?.[1];
  const word = words.exec(name)?.[0];
  return pattern ?? (word === undefined ? undefined : (generatorOf(word)?.name ?? word));
}

/** Names of tools in descriptive fields and file names: reasons to look, never to accuse. */
export const toolNames: readonly Marker[] = [
  {
    id: 'txt-ai-tokens',
    title: 'A descriptive field names a generator',
    vendor: 'any',
    says: 'tool',
    strength: 'inferred',
    source: cite.captures,
    evidence: 'secondary',
    note: 'Only names that mean nothing else. Firefly is also a lens, imagen a Spanish word, Leonardo a name: they are left out.',
    match: each(described, (value) => value.length <= nameLength && words.test(value), { generator: toolOf }),
    examples: {
      yes: [
        [fact('xmp', 'xmp:CreatorTool', 'Midjourney 6')],
        [fact('exif', 'Software', 'stable-diffusion ComfyUI')],
        [fact('container', 'dpx:creator', 'ComfyUI 0.3.68')],
      ],
      no: [
        [fact('exif', 'Software', 'Irix Firefly 15mm')],
        [fact('xmp', 'dc:title', 'Midjourney')],
        [fact('text', 'Comment', 'Ideogrammatic writing')],
      ],
    },
  },
  {
    id: 'filename-generator',
    title: 'The file is named as a generator names its files',
    vendor: 'any',
    says: 'tool',
    strength: 'inferred',
    source: 'default file names of the services, as downloaded in 2025 and 2026',
    evidence: 'secondary',
    note: 'Anyone can name a file anything; the pattern must be that of a download, not a mere word.',
    match: (facts) =>
      find(facts, [{ sources: ['filename'], names: ['name'] }]).flatMap((found) => {
        const name = handedOut.find(([pattern]) => pattern.test(base(found.value)))?.[1];
        return name ? [hit([found], { generator: name })] : [];
      }),
    examples: {
      yes: [
        [fact('filename', 'name', 'stills/ChatGPT Image Nov 2, 2026.png')],
        [fact('filename', 'name', 'ComfyUI_00012_.png')],
        [fact('filename', 'name', 'Gemini_Generated_Image_x1.png')],
      ],
      no: [
        [fact('filename', 'name', 'Gemini_Man_reel1.mov')],
        [fact('filename', 'name', 'Firefly_s01e01.mov')],
        [fact('filename', 'name', 'runway_show.mp4')],
        [fact('filename', 'name', 'sora.wav')],
      ],
    },
  },
  {
    id: 'xmp-meta-dst',
    title: 'Source type and credit as Meta AI writes them',
    vendor: 'Meta AI',
    says: 'generated',
    strength: 'declared',
    source: cite.captures,
    evidence: 'primary',
    note: 'Meta AI writes the plain IPTC source type, which everybody may: only a credit that names Meta beside it tells the maker.',
    match: onlyIn(
      credits,
      (facts) => {
        const credit = find(facts, credits, namesMeta)[0];
        if (!credit) return [];
        return find(facts, [xmp('Iptc4xmpExt:DigitalSourceType')], isSourceType('trainedAlgorithmicMedia')).map((found) =>
          hit([found, credit], { generator: 'Meta AI' }),
        );
      },
      namesMeta,
    ),
    examples: {
      yes: [
        [
          fact('xmp', 'Iptc4xmpExt:DigitalSourceType', 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'),
          fact('iptc', 'Credit', 'Imagined with AI'),
        ],
      ],
      no: [
        [fact('xmp', 'Iptc4xmpExt:DigitalSourceType', 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia')],
        [fact('iptc', 'Credit', 'Imagined with AI')],
      ],
    },
  },
];
