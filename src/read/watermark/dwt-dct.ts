import { type Agreement, agreementOf, sumsOf } from './agreement.ts';
import { blockScores } from './blocks.ts';
import { chromaBand, withoutUpsampling } from './chroma.ts';
import { type Arithmetic, type ChannelOrder, type KnownMessage, knownMessages } from './messages.ts';
import type { PixelImage } from './pixels.ts';

/** Whether the band was read as it stands (`full`), or with a decoder's chroma interpolation undone (`halved`, 4:2:0). */
export type ChromaReading = 'full' | 'halved';

/** How well one known message agrees with a picture, read in the best of the ways tried. */
export interface WatermarkHit extends Agreement {
  readonly name: string;
  readonly message: string;
  readonly order: ChannelOrder;
  readonly chroma: ChromaReading;
  /** Length of the message. */
  readonly bits: number;
  /** log10 of (an upper bound on) the probability of chance, over all ways in which this message was tried. */
  readonly log10Chance: number;
}

/** One way of reading the blocks of a picture, with their scores. */
export interface Way {
  readonly order: ChannelOrder;
  readonly chroma: ChromaReading;
  readonly arithmetic: Arithmetic;
  readonly scores: Float64Array;
}

/** The published embedder refuses smaller pictures. */
const fewestPixels = 256 * 256;
const chromas: readonly ChromaReading[] = ['full', 'halved'];

/**
 * The known messages that the picture carries: those whose agreement has a chance of at most their share of `chanceLimit`.
 * No hit is no evidence of anything. Method: github ShieldMnt/invisible-watermark imwatermark/maxDct.py
 */
export function watermarksIn(image: PixelImage): readonly WatermarkHit[] {
  const limits = new Map(knownMessages.map(({ name, chance }) => [name, Math.log10(chance)]));
  return agreements(image).filter(({ name, log10Chance }) => log10Chance <= (limits.get(name) ?? Number.NEGATIVE_INFINITY));
}

/** How well each known message agrees with the picture, whether it counts or not: what the thresholds were measured with. */
export function agreements(image: PixelImage): readonly WatermarkHit[] {
  const best = new Map<string, WatermarkHit>();
  for (const { order, chroma, arithmetic, scores } of waysOfReading(image)) {
    for (const known of knownMessages) {
      if (!isTried(known, { order, arithmetic })) continue;
      const { name, message, bits } = known;
      const { matching, log10Chance } = agreementOf(known, sumsOf(scores, bits.length));
      const overAll = Math.min(0, log10Chance + Math.log10(waysFor(known)));
      if (overAll >= (best.get(name)?.log10Chance ?? 1)) continue;
      best.set(name, { name, message, order, chroma, bits: bits.length, matching, log10Chance: overAll });
    }
  }
  return [...best.values()];
}

/** True where this message is looked for in this way. */
export function isTried(known: KnownMessage, { order, arithmetic }: Pick<Way, 'order' | 'arithmetic'>): boolean {
  return known.orders.includes(order) && known.arithmetics.includes(arithmetic);
}

/** In how many ways this message is looked for. */
export function waysFor(known: KnownMessage): number {
  return known.orders.length * known.arithmetics.length * chromas.length;
}

/** Every way in which some message is embedded, with the picture's blocks read in that way; none for a picture too small. */
export function* waysOfReading(image: PixelImage): Generator<Way> {
  if (image.width * image.height < fewestPixels) return;
  for (const order of ['bgr', 'rgb'] as const) {
    const band = chromaBand(image, order);
    for (const chroma of chromas) {
      const plane = chroma === 'full' ? band : withoutUpsampling(band);
      for (const arithmetic of ['bytes', 'floats'] as const) {
        if (!knownMessages.some((known) => isTried(known, { order, arithmetic }))) continue;
        yield { order, chroma, arithmetic, scores: blockScores(plane, arithmetic) };
      }
    }
  }
}
