import type { Look, Plane } from './version-planes.ts';

/** Where the frame and both versions have pixels, where the versions are alike, and the number of the region elsewhere. */
export interface ComparedMasks {
  readonly visible: Uint8Array;
  readonly common: Uint8Array;
  readonly labels: Int32Array;
  readonly regions: number;
}

/** Pixels on a side of the blocks in which the frame is compared. */
const block = 8;

/** Energies of one block: how far the frame is from each version, how far these are apart, and their own structure. */
export interface Block {
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
  /** The frame's own structure. */
  readonly seen: number;
  /** Mean luminance of either version as the frame would show it. */
  readonly toneA: number;
  readonly toneB: number;
}

/** Both versions and the frame in one band, and the luminance of both versions. */
export interface BandLooks {
  readonly a: Look;
  readonly b: Look;
  readonly frame: Look;
  readonly luminance: readonly [a: Plane, b: Plane];
  readonly channels: readonly number[];
}

/** All blocks of the frame in which it can be compared. */
export function blocksOf(looks: BandLooks, masks: ComparedMasks): Block[] {
  const { width, height } = looks.a[0];
  const blocks: Block[] = [];
  for (let top = 0; top + block <= height; top += block) {
    for (let left = 0; left + block <= width; left += block) {
      const region = regionOf(masks, width, left, top);
      if (region === null) continue;
      const middle = (top + block / 2) * width + left + block / 2;
      const [toneA, toneB] = looks.luminance.map(({ data }) => data[middle] as number) as [number, number];
      const reach = region === 0 || left === 0 || top === 0 || left + block >= width || top + block >= height ? 0 : 1;
      blocks.push({ ...energiesOf(looks, left, top, reach), column: left / block, row: top / block, region, toneA, toneB });
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

type Energies = Pick<Block, 'a' | 'b' | 'apart' | 'place' | 'texture' | 'seen'>;

/** Within `reach` pixels each version is taken where it fits best: what is altered may have moved a little with its surroundings. */
function energiesOf({ a, b, frame, channels }: BandLooks, left: number, top: number, reach: number): Energies {
  let [apart, first, other, seen] = [0, 0, 0, 0];
  for (const c of channels) {
    const [one, two, shown] = [a[c] as Plane, b[c] as Plane, frame[c] as Plane];
    apart += offBy(one, two, left, top, 0);
    first += offBy(one, null, left, top, 0);
    other += offBy(two, null, left, top, 0);
    seen += offBy(shown, null, left, top, 0);
  }
  const [offA, offB] = [nearest(a, frame, channels, left, top, reach), nearest(b, frame, channels, left, top, reach)];
  // |f - b|² - |f - a|² + |a - b|² is twice the frame's way along a - b.
  const place = apart > 0 ? (offB - offA + apart) / (2 * apart) : 0.5;
  return { a: offA, b: offB, apart, place, texture: Math.max(first, other), seen };
}

function nearest(version: Look, frame: Look, channels: readonly number[], left: number, top: number, reach: number): number {
  const { width } = frame[0];
  let best = Number.POSITIVE_INFINITY;
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      let off = 0;
      for (const c of channels) off += offBy(frame[c] as Plane, version[c] as Plane, left, top, dy * width + dx);
      best = Math.min(best, off);
    }
  }
  return best;
}

/** Mean squared difference of a block from the other plane's at `away` samples further, or from nought. */
function offBy({ width, data }: Plane, other: Plane | null, left: number, top: number, away: number): number {
  let sum = 0;
  for (let y = top; y < top + block; y += 1) {
    for (let i = y * width + left; i < y * width + left + block; i += 1) {
      const apart = (data[i] as number) - (other === null ? 0 : (other.data[i + away] as number));
      sum += apart * apart;
    }
  }
  return sum / (block * block);
}
