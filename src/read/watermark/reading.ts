import type { At, Encoding, Fact, Problem, Reading } from '../../model/index.ts';
import { type WatermarkHit, watermarksIn } from './dwt-dct.ts';
import type { PixelImage } from './pixels.ts';
import { type StealthText, stealthIn } from './stealth.ts';

/** Version of the decoders and their thresholds: a store forgets readings of another version. */
const version = '1';

/**
 * What the pixels of one still say; never `ok: false`, since a mark that cannot be read is no failure of the file.
 * @param picture where the coded picture lies in the file
 */
export function watermarkReading(image: PixelImage, picture?: At): Reading {
  const hidden = stealthIn(image);
  return {
    reader: 'watermark',
    version,
    ok: true,
    facts: [...watermarksIn(image).map((hit) => factOfHit(hit, picture)), ...(hidden ? factsOfStealth(hidden, picture) : [])],
    problems: hidden?.text === null ? [unreadableText(hidden)] : [],
  };
}

function factOfHit({ name, message, order, chroma, matching, bits, log10Chance }: WatermarkHit, picture?: At): Fact {
  const channel = order === 'bgr' ? 'U channel' : 'U channel with red and blue swapped';
  const halved = chroma === 'halved' ? ' at half size (4:2:0)' : '';
  const chance = `chance 1e${Math.ceil(log10Chance)}`;
  return {
    source: 'watermark',
    name,
    value: message,
    where: `${channel}${halved}, DWT-DCT, ${matching} of ${bits} bits, ${chance}`,
    ...readFrom(picture, 'dwt-dct'),
  };
}

/** The hidden text as such, and under the keywords that it has where the same programs write it in the open. */
function factsOfStealth({ channel, compressed, text }: StealthText, picture?: At): Fact[] {
  const where = channel === 'alpha' ? 'lowest bits of the alpha channel' : 'lowest bits of red, green and blue';
  const name = channel === 'alpha' ? 'stealth-pnginfo' : 'stealth-rgb';
  const at = readFrom(picture, channel === 'alpha' ? 'alpha-lsb' : 'rgb-lsb', ...(compressed ? (['gzip'] as const) : []));
  const hidden: Fact = { source: 'watermark', name, value: text ?? '', where, ...at };
  return text === null
    ? [hidden]
    : [hidden, ...openKeywords(text).map(([key, value]): Fact => ({ source: 'text', name: key, value, where, ...at }))];
}

/** The place of what was read from samples; the encoding begins with what they are coded in. */
function readFrom(picture: At | undefined, ...encoding: readonly Encoding[]): { at?: At } {
  return picture === undefined ? {} : { at: { ...picture, encoding: ['pixels', ...encoding] } };
}

/** Keywords and values of a hidden text: NovelAI hides its text chunks as one JSON object, the others their `parameters`. */
function openKeywords(text: string): (readonly [string, string])[] {
  const object = objectOf(text);
  if (!object) return [['parameters', text]];
  return Object.entries(object)
    .slice(0, keywordLimit)
    .map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)] as const);
}

/** Keywords taken from one hidden object. */
const keywordLimit = 100;

function objectOf(text: string): Record<string, unknown> | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function unreadableText({ channel }: StealthText): Problem {
  return {
    code: 'reader-warning',
    params: { reader: 'watermark', detail: `signature of a hidden text in ${channel}, and no text that can be read after it` },
  };
}
