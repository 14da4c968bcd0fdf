// Altered versions of a photograph, and prints of the genuine one, for the bench of versions.
import sharp from 'sharp';

/** A generator of numbers from 0 to 1 (mulberry32), with `normal()` beside it. */
export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  next.normal = () => next() + next() + next() + next() - 2;
  return next;
}

const raw = ({ width, height, data }) => sharp(data, { raw: { width, height, channels: 3 } });
async function pixels(image) {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** Bilinear, four samples a pixel; `back` takes a pixel of the result to one of the picture; outside lies `background`. */
export function warp(picture, back, width, height, background) {
  const out = background ? Uint8Array.from(background.data) : new Uint8Array(width * height * 3);
  const { width: wide, height: high, data } = picture;
  const offsets = [-0.25, 0.25];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const sum = [0, 0, 0];
      let seen = 0;
      for (const oy of offsets)
        for (const ox of offsets) {
          const w = back[6] * (x + ox) + back[7] * (y + oy) + back[8];
          const u = (back[0] * (x + ox) + back[1] * (y + oy) + back[2]) / w;
          const v = (back[3] * (x + ox) + back[4] * (y + oy) + back[5]) / w;
          if (!(u >= 0 && v >= 0 && u < wide - 1 && v < high - 1)) continue;
          seen += 1;
          const [left, top] = [Math.floor(u), Math.floor(v)];
          const [fx, fy] = [u - left, v - top];
          const at = 3 * (top * wide + left);
          for (let c = 0; c < 3; c += 1)
            sum[c] +=
              (data[at + c] * (1 - fx) + data[at + 3 + c] * fx) * (1 - fy) +
              (data[at + 3 * wide + c] * (1 - fx) + data[at + 3 * wide + 3 + c] * fx) * fy;
        }
      if (seen === 4) for (let c = 0; c < 3; c += 1) out[3 * (y * width + x) + c] = Math.round(sum[c] / 4);
    }
  return { width, height, data: out };
}

/** An ellipse or a rectangle with a soft edge that covers `area` of the picture. */
function spotOf(picture, area, random, top = 0.15) {
  const stretch = 0.7 + random() * 0.8;
  const ry = Math.min(0.48 * picture.height, Math.sqrt((area * picture.width * picture.height) / Math.PI / stretch));
  const rx = Math.min(0.48 * picture.width, (area * picture.width * picture.height) / Math.PI / ry);
  const x = rx + random() * (picture.width - 2 * rx);
  const y = Math.max(ry, top * picture.height) + random() * Math.max(0, picture.height - 2 * ry - top * picture.height);
  const power = random() < 0.4 ? 6 : 2;
  const feather = 0.06 + 0.14 * random();
  const mask = new Float32Array(picture.width * picture.height);
  for (let j = 0; j < picture.height; j += 1)
    for (let i = 0; i < picture.width; i += 1) {
      const r = (Math.abs((i - x) / rx) ** power + Math.abs((j - y) / ry) ** power) ** (1 / power);
      mask[j * picture.width + i] = Math.min(1, Math.max(0, (1 - r) / feather));
    }
  return { x: x / picture.width, y: y / picture.height, area, mask, rx, ry, cx: x, cy: y };
}

function blended(picture, over, mask) {
  const data = new Uint8Array(picture.data.length);
  for (let i = 0; i < data.length; i += 1) {
    const m = mask[Math.floor(i / 3)];
    data[i] = Math.min(255, Math.max(0, Math.round(picture.data[i] * (1 - m) + over[i] * m)));
  }
  return { ...picture, data };
}

function statistics(data, mask) {
  const [sum, squares, total] = [[0, 0, 0], [0, 0, 0], [0]];
  for (let i = 0; i < mask.length; i += 1)
    for (let c = 0; c < 3; c += 1) {
      sum[c] += mask[i] * data[3 * i + c];
      squares[c] += mask[i] * data[3 * i + c] ** 2;
      if (c === 0) total[0] += mask[i];
    }
  return sum.map((s, c) => ({ mean: s / total[0], spread: Math.sqrt(Math.max(1, squares[c] / total[0] - (s / total[0]) ** 2)) }));
}

/** Another picture's texture, moved to the colours that it replaces. */
async function pasted(picture, other, spot, random) {
  const turned = await pixels(
    raw(random() < 0.5 ? await pixels(raw(other).flop()) : other).resize(picture.width, picture.height, { fit: 'cover' }),
  );
  const [from, to] = [statistics(turned.data, spot.mask), statistics(picture.data, spot.mask)];
  const over = Float32Array.from(turned.data, (value, i) => {
    const c = i % 3;
    return to[c].mean + ((value - from[c].mean) * Math.max(12, to[c].spread)) / from[c].spread;
  });
  return { picture: blended(picture, over, spot.mask), spot };
}

