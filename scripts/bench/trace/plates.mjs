// A plate: the part of a picture that a layer shows, at the size at which it is shown, graded, as planes of video levels.
import sharp from 'sharp';
import { inverse, planesOf, squareTo, through } from './warp.mjs';

/** Grades by name, as an editor would give them: sharp's operations in order. */
const looks = {
  plain: (picture) => picture,
  warm: (picture) =>
    picture
      .recomb([
        [1.12, 0.06, 0],
        [0.02, 1, 0],
        [0, 0.05, 0.78],
      ])
      .linear(1.1, -14),
  teal: (picture) =>
    picture
      .recomb([
        [0.86, 0.08, 0],
        [0, 1.02, 0.06],
        [0.02, 0.16, 1.05],
      ])
      .linear(1.22, -22),
  faded: (picture) => picture.modulate({ saturation: 0.55 }).linear(0.68, 52),
  dark: (picture) => picture.gamma(1, 1.6).linear(0.62, 4),
  bright: (picture) => picture.linear(1.35, 18),
  grey: (picture) => picture.greyscale().toColourspace('srgb'),
  'grey-hard': (picture) => picture.greyscale().linear(1.4, -38).toColourspace('srgb'),
  sepia: (picture) =>
    picture.recomb([
      [0.393, 0.769, 0.189],
      [0.349, 0.686, 0.168],
      [0.272, 0.534, 0.131],
    ]),
  blurred: (picture) => picture.blur(24).linear(0.6, 4),
};

/** The names of grades in colour. */
export const grades = ['warm', 'teal', 'faded', 'dark', 'bright', 'sepia'];

const decoded = new Map();

async function sourceOf({ path, tile }) {
  const key = `${path}/${tile ?? ''}`;
  if (!decoded.has(key)) {
    if (decoded.size > 6) decoded.delete(decoded.keys().next().value);
    let picture = sharp(path, { limitInputPixels: 1e9 }).rotate();
    if (tile) picture = picture.extract({ left: tile[0], top: tile[1], width: tile[2], height: tile[3] });
    const full = await picture.removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
    decoded.set(key, full);
  }
  return decoded.get(key);
}

/** The picture as sharp sees it, decoded and cut to its tile. */
export async function pictureOf(picture) {
  const { data, info } = await sourceOf(picture);
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
}

function shown(quads, clip) {
  let [left, top, right, bottom] = [1, 1, 0, 0];
  for (const quad of quads) {
    const m = inverse(squareTo(quad));
    const [x0, y0, x1, y1] = clip;
    for (const corner of [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
    ]) {
      const [u, v] = through(m, corner);
      [left, top, right, bottom] = [Math.min(left, u), Math.min(top, v), Math.max(right, u), Math.max(bottom, v)];
    }
  }
  const edge = 0.02;
  const inside = (value) => Math.max(0, Math.min(1, value));
  return [inside(left - edge), inside(top - edge), inside(right + edge), inside(bottom + edge)];
}

const length = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** The plate of a layer whose picture's corners move from quads[0] to quads[1], and where the plate's own corners then lie. */
export async function plateOf({ picture, quads, clip, look = 'plain' }) {
  const { info } = await sourceOf(picture);
  const [u0, v0, u1, v1] = shown(quads, clip);
  const left = Math.floor(u0 * info.width);
  const top = Math.floor(v0 * info.height);
  const width = Math.min(info.width - left, Math.ceil((u1 - u0) * info.width));
  const height = Math.min(info.height - top, Math.ceil((v1 - v0) * info.height));
  const part = [left / info.width, top / info.height, (left + width) / info.width, (top + height) / info.height];
  const corners = (quad) => {
    const m = squareTo(quad);
    return [
      [part[0], part[1]],
      [part[2], part[1]],
      [part[2], part[3]],
      [part[0], part[3]],
    ].map((point) => through(m, point));
  };
  const moved = quads.map(corners);
  const across = Math.max(...moved.map(([a, b, c, d]) => Math.max(length(a, b), length(d, c))));
  const down = Math.max(...moved.map(([a, b, c, d]) => Math.max(length(a, d), length(b, c))));
  const even = (value) => Math.max(16, Math.min(6000, Math.round(value / 2) * 2));
  const small = (await pictureOf(picture))
    .extract({ left, top, width, height })
    .resize(even(across), even(down), { fit: 'fill', kernel: 'lanczos3' });
  const bytes = await small.raw().toBuffer({ resolveWithObject: true });
  const raw = { width: bytes.info.width, height: bytes.info.height, channels: bytes.info.channels };
  const graded = await looks[look](sharp(bytes.data, { raw })).raw().toBuffer({ resolveWithObject: true });
  return { plate: planesOf(graded), quads: moved };
}
