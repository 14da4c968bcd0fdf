import type { Look, Plane } from './version-planes.ts';

/** Where the frame and both versions have pixels, where the versions are alike, and the number of the region elsewhere. */
export interface ComparedMasks {
  readonly visible: Uint8Array;
  readonly common: Uint8Array;
  readonly labels: Uint16Array;
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
  /** Structure of the version that the frame is nearer to. */
  readonly nearTexture: number;
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

/** Where a block lies that can be compared. */
export interface BlockPlace {
  /** Pixels of its first row and column. */
  readonly left: number;
  readonly top: number;
  /** Number of its region, or 0 where the versions are alike. */
  readonly region: number;
}

/** All blocks of the frame that can be compared, row by row. */
export function placesOf(masks: ComparedMasks, width: number, height: number): BlockPlace[] {
  const places: BlockPlace[] = [];
  for (let top = 0; top + block <= height; top += block) {
    for (let left = 0; left + block <= width; left += block) {
      const region = regionOf(masks, width, left, top);
      if (region !== null) places.push({ left, top, region });
    }
  }
  return places;
}

/** The blocks in one band. */
export function blocksOf(looks: BandLooks, places: readonly BlockPlace[]): Block[] {
  const { width, height } = looks.a[0];
  const [first, other] = [looks.luminance[0].data, looks.luminance[1].data];
  return places.map(({ left, top, region }) => {
    const middle = (top + block / 2) * width + left + block / 2;
    const isFixed = region === 0 || left === 0 || top === 0 || left + block >= width || top + block >= height;
    return energiesOf(looks, left, top, isFixed, region, first[middle] as number, other[middle] as number);
  });
}

/** 0 for a block in which the versions are alike, the number of its region, or null where it is neither or hidden. */
function regionOf({ visible, common, labels }: ComparedMasks, width: number, left: number, top: number): number | null {
  let alike = 0;
  let region = 0;
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

/** Unless it is fixed, each version is taken where it fits best within a pixel: what is altered may have moved with its surroundings. */
function energiesOf(
  { a, b, frame, channels }: BandLooks,
  left: number,
  top: number,
  isFixed: boolean,
  region: number,
  toneA: number,
  toneB: number,
): Block {
  let apart = 0;
  let first = 0;
  let other = 0;
  let seen = 0;
  let offA = 0;
  let offB = 0;
  const { width } = frame[0];
  for (let at = 0; at < channels.length; at += 1) {
    const c = channels[at] as number;
    const one = (a[c] as Plane).data;
    const two = (b[c] as Plane).data;
    const shown = (frame[c] as Plane).data;
    for (let y = top; y < top + block; y += 1) {
      const start = y * width + left;
      for (let i = start; i < start + block; i += 1) {
        const p = one[i] as number;
        const q = two[i] as number;
        const r = shown[i] as number;
        apart += (p - q) * (p - q);
        first += p * p;
        other += q * q;
        seen += r * r;
        offA += (r - p) * (r - p);
        offB += (r - q) * (r - q);
      }
    }
  }
  if (!isFixed) {
    offA = nearest(a, frame, channels, left, top, offA);
    offB = nearest(b, frame, channels, left, top, offB);
  }
  const pixels = block * block;
  // Not spread from another object, which takes longer than all that is computed here.
  return {
    column: left / block,
    row: top / block,
    region,
    a: offA / pixels,
    b: offB / pixels,
    apart: apart / pixels,
    // |f - b|² - |f - a|² + |a - b|² is twice the frame's way along a - b.
    place: apart > 0 ? (offB - offA + apart) / (2 * apart) : 0.5,
    texture: Math.max(first, other) / pixels,
    nearTexture: (offA <= offB ? first : other) / pixels,
    seen: seen / pixels,
    toneA,
    toneB,
  };
}

/** The least energy by which a block of the frame differs from a version that is moved by a pixel, or from one that is not (`still`). */
function nearest(version: Look, frame: Look, channels: readonly number[], left: number, top: number, still: number): number {
  let best = still;
  for (let dy = -1; dy <= 1; dy += 1)
    for (let dx = -1; dx <= 1; dx += 1)
      if (dx !== 0 || dy !== 0) best = Math.min(best, offBy(version, frame, channels, left, top, dx, dy, best));
  return best;
}

/** Energy of the difference at one move; the sum so far once it is past `enough`. */
function offBy(
  version: Look,
  frame: Look,
  channels: readonly number[],
  left: number,
  top: number,
  dx: number,
  dy: number,
  enough: number,
): number {
  const { width } = frame[0];
  const away = dy * width + dx;
  let sum = 0;
  for (let at = 0; at < channels.length; at += 1) {
    const c = channels[at] as number;
    const one = (version[c] as Plane).data;
    const shown = (frame[c] as Plane).data;
    for (let y = top; y < top + block && sum < enough; y += 1) {
      const start = y * width + left;
      for (let i = start; i < start + block; i += 1) {
        const apart = (shown[i] as number) - (one[i + away] as number);
        sum += apart * apart;
      }
    }
  }
  return sum;
}
