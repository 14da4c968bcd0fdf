/** One connected part of a picture. */
export interface Region {
  /** In pixels: left, top, width, height. */
  readonly box: readonly [number, number, number, number];
  /** Pixels. */
  readonly pixels: number;
  /** Share of the picture, 0 to 1. */
  readonly area: number;
}

/** Connected parts, and for each pixel the number of its part from 1, or 0. */
export interface Parts {
  readonly regions: readonly Region[];
  readonly labels: Uint16Array;
}

/** The parts of a mask that have at least `smallest` pixels, the largest first; pixels that touch at a corner are apart. */
export function partsOf(mask: Uint8Array, width: number, height: number, smallest: number): Parts {
  const labels = new Int32Array(mask.length);
  const found: { region: Region; label: number }[] = [];
  let next = 0;
  for (let start = 0; start < mask.length; start += 1) {
    if (mask[start] === 0 || labels[start] !== 0) continue;
    next += 1;
    const region = filled(mask, labels, width, height, start, next);
    if (region.pixels >= smallest) found.push({ region, label: next });
  }
  found.sort((one, other) => other.region.pixels - one.region.pixels);
  const rank = new Int32Array(next + 1);
  found.forEach(({ label }, i) => {
    rank[label] = i + 1;
  });
  return { regions: found.map(({ region }) => region), labels: Uint16Array.from(labels, (label) => rank[label] as number) };
}

function filled(mask: Uint8Array, labels: Int32Array, width: number, height: number, start: number, label: number): Region {
  const stack = [start];
  labels[start] = label;
  let [left, top, right, bottom, pixels] = [width, height, 0, 0, 0];
  for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
    const x = i % width;
    const y = (i - x) / width;
    pixels += 1;
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    const near = [x > 0 ? i - 1 : -1, x + 1 < width ? i + 1 : -1, y > 0 ? i - width : -1, y + 1 < height ? i + width : -1];
    for (const j of near) {
      if (j < 0 || mask[j] === 0 || labels[j] !== 0) continue;
      labels[j] = label;
      stack.push(j);
    }
  }
  return { box: [left, top, right - left + 1, bottom - top + 1], pixels, area: pixels / (width * height) };
}
