import { type Block, blocksOf, type ComparedMasks, placesOf } from './version-energies.ts';
import { localMeans } from './version-means.ts';
import { type NoiseBounds, noiseOf } from './version-noise.ts';
import type { Look, Plane } from './version-planes.ts';

/** What one region says in one frame, in blocks weighed by how clearly the two versions differ there. */
export interface RegionEvidence {
  /** Number of the region, from 1. */
  readonly region: number;
  /** Which band says it: structure, colour structure or tone. */
  readonly band: number;
  /** Weight of the blocks that are like the marked version, like the other, and like neither. */
  readonly marked: number;
  readonly original: number;
  readonly neither: number;
}

/** Pixels around a point whose mean is its tone; what is left is structure. */
const toneRadius = 5;

/** What is compared: channels of the structure or of the tone. */
interface Band extends NoiseBounds {
  readonly of: 'structure' | 'tone';
  readonly channels: readonly number[];
  /** Levels by which the two versions must be apart to say anything. */
  readonly apart: number;
}

// Structure survives a grade, a vignette and a shadow over the picture; a tone does so only in part, so that it must differ more.
const bands: readonly Band[] = [
  { of: 'structure', channels: [0], least: 1.5, steady: 12, share: 0.6, apart: 3 },
  { of: 'structure', channels: [1, 2], least: 3, steady: 12, share: 0.8, apart: 5 },
  { of: 'tone', channels: [0, 1, 2], least: 6, steady: 15, share: 0.2, apart: 12 },
];

/** Weight that a single block can have: one bright edge must not outvote a region. */
const mostWeight = 20;

/**
 * Compares a frame with both versions, which were given its sharpness and grade, region by region. The planes are used up:
 * they are of the size of the frame, and new ones would cost as much as what is computed in them.
 */
export function compared(a: Look, b: Look, frame: Look, masks: ComparedMasks): RegionEvidence[] {
  const [one, two, seen] = [split(a, masks.visible), split(b, masks.visible), split(frame, masks.visible)];
  const luminance = [one.tone[0], two.tone[0]] as const;
  const places = placesOf(masks, a[0].width, a[0].height);
  const judged = bands.map((band) => {
    const looks = { a: one[band.of], b: two[band.of], frame: seen[band.of], luminance, channels: band.channels };
    const blocks = blocksOf(looks, places);
    const expectedOf = expectation(blocks, band);
    return { blocks, expectedOf, isOff: offIn(band, expectedOf) };
  });
  // What lies over the picture in one band hides what is under it in all of them.
  const covered = new Set(judged.flatMap(({ blocks, isOff }) => coveredOf(blocks, isOff)));
  return bands.flatMap((band, number) => weighed(judged[number] as Judged, band, number, covered, masks.regions));
}

interface Judged {
  readonly blocks: readonly Block[];
  readonly expectedOf: (one: Block) => number;
  readonly isOff: (one: Block) => boolean;
}

function split(look: Look, visible: Uint8Array): { readonly structure: Look; readonly tone: Look } {
  const tone = localMeans(look, toneRadius, visible) as unknown as Look;
  for (let c = 0; c < 3; c += 1) lessen((look[c] as Plane).data, (tone[c] as Plane).data);
  return { tone, structure: look };
}

function lessen(data: Float32Array, by: Float32Array): void {
  for (let i = 0; i < data.length; i += 1) data[i] = (data[i] as number) - (by[i] as number);
}

/** Tells blocks that are like neither version: more is left over than noise leaves, and much of what the two differ by. */
function offIn(band: Band, expectedOf: (one: Block) => number): (one: Block) => boolean {
  return (one) => {
    const best = Math.min(one.a, one.b);
    if (one.region === 0) return best > 4 * expectedOf(one);
    if (band.of === 'tone') return best > 4 * expectedOf(one) && best > 0.3 * one.apart;
    // To be even where the frame is not is no likeness. What noise leaves goes by the structure of the nearer version: that of the
    // other may be of colours that no shared part shows, and is then only guessed.
    return best > 4 * band.least + 0.1 * one.nearTexture && best > Math.min(0.3 * one.apart, 0.4 * one.seen);
  };
}

