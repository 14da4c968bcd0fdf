import { type NoiseBounds, noiseOf } from './version-noise.ts';
import { eachPlane, emptyPlane, type Look, localMean, type Plane } from './version-planes.ts';

/** What one region says in one frame, in blocks weighed by how clearly the two versions differ there. */
export interface RegionEvidence {
  /** Number of the region, from 1. */
  readonly region: number;
  /** Weight of the blocks that are like the marked version, like the other, and like neither. */
  readonly marked: number;
  readonly original: number;
  readonly neither: number;
}

/** Where the frame and both versions have pixels, where the versions are alike, and the number of the region elsewhere. */
export interface ComparedMasks {
  readonly visible: Uint8Array;
  readonly common: Uint8Array;
  readonly labels: Int32Array;
  readonly regions: number;
}

/** Pixels on a side of the blocks in which the frame is compared. */
const block = 8;

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

/** Compares a frame with both versions, which were given its sharpness and grade, region by region. */
export function compared(a: Look, b: Look, frame: Look, masks: ComparedMasks): RegionEvidence[] {
  const [one, two, seen] = [split(a, masks.visible), split(b, masks.visible), split(frame, masks.visible)];
  const totals = Array.from({ length: masks.regions }, (_, i) => ({ region: i + 1, marked: 0, original: 0, neither: 0 }));
  for (const band of bands) weigh(blocksOf(one[band.of], two[band.of], seen[band.of], band.channels, masks), band, totals);
  return totals;
}

function split(look: Look, visible: Uint8Array): { readonly structure: Look; readonly tone: Look } {
  const tone = eachPlane(look, (plane) => localMean(plane, toneRadius, visible));
  return { tone, structure: [less(look[0], tone[0]), less(look[1], tone[1]), less(look[2], tone[2])] };
}

function less(plane: Plane, other: Plane): Plane {
  const out = emptyPlane(plane.width, plane.height);
  for (let i = 0; i < out.data.length; i += 1) out.data[i] = (plane.data[i] as number) - (other.data[i] as number);
  return out;
}

/** Energies of one block: how far the frame is from each version, how far these are apart, and their own structure. */
interface Block {
  /** In blocks from the left and from the top. */
  readonly column: number;
  readonly row: number;
  /** Number of the region, or 0 where the versions are alike. */
  readonly region: number;
  readonly a: number;
  readonly b: number;
  readonly apart: number;
  /** Where the frame lies on the way from the other version (0) to the marked one (1). */
  readonly place: number;
  readonly texture: number;
}

type Totals = { -readonly [Key in keyof RegionEvidence]: RegionEvidence[Key] };

function weigh(blocks: readonly Block[], band: Band, totals: readonly Totals[]): void {
  const common = blocks.filter(({ region }) => region === 0);
  const rest = common.map(({ a }) => a);
  const texture = common.map((one) => one.texture);
  const noise = noiseOf(
    rest,
    texture,
    rest.map(() => 1),
    band,
  );
  const expectedOf = ({ texture: of }: Block) => 1.5 * (noise.floor + noise.share * of);
  const isOff = (one: Block) => {
    const best = Math.min(one.a, one.b);
    // More is left over than noise leaves, and not much less than the two versions differ by.
    return best > 4 * expectedOf(one) && (one.region === 0 || best > 0.3 * one.apart);
  };
  const covered = coveredOf(blocks, isOff);
  for (const one of blocks) {
    const total = totals[one.region - 1];
    if (total === undefined || covered.has(one)) continue;
    const expected = expectedOf(one);
    if (one.apart < Math.max(3 * expected, band.apart ** 2)) continue;
    const weight = Math.min(one.apart / expected, mostWeight);
    if (isOff(one)) total.neither += weight;
    else if (one.place > 0.65 && one.a < 0.6 * one.b) total.marked += weight;
    else if (one.place < 0.35 && one.b < 0.6 * one.a) total.original += weight;
  }
}

/** Blocks in one piece, outside of the regions, that make something that lies over the picture. */
const leastCover = 8;

/**
 * Blocks under a title or another picture: pieces that are like neither version and reach well beyond a region. A piece that
 * keeps to a region is no cover, it is a third version.
 */
function coveredOf(blocks: readonly Block[], isOff: (one: Block) => boolean): ReadonlySet<Block> {
  const off = new Map(blocks.filter(isOff).map((one) => [one.row * 10_000 + one.column, one]));
  const covered = new Set<Block>();
  for (const start of off.values()) {
    if (!off.delete(start.row * 10_000 + start.column)) continue;
    const piece = [start];
    for (const one of piece) {
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        const key = (one.row + dy) * 10_000 + one.column + dx;
        const next = off.get(key);
        if (next !== undefined && off.delete(key)) piece.push(next);
      }
    }
    if (piece.filter(({ region }) => region === 0).length >= leastCover) for (const one of piece) covered.add(one);
  }
  return covered;
}

function blocksOf(a: Look, b: Look, frame: Look, channels: readonly number[], masks: ComparedMasks): Block[] {
  const { width, height } = a[0];
  const blocks: Block[] = [];
  for (let top = 0; top + block <= height; top += block) {
    for (let left = 0; left + block <= width; left += block) {
      const region = regionOf(masks, width, left, top);
      if (region !== null) blocks.push(blockOf(a, b, frame, channels, region, left, top));
    }
  }
  return blocks;
}

/** 0 for a block in which the versions are alike, the number of its region, or null where it is neither or hidden. */
function regionOf({ visible, common, labels }: ComparedMasks, width: number, left: number, top: number): number | null {
  let [alike, region] = [0, 0];
  for (let y = top; y < top + block; y += 1) {
    for (let i = y * width + left; i < y * width + left + block; i += 1) {
      if (visible[i] === 0) return null;
      if (common[i] === 1) alike += 1;
      if (labels[i] !== 0) region = labels[i] as number;
    }
  }
  if (alike === block * block) return 0;
  return region === 0 ? null : region;
}

function blockOf(a: Look, b: Look, frame: Look, channels: readonly number[], region: number, left: number, top: number): Block {
  const { width } = a[0];
  let [offA, offB, apart, along, first, other] = [0, 0, 0, 0, 0, 0];
  for (const c of channels) {
    const [oneData, twoData, seenData] = [(a[c] as Plane).data, (b[c] as Plane).data, (frame[c] as Plane).data];
    for (let y = top; y < top + block; y += 1) {
      for (let i = y * width + left; i < y * width + left + block; i += 1) {
        const [one, two, seen] = [oneData[i] as number, twoData[i] as number, seenData[i] as number];
        offA += (seen - one) ** 2;
        offB += (seen - two) ** 2;
        apart += (one - two) ** 2;
        along += (seen - two) * (one - two);
        first += one * one;
        other += two * two;
      }
    }
  }
  const count = block * block;
  const place = apart > 0 ? along / apart : 0.5;
  return {
    column: left / block,
    row: top / block,
    region,
    a: offA / count,
    b: offB / count,
    apart: apart / count,
    place,
    texture: Math.max(first, other) / count,
  };
}