/** What was there pulled out of shape, as a reshaped face or body is. */
function reshaped(picture, spot, random) {
  const over = new Float32Array(picture.data.length);
  const turn = (random() < 0.5 ? -1 : 1) * (0.35 + random() * 0.5);
  const pull = 0.75 + random() * 0.15;
  for (let y = 0; y < picture.height; y += 1)
    for (let x = 0; x < picture.width; x += 1) {
      const [dx, dy] = [x - spot.cx, y - spot.cy];
      const r = Math.min(1, Math.hypot(dx / spot.rx, dy / spot.ry));
      const strength = (1 - r * r) ** 2;
      const [c, s] = [Math.cos(turn * strength), Math.sin(turn * strength)];
      const size = 1 - (1 - pull) * strength;
      const u = Math.min(picture.width - 1, Math.max(0, Math.round(spot.cx + size * (c * dx - s * dy))));
      const v = Math.min(picture.height - 1, Math.max(0, Math.round(spot.cy + size * (s * dx + c * dy))));
      for (let k = 0; k < 3; k += 1) over[3 * (y * picture.width + x) + k] = picture.data[3 * (v * picture.width + u) + k];
    }
  return { picture: blended(picture, over, spot.mask), spot };
}

/** The place filled with what lies around it: smoothed, with a little grain, or with texture from beside it. */
async function removed(picture, spot, random) {
  const soft = await pixels(raw(picture).blur(Math.max(6, spot.rx / 3)));
  const copy = random() < 0.5;
  const shift = Math.round(2.2 * spot.rx) * (spot.x < 0.5 ? 1 : -1);
  const over = Float32Array.from(picture.data, (_, i) => {
    if (!copy) return soft.data[i] + 2 * random.normal();
    const at = Math.floor(i / 3);
    const x = Math.min(picture.width - 1, Math.max(0, (at % picture.width) + shift));
    return picture.data[3 * (at - (at % picture.width) + x) + (i % 3)];
  });
  return { picture: blended(picture, over, spot.mask), spot };
}

/** Another hue at the same luminance: the garment's folds stay. */
function recoloured(picture, spot, random) {
  const angle = ((random() < 0.5 ? 1 : -1) * (70 + random() * 90) * Math.PI) / 180;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const tint = [(random() - 0.5) * 70, (random() - 0.5) * 70];
  const over = new Float32Array(picture.data.length);
  for (let i = 0; i < over.length; i += 3) {
    const [r, g, b] = picture.data.subarray(i, i + 3);
    const y = 0.299 * r + 0.587 * g + 0.114 * b;
    const [u, v] = [b - y, r - y];
    const [blue, red] = [c * u - s * v + tint[0], s * u + c * v + tint[1]];
    over[i] = y + red;
    over[i + 1] = y - (0.299 * red + 0.114 * blue) / 0.587;
    over[i + 2] = y + blue;
  }
  return { picture: blended(picture, over, spot.mask), spot };
}

/** The upper part exchanged: a gradient with clouds, or another picture's upper part. */
async function skied(picture, other, random) {
  const depth = 0.22 + 0.2 * random();
  const mask = new Float32Array(picture.width * picture.height);
  const wave = random() * 6;
  for (let i = 0; i < mask.length; i += 1) {
    const x = (i % picture.width) / picture.width;
    const y = Math.floor(i / picture.width) / picture.height;
    mask[i] = Math.min(1, Math.max(0, (depth + 0.04 * Math.sin(wave + 7 * x) - y) / 0.02));
  }
  const spot = { x: 0.5, y: depth / 2, area: depth, mask };
  if (random() < 0.5) {
    const sky = await pixels(raw(other).resize(picture.width, picture.height, { fit: 'cover', position: 'top' }));
    return { picture: blended(picture, sky.data, mask), spot };
  }
  const tones = [
    [90 + 90 * random(), 120 + 60 * random(), 170 + 60 * random()],
    [220, 200 + 30 * random(), 190 + 40 * random()],
  ];
  const phase = random() * 9;
  const over = Float32Array.from(picture.data, (_, i) => {
    const at = Math.floor(i / 3);
    const [x, y] = [(at % picture.width) / picture.width, Math.floor(at / picture.width) / picture.height / depth];
    const cloud = 22 * Math.max(0, Math.sin(9 * x + phase + 3 * Math.sin(8 * y)) * Math.sin(14 * y + phase));
    return tones[0][i % 3] * (1 - y) + tones[1][i % 3] * y + cloud + random.normal();
  });
  return { picture: blended(picture, over, mask), spot };
}

