// Where a picture's corners lie in the frame (top left, top right, bottom right, bottom left), in pixels.

/** The corners of a rectangle. */
export const rectangle = (x, y, width, height) => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];

/** Fills `box` [x, y, width, height] with a picture, `zoom` times larger than needed, its point (cx, cy) in the middle where possible. */
export function covering(picture, [x, y, width, height], zoom = 1, cx = 0.5, cy = 0.5) {
  const scale = Math.max(width / picture.width, height / picture.height) * zoom;
  const [w, h] = [picture.width * scale, picture.height * scale];
  const inside = (wish, free) => Math.max(-free, Math.min(0, wish));
  return rectangle(x + inside(width / 2 - cx * w, w - width), y + inside(height / 2 - cy * h, h - height), w, h);
}

/** Fits a whole picture into `box`, in the middle. */
export function fitting(picture, [x, y, width, height]) {
  const scale = Math.min(width / picture.width, height / picture.height);
  const [w, h] = [picture.width * scale, picture.height * scale];
  return rectangle(x + (width - w) / 2, y + (height - h) / 2, w, h);
}

/** Turns corners around a point by degrees. */
export function turned(quad, degrees, [cx, cy]) {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return quad.map(([x, y]) => [cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos]);
}

/** Swaps left and right, so that the picture shows mirrored. */
export const flipped = ([a, b, c, d]) => [b, a, d, c];

/** Scales corners around a point. */
export const scaled = (quad, factor, [cx, cy]) => quad.map(([x, y]) => [cx + (x - cx) * factor, cy + (y - cy) * factor]);

/** Corners between two sets of corners, at t from 0 to 1. */
export const between = (from, to, t) => from.map(([x, y], i) => [x + (to[i][0] - x) * t, y + (to[i][1] - y) * t]);

/** The middle of the window, of a size in fractions of the picture, that has most detail among `tries` chances, away from `avoided`. */
export function detailedWindow(picture, chance, size, avoided = [], tries = 40) {
  let best = null;
  for (let i = 0; i < tries; i++) {
    const [w, h] = size;
    const [x, y] = [chance.between(0, 1 - w), chance.between(0, 1 - h)];
    if (avoided.some(([ax, ay, aw, ah]) => x < ax + aw && ax < x + w && y < ay + ah && ay < y + h)) continue;
    let [sum, blocks] = [0, 0];
    for (let by = Math.floor(y * 12); by < Math.min(12, (y + h) * 12); by++)
      for (let bx = Math.floor(x * 20); bx < Math.min(20, (x + w) * 20); bx++) {
        sum += Math.min(12, picture.blocks[by * 20 + bx]);
        blocks++;
      }
    if (!best || sum / blocks > best.detail) best = { detail: sum / blocks, cx: x + w / 2, cy: y + h / 2 };
  }
  return best;
}