function weighed(
  { blocks, expectedOf, isOff }: Judged,
  band: Band,
  number: number,
  covered: ReadonlySet<number>,
  regions: number,
): RegionEvidence[] {
  const totals = Array.from({ length: regions }, (_, i) => ({ region: i + 1, band: number, marked: 0, original: 0, neither: 0 }));
  blocks.forEach((one, at) => {
    const total = totals[one.region - 1];
    if (total === undefined || covered.has(at)) return;
    const expected = expectedOf(one);
    if (one.apart < Math.max(3 * expected, band.apart ** 2)) return;
    const weight = Math.min(one.apart / expected, mostWeight);
    if (isOff(one)) total.neither += weight;
    else if (one.place > 0.65 && one.a < 0.6 * one.b) total.marked += weight;
    else if (one.place < 0.35 && one.b < 0.6 * one.a) total.original += weight;
  });
  return totals;
}

/** How much of a block is expected to be left over (energy), as learnt where the versions are alike. */
function expectation(blocks: readonly Block[], band: Band): (one: Block) => number {
  const common = blocks.filter(({ region }) => region === 0);
  const rest = Float64Array.from(common, ({ a }) => a);
  const texture = Float64Array.from(common, (one) => one.texture);
  const noise = noiseOf(rest, texture, new Uint8Array(rest.length).fill(1), band);
  const plain = (one: Block) => 1.5 * (noise.floor + noise.share * one.texture);
  if (band.of === 'structure') return plain;
  const byTone = toneErrors(common);
  return (one) => Math.max(plain(one), byTone[toneOf(one.toneA)] as number, byTone[toneOf(one.toneB)] as number);
}

/** Levels of luminance that share one estimate of the grade's error. */
const toneStep = 16;
const toneOf = (level: number): number => Math.min(15, Math.max(0, Math.floor(level / toneStep)));

/** Error (energy) of a tone that the shared parts do not show: the grade is only guessed there. */
const unknownTone = 30 ** 2;

/** A grade fits some tones better than others, so that its error is learnt for each: the worse part of what the shared parts show. */
function toneErrors(common: readonly Block[]): number[] {
  const byTone: number[][] = Array.from({ length: 16 }, () => []);
  for (const { toneA, a } of common) byTone[toneOf(toneA)]?.push(a);
  return byTone.map((_, tone) => {
    const near = Float64Array.from([tone - 1, tone, tone + 1].flatMap((one) => byTone[one] ?? [])).sort();
    return near.length < 8 ? unknownTone : 1.5 * (near[Math.floor(near.length * 0.85)] as number);
  });
}

/** Blocks in one piece, outside of the regions, that make something that lies over the picture. */
const leastCover = 8;

/**
 * Blocks (their numbers) under a title or another picture: pieces that are like neither version and reach well beyond a region.
 * A piece that keeps to a region is no cover, it is a third version.
 */
function coveredOf(blocks: readonly Block[], isOff: (one: Block) => boolean): number[] {
  const keyOf = (column: number, row: number) => row * 10_000 + column;
  const off = new Map<number, number>();
  blocks.forEach((one, at) => {
    if (isOff(one)) off.set(keyOf(one.column, one.row), at);
  });
  const covered: number[] = [];
  for (const [key, start] of off) {
    if (!off.delete(key)) continue;
    const piece = [start];
    for (const at of piece) {
      const { column, row } = blocks[at] as Block;
      for (const [dx, dy] of beside) {
        const next = off.get(keyOf(column + dx, row + dy));
        if (next !== undefined && off.delete(keyOf(column + dx, row + dy))) piece.push(next);
      }
    }
    if (piece.filter((at) => blocks[at]?.region === 0).length >= leastCover) covered.push(...piece);
  }
  return covered;
}

const beside = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;