async function lettered(picture, spot, random) {
  const text = ['POLICE', 'CLOSED', 'FOR SALE', '1987', 'HOTEL'][Math.floor(random() * 5)];
  const size = Math.round(spot.ry * 0.9);
  const [tone, back] = random() < 0.5 ? ['#f4f0e0', '#602020'] : ['#181818', '#e0dcc8'];
  const half = Math.round(size * text.length * 0.36);
  const left = Math.round(Math.min(picture.width - 2 * half - 2, Math.max(2, spot.cx - half)));
  const top = Math.round(spot.cy - size * 0.7);
  const svg = `<svg width="${picture.width}" height="${picture.height}"><rect x="${left}" y="${top}" width="${2 * half}" height="${Math.round(size * 1.4)}" fill="${back}"/><text x="${left + half}" y="${top + size}" font-size="${size}" text-anchor="middle" font-family="sans-serif" fill="${tone}">${text}</text></svg>`;
  return { picture: await pixels(raw(picture).composite([{ input: Buffer.from(svg) }])), spot };
}

const between = (random, low, high) => low + (high - low) * random();

/** Kinds of alteration: (picture, another picture, random) gives the altered picture and the place. */
export const alterations = {
  'pasted 2-8 %': (picture, other, random) =>
    pasted(picture, other, spotOf(picture, between(random, 0.02, 0.08), random), random),
  'pasted 8-40 %': (picture, other, random) =>
    pasted(picture, other, spotOf(picture, between(random, 0.08, 0.4), random), random),
  'face 3 %': (picture, other, random) => pasted(picture, other, spotOf(picture, 0.03, random), random),
  reshaped: (picture, _other, random) => reshaped(picture, spotOf(picture, between(random, 0.03, 0.2), random), random),
  removed: (picture, _other, random) => removed(picture, spotOf(picture, between(random, 0.02, 0.12), random), random),
  recoloured: (picture, _other, random) => recoloured(picture, spotOf(picture, between(random, 0.03, 0.25), random), random),
  sky: (picture, other, random) => skied(picture, other, random),
  lettering: (picture, _other, random) => lettered(picture, spotOf(picture, 0.03, random), random),
};

/** An irregular outline, as of a coat: several ellipses about one place. */
function garment(picture, area, random) {
  const whole = spotOf(picture, area, random);
  const mask = Float32Array.from(whole.mask, () => 0);
  for (let part = 0; part < 5; part += 1) {
    const one = spotOf(picture, area / 3, random);
    const [dx, dy] = [whole.cx + whole.rx * (random() - 0.5) - one.cx, whole.cy + whole.ry * (random() - 0.5) - one.cy];
    for (let y = 0; y < picture.height; y += 1)
      for (let x = 0; x < picture.width; x += 1) {
        const [u, v] = [Math.round(x - dx), Math.round(y - dy)];
        if (u < 0 || v < 0 || u >= picture.width || v >= picture.height) continue;
        const at = y * picture.width + x;
        mask[at] = Math.max(mask[at], one.mask[v * picture.width + u]);
      }
  }
  return { ...whole, mask };
}

/** The genuine picture carries a text, and the altered one does not. */
async function textRemoved(picture, spot, random) {
  const { picture: genuine } = await lettered(picture, spot, random);
  const wide = { ...spot, mask: new Float32Array(spot.mask.length) };
  const [half, high] = [Math.max(spot.rx, spot.ry * 2.3), spot.ry];
  for (let i = 0; i < wide.mask.length; i += 1) {
    const [x, y] = [i % picture.width, Math.floor(i / picture.width)];
    const far = Math.max(Math.abs(x - spot.cx) / half, Math.abs(y - spot.cy) / high);
    wide.mask[i] = Math.min(1, Math.max(0, (1.15 - far) / 0.1));
  }
  const { picture: filled } = await removed(picture, { ...wide, rx: half, ry: high }, random);
  // Only what the text covered is filled.
  const data = Uint8Array.from(genuine.data, (value, i) => {
    const at = 3 * Math.floor(i / 3);
    const differs = [0, 1, 2].some((c) => Math.abs(genuine.data[at + c] - picture.data[at + c]) > 6);
    return differs ? filled.data[i] : value;
  });
  return { picture: { ...picture, data }, genuine, spot };
}

