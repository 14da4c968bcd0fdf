import type { Look, Plane } from './version-planes.ts';

/** Pixels by which a part may lie off and still be the same part. */
const reach = 3;

/** Pixels on a side of the parts that are tried. */
const block = 8;

/**
 * Takes those blocks out of a mask of differences that are alike once shifted by up to three pixels. Where a projection is not
 * exact (a lens correction, a scan that is not flat) every edge would else look altered, and a genuine picture would be held
 * against the marked one along its edges.
 * @param limit energy at a pixel from which two pictures differ
 */
export function forgiveShifts(mask: Uint8Array, one: Look, two: Look, limit: (i: number) => number): void {
  const { width, height } = one[0];
  for (let top = 0; top < height; top += block) {
    for (let left = 0; left < width; left += block) {
      const right = Math.min(width, left + block);
      const bottom = Math.min(height, top + block);
      if (!holds(mask, width, left, top, right, bottom)) continue;
      const most = limit(Math.min(height - 1, top + block / 2) * width + Math.min(width - 1, left + block / 2));
      if (!alikeShifted(one, two, left, top, right, bottom, most)) continue;
      for (let y = top; y < bottom; y += 1) mask.fill(0, y * width + left, y * width + right);
    }
  }
}

function holds(mask: Uint8Array, width: number, left: number, top: number, right: number, bottom: number): boolean {
  for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) if (mask[y * width + x] === 1) return true;
  return false;
}

function alikeShifted(one: Look, two: Look, left: number, top: number, right: number, bottom: number, most: number): boolean {
  const { width, height } = one[0];
  const enough = most * (right - left) * (bottom - top);
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      if (left + dx < 0 || top + dy < 0 || right + dx > width || bottom + dy > height) continue;
      if (offBy(one, two, left, top, right, bottom, dx, dy, enough) < enough) return true;
    }
  }
  return false;
}

/** Energy of the difference of a block at one shift; the sum so far once it is past `enough`. */
function offBy(
  one: Look,
  two: Look,
  left: number,
  top: number,
  right: number,
  bottom: number,
  dx: number,
  dy: number,
  enough: number,
): number {
  const { width } = one[0];
  const away = dy * width + dx;
  let sum = 0;
  for (let c = 0; c < 3; c += 1) {
    const [first, other] = [(one[c] as Plane).data, (two[c] as Plane).data];
    const weight = c === 0 ? 1 : 0.5;
    for (let y = top; y < bottom && sum < enough; y += 1) {
      for (let i = y * width + left; i < y * width + right; i += 1) {
        const apart = (first[i] as number) - (other[i + away] as number);
        sum += weight * apart * apart;
      }
    }
  }
  return sum;
}
