/** Which channel the embedder took for blue: `bgr` the right one, `rgb` red and blue swapped (early diffusers pipelines). */
export type ChannelOrder = 'bgr' | 'rgb';

/**
 * In which arithmetic the mark was embedded: `bytes` has 128 added to U and every value rounded, `floats` has 0.5 added.
 * The offset decides which coefficient of a block is the largest and where its steps lie. https://docs.opencv.org/4.x/de/d25/imgproc_color_conversions.html
 */
export type Arithmetic = 'bytes' | 'floats';

/** A message that a published generator embeds by itself in every picture. */
export interface KnownMessage {
  /** Name of the fact. */
  readonly name: string;
  /** What the fact says: the text, or the number in hexadecimal. */
  readonly message: string;
  /** One bit (0 or 1) an item, in the order of the blocks. */
  readonly bits: Uint8Array;
  readonly orders: readonly ChannelOrder[];
  readonly arithmetics: readonly Arithmetic[];
  /**
   * Bits after which the message has a rhythm of its own (8 in text: the first bits of letters are 0, 1, 1). A picture with
   * the same rhythm would agree with it, so the means of the bits that share a place in it are taken out. 1: none but the mean of all.
   */
  readonly rhythm: 1 | 8;
  /**
   * Largest probability of chance, over all ways in which this message is tried, at which it counts as found.
   * The shares of all messages add up to `chanceLimit`.
   */
  readonly chance: number;
}

/** Probability of chance, over all messages and all ways of reading, that one unmarked picture yields a hit. */
export const chanceLimit = 1e-9;

const ofText = (text: string): Uint8Array => ofBits([...text].map((c) => c.charCodeAt(0).toString(2).padStart(8, '0')).join(''));
const ofBits = (bits: string): Uint8Array => Uint8Array.from(bits, Number);

/**
 * The messages. SDV2 has 32 bits, so even a perfect reading has a chance of 2^-32 in each way of trying: it gets the
 * larger share and is tried in two ways only. Nor can it spare its rhythm: every one of its bits must agree, and a picture
 * with a rhythm of 8 agrees in 25 at most. FLUX writes its number without the two leading zeros: 46 bits.
 */
export const knownMessages: readonly KnownMessage[] = [
  // CompVis/stable-diffusion scripts/txt2img.py
  {
    name: 'StableDiffusionV1',
    message: 'StableDiffusionV1',
    bits: ofText('StableDiffusionV1'),
    orders: ['bgr'],
    arithmetics: ['bytes'],
    rhythm: 8,
    chance: 1e-10,
  },
  // Stability-AI/stablediffusion scripts/txt2img.py
  {
    name: 'SDV2',
    message: 'SDV2',
    bits: ofText('SDV2'),
    orders: ['bgr'],
    arithmetics: ['bytes'],
    rhythm: 1,
    chance: 5e-10,
  },
  // huggingface/diffusers pipelines/stable_diffusion_xl/watermark.py; Stability-AI/generative-models scripts/demo
  {
    name: 'SDXL',
    message: '0xb3ec907bb19e',
    bits: ofBits('101100111110110010010000011110111011000110011110'),
    orders: ['bgr', 'rgb'],
    arithmetics: ['floats', 'bytes'],
    rhythm: 1,
    chance: 2e-10,
  },
  // black-forest-labs/flux src/flux/util.py: bin(0b0010…)[2:]
  {
    name: 'FLUX',
    message: '0x2afe879cf52e',
    bits: ofBits('1010101111111010000111100111001111010100101110'),
    orders: ['bgr'],
    arithmetics: ['floats', 'bytes'],
    rhythm: 1,
    chance: 2e-10,
  },
];