/** All but the face is another picture's. */
async function backgroundReplaced(picture, other, spot) {
  const back = await pixels(raw(other).resize(picture.width, picture.height, { fit: 'cover' }));
  const mask = spot.mask.map((value) => 1 - value);
  return { picture: blended(picture, back.data, mask), spot: { ...spot, area: 1 - spot.area } };
}

/** Rendered anew as an upscaler does: the fine detail is lost, sharpened edges and invented texture take its place. */
async function upscaled(picture, spot, random) {
  const small = await pixels(raw(picture).resize(Math.round(picture.width / (2 + random())), null, { kernel: 'lanczos3' }));
  const large = await pixels(
    raw(await pixels(raw(small).resize(picture.width, picture.height, { fit: 'fill', kernel: 'lanczos3' }))).sharpen({
      sigma: 1.4,
      m2: 4,
    }),
  );
  const soft = await pixels(raw(large).blur(2.5));
  const noise = Float32Array.from({ length: picture.width * picture.height }, () => random.normal());
  const data = Uint8Array.from(large.data, (value, i) => {
    const at = Math.floor(i / 3);
    const busy = Math.min(14, Math.abs(value - soft.data[i]));
    const invented = (noise[at] + noise[(at + 1) % noise.length] + noise[(at + picture.width) % noise.length]) / 1.7;
    return Math.min(255, Math.max(0, Math.round(value + 0.5 * busy * invented)));
  });
  return { picture: { ...picture, data }, spot: { ...spot, area: 1 } };
}

/** A black and white photograph, coloured: skies and greens and skins by place and tone. */
async function colourised(picture, spot, random) {
  const grey = Uint8Array.from(picture.data, (_, i) => {
    const at = 3 * Math.floor(i / 3);
    return Math.round(0.299 * picture.data[at] + 0.587 * picture.data[at + 1] + 0.114 * picture.data[at + 2]);
  });
  const genuine = { ...picture, data: grey };
  // A colouriser's colours are softer and less exact than those of the scene.
  const soft = await pixels(raw(picture).blur(6));
  const strength = 0.6 + 0.5 * random();
  const data = Uint8Array.from(grey, (value, i) => {
    const at = 3 * Math.floor(i / 3);
    const y = 0.299 * soft.data[at] + 0.587 * soft.data[at + 1] + 0.114 * soft.data[at + 2];
    return Math.min(255, Math.max(0, Math.round(value + strength * (soft.data[i] - y))));
  });
  return { picture: { ...picture, data }, genuine, spot: { ...spot, area: 1 } };
}

/** Alterations that are harder to tell: small, of colour alone, of all but a part, or of everything. */
export const hardAlterations = {
  'face swapped 2-5 %': (picture, other, random) =>
    pasted(picture, other, spotOf(picture, between(random, 0.02, 0.05), random), random),
  'object removed 2-5 %': (picture, _other, random) =>
    removed(picture, spotOf(picture, between(random, 0.02, 0.05), random), random),
  'coat recoloured': (picture, _other, random) =>
    recoloured(picture, garment(picture, between(random, 0.03, 0.08), random), random),
  'text removed': (picture, _other, random) => textRemoved(picture, spotOf(picture, 0.02, random), random),
  'background replaced': (picture, other, random) =>
    backgroundReplaced(picture, other, spotOf(picture, between(random, 0.15, 0.35), random)),
  upscaled: (picture, _other, random) => upscaled(picture, spotOf(picture, 0.1, random), random),
  colourised: (picture, _other, random) => colourised(picture, spotOf(picture, 0.1, random), random),
};

/** Another print of a picture: resized, recompressed, now and then cropped, graded, sharpened or softened. */
export async function print(picture, random) {
  let image = raw(picture);
  if (random() < 0.35) {
    const [left, top] = [Math.floor(random() * 0.08 * picture.width), Math.floor(random() * 0.08 * picture.height)];
    image = image.extract({ left, top, width: Math.floor(picture.width * 0.9), height: Math.floor(picture.height * 0.9) });
    image = raw(await pixels(image));
  }
  if (random() < 0.5) image = raw(await pixels(image.resize(Math.round(640 + random() * 900))));
  if (random() < 0.4)
    image = image.linear(
      [between(random, 0.85, 1.1), between(random, 0.85, 1.1), between(random, 0.85, 1.1)],
      [8 * random(), 8 * random(), 8 * random()],
    );
  const finish = random();
  if (finish < 0.15) image = image.sharpen({ sigma: 1 });
  else if (finish < 0.3) image = image.blur(0.7);
  return pixels(sharp(await image.jpeg({ quality: Math.floor(between(random, 60, 95)) }).toBuffer()));
}
