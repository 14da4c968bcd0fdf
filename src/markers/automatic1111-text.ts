import type { Fact, FactSource, Generator, Says } from '../model/index.ts';

/**
 * The line of settings below prompt and negative prompt. SD.Next and Civitai put other settings between Steps and Sampler;
 * the distance is bounded because values come from strangers and may be long.
 */
const settingsLine = /(?:^|\n|\s)Steps: \d{1,5}, (?:[^\n]{0,300}?, )?Sampler: [^\n]{1,20000}/;
/** Every program of this family writes at least one of these beside them; a list of steps for an Akai sampler has none. */
const otherSetting = /[\s,](?:CFG scale|Seed|Size|Model|Model hash|Clip skip|Denoising strength|Version|Civitai resources): ?\S/i;

/** The text from the settings line on; undefined where there is none. */
function settingsIn(value: string): string | undefined {
  const line = settingsLine.exec(value)?.[0];
  return line !== undefined && otherSetting.test(line) ? line : undefined;
}

/** True for a text with the line of settings. */
export const settings = (value: string): boolean => settingsIn(value) !== undefined;

/** Sources with fields that may hold the text. */
export const carriers: readonly FactSource[] = ['exif', 'xmp', 'iptc', 'text', 'container', 'id3'];
/** Lines that may follow the settings: template, hashes. A text about them goes on. */
const linesAfter = 3;

/** True for the whole text of a generator in a field made for something else: the settings begin a line and name a seed. */
export function isSettingsElsewhere({ source, value }: Fact): boolean {
  if (!carriers.includes(source) || !value.includes('Steps: ')) return false;
  const line = settingsIn(value);
  if (line === undefined || !/^\n?Steps/.test(line) || !/\bSeed: ?\d/.test(line)) return false;
  const after = value.slice(value.indexOf(line) + line.length).trim();
  return after.split('\n').length <= linesAfter;
}

/**
 * Denoising strength is written for pictures made from a picture, and for the second pass of text to image ("hires fix", in
 * old versions "First pass size"), which starts from the program's own picture.
 */
function fromPicture(value: string): boolean {
  const line = settingsIn(value) ?? value;
  if (/, (Mask blur|Inpaint area|Masked content|Inpaint mode): /.test(line)) return true;
  return /, Denoising strength: /.test(line) && !/Hires |First pass size: |Hires upscale/.test(line);
}

/** What the settings say: made from words, or from a picture. */
export const says = (fact: Fact): Says => (fromPicture(fact.value) ? 'edited' : 'generated');

/** The text is shared by many programs: `Version: v1.7.0` and `f0.0.17` (Forge) tell some of them. */
export function program(fact: Fact): Generator {
  const version = /, Version: ([^\s,]{1,40})/.exec(fact.value)?.[1];
  if (/, App: SD\.Next/.test(fact.value)) return { name: 'SD.Next' };
  if (/Civitai (resources|metadata): /.test(fact.value)) return { name: 'Civitai' };
  if (version === undefined) return { name: 'AUTOMATIC1111' };
  if (version === 'ComfyUI') return { name: 'ComfyUI' };
  if (/^f\d|forge/i.test(version)) return { name: 'Forge', version };
  return { name: 'AUTOMATIC1111', version };
}

/** Upscalers of that tab that calculate without a model. */
const plainUpscaler = /^(none|nearest|lanczos)$/i;

/** What the extras tab writes: `Postprocess upscale by: 4, Postprocess upscaler: NAME`, or the share of a face restorer. */
export function postprocessing(value: string): boolean {
  const upscalers = /Postprocess upscale (?:by|to): [\dx.]+/.test(value)
    ? [...value.matchAll(/Postprocess upscaler(?: 2)?: ([^,\n]{1,200})/g)].map((found) => (found[1] ?? '').trim())
    : [];
  const restored = /\b(?:GFPGAN|CodeFormer) visibility: ?([\d.]{1,10})/g;
  const shares = [...value.matchAll(restored)].map((found) => Number(found[1]));
  // Before 2023 the tab wrote `Upscale: 4, visibility: 1.0, model:R-ESRGAN 4x+`.
  const old = /Upscale: [\d.]+, visibility: [\d.]+, model: ?([^,\n]{1,200})/.exec(value)?.[1]?.trim();
  return [...upscalers, ...(old ? [old] : [])].some((name) => !plainUpscaler.test(name)) || shares.some((share) => share > 0);
}
