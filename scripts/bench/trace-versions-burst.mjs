// A burst: photographs one after another, of which one was altered. None of its neighbours may be taken for the altered one.
// usage: node scripts/bench/trace-versions-burst.mjs [bursts] [seed]
// Neighbours are made of a photograph by parallax (a smooth displacement of some pixels) or, as from a tripod, by moved parts
// alone; each is shown in a frame, with all originals known or only a neighbour of the one that was altered.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { openVision } from '../../dist/tools/opencv.js';
import { inverse } from '../../dist/trace/picture/projection.js';
import { differences, registered } from '../../dist/trace/picture/version-differences.js';
import { lookOf } from '../../dist/trace/picture/version-planes.js';
import { agreed, whichIsSeen } from '../../dist/trace/picture/versions.js';
import { alterations, chance, print, warp } from './trace-alterations.mjs';

const [wanted = '20', seed = '1'] = process.argv.slice(2);
const random = chance(Number(seed));
const files = ['/usr/share/wallpapers', '/usr/share/backgrounds']
  .flatMap((root) => readdirSync(root, { recursive: true }).map((name) => join(root, String(name))))
  .filter((name) => /\.(jpe?g|png|webp)$/i.test(name) && !/screenshot|_dark|-d\.|Stripes/.test(name))
  .sort();

async function load(path) {
  const { data, info } = await sharp(path)
    .flatten()
    .resize(1100, 1100, { fit: 'inside' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

const bright = (value) => Math.min(255, Math.max(0, Math.round(value)));

/** The next exposure: the camera moved (parallax) or stood still, two parts of the scene moved, other grain. */
function neighbour({ width, height, data }, hasParallax) {
  const waves = Array.from({ length: 4 }, () => [
    2 * random(),
    2 * random(),
    6 * random(),
    (hasParallax ? 5 : 0) * (random() - 0.5),
  ]);
  const movers = Array.from({ length: 2 }, () => [
    random() * width,
    random() * height,
    (0.06 + 0.08 * random()) * width,
    30 * (random() - 0.5),
    16 * (random() - 0.5),
  ]);
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let [u, v] = [x, y];
      for (const [fx, fy, phase, size] of waves) {
        const wave = size * Math.sin((6.28 * fx * x) / width + (6.28 * fy * y) / height + phase);
        u += wave;
        v += 0.4 * wave;
      }
      for (const [cx, cy, radius, dx, dy] of movers) {
        const far = Math.hypot(x - cx, y - cy) / radius;
        if (far < 1) {
          u += dx * Math.min(1, 3 * (1 - far));
          v += dy * Math.min(1, 3 * (1 - far));
        }
      }
      const [left, top] = [Math.min(width - 2, Math.max(0, Math.floor(u))), Math.min(height - 2, Math.max(0, Math.floor(v)))];
      const [gx, gy] = [Math.min(1, Math.max(0, u - left)), Math.min(1, Math.max(0, v - top))];
      for (let c = 0; c < 3; c += 1) {
        const at = (i, j) => data[3 * (j * width + i) + c];
        const value =
          (at(left, top) * (1 - gx) + at(left + 1, top) * gx) * (1 - gy) +
          (at(left, top + 1) * (1 - gx) + at(left + 1, top + 1) * gx) * gy;
        out[3 * (y * width + x) + c] = bright(value + 3 * random.normal());
      }
    }
  return { width, height, data: out };
}

function shownIn(picture, vision, source) {
  const scale = (1280 / picture.width) * (1 + 0.2 * random());
  const matrix = [scale, 0, 640 - (scale * picture.width) / 2, 0, scale, 360 - (scale * picture.height) / 2, 0, 0, 1];
  const frame = warp(picture, inverse(matrix), 1280, 720);
  const found = registered(lookOf(source), lookOf(frame), vision);
  return { picture: frame, fromSource: found === null ? matrix : found.matrix };
}

const vision = await openVision();
const names = Object.keys(alterations);
const tally = {};
for (let burst = 0; burst < Number(wanted); burst += 1) {
  const first = await load(files[Math.floor(random() * files.length)]);
  const other = await load(files[Math.floor(random() * files.length)]);
  const kind = burst % 2 === 0 ? 'parallax' : 'tripod';
  const second = neighbour(first, kind === 'parallax');
  const { picture: altered } = await alterations[names[burst % names.length]](first, other, random);
  const marked = await print(altered, () => 0.99);
  const pairs = [
    differences(marked, await print(first, random), vision),
    differences(marked, await print(second, random), vision),
  ];
  for (const [name, picture] of Object.entries({ 'the altered one': altered, 'its original': first, 'a neighbour': second })) {
    const shown = [shownIn(picture, vision, marked)];
    const said = pairs.map((pair) => ({ likeness: pair.likeness, relation: whichIsSeen(shown, pair).relation }));
    for (const [known, answer] of Object.entries({ 'both known': agreed(said), 'neighbour known': agreed([said[1]]) })) {
      const row = `${kind}, ${known}, shown: ${name}`;
      tally[row] ??= { marked: 0, original: 0, ambiguous: 0 };
      tally[row][answer] += 1;
    }
  }
}
for (const row of Object.keys(tally).sort()) console.log(row.padEnd(56), JSON.stringify(tally[row]));
