// Pictures drawn from a seed, so that the benchmark runs where no photographs lie: layered landscapes, textures, scattered shapes,
// facades and typed pages. They are harder than photographs in one way: pictures of one sort look alike.
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import sharp from 'sharp';
import { chanceFrom } from './chance.mjs';

/** Width and height of every drawn picture. */
export const drawnSize = [1536, 1024];
const [width, height] = drawnSize;

async function noise(chance, octaves, coarsest) {
  const sum = new Float32Array(width * height);
  let weight = 1;
  let total = 0;
  for (let octave = 0, across = coarsest; octave < octaves; octave++, across *= 2) {
    const [w, h] = [across + 1, Math.ceil(across / 1.5) + 1];
    const grid = Buffer.from(Array.from({ length: w * h }, () => Math.floor(chance.next() * 256)));
    const large = await sharp(grid, { raw: { width: w, height: h, channels: 1 } })
      .resize(width, height, { fit: 'fill', kernel: 'cubic' })
      .extractChannel(0)
      .raw()
      .toBuffer();
    for (let i = 0; i < sum.length; i++) sum[i] += (weight * large[i]) / 255;
    total += weight;
    weight *= 0.62;
  }
  for (let i = 0; i < sum.length; i++) sum[i] /= total;
  return sum;
}

const colour = (chance) => [chance.between(20, 235), chance.between(20, 235), chance.between(20, 235)];
const mix = (a, b, t) => a.map((value, i) => value + (b[i] - value) * t);
const rgb = (value) => `rgb(${value.map(Math.round).join(',')})`;

async function landscape(chance) {
  const clouds = await noise(chance, 6, 5);
  const ground = await noise(chance, 7, 12);
  const [high, low] = [colour(chance), colour(chance)];
  const data = Buffer.alloc(width * height * 3);
  const ridges = Array.from({ length: chance.whole(3, 6) }, (_, i, all = chance.whole(3, 6)) => ({
    base: height * (0.35 + (0.6 * i) / all),
    swing: height * chance.between(0.1, 0.35),
    row: chance.whole(0, height - 1),
    tone: colour(chance),
  }));
  for (let x = 0; x < width; x++) {
    const tops = ridges.map(({ base, swing, row }) => base + (ground[row * width + x] - 0.5) * 2 * swing);
    for (let y = 0; y < height; y++) {
      const i = y * width + x;
      let front = -1;
      for (let k = 0; k < tops.length; k++) if (y > tops[k]) front = k;
      const white = Math.min(1, Math.max(0, clouds[i] - 0.45) * 2.4);
      const shade = Math.min(1, Math.abs(ground[i] - 0.5) * 4.2);
      for (let c = 0; c < 3; c++) {
        const sky = high[c] + ((low[c] - high[c]) * y) / height;
        data[i * 3 + c] = front < 0 ? sky + (245 - sky) * white : ridges[front].tone[c] * (1 - shade) + 16 * shade;
      }
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

async function texture(chance) {
  const [a, b] = [await noise(chance, 7, chance.whole(4, 14)), await noise(chance, 6, chance.whole(8, 30))];
  const tones = Array.from({ length: chance.whole(3, 6) }, () => colour(chance));
  const data = Buffer.alloc(width * height * 3);
  const bands = chance.between(4, 14);
  for (let i = 0; i < a.length; i++) {
    const at = (a[i] * bands + b[i] * 2) % tones.length;
    const k = Math.floor(at);
    const edge = Math.min(1, (at - k) * 6);
    const [near, far, light] = [tones[k], tones[(k + tones.length - 1) % tones.length], 1 - Math.max(0, b[i] - 0.5)];
    for (let c = 0; c < 3; c++) data[i * 3 + c] = (far[c] + (near[c] - far[c]) * edge) * light;
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

function scatter(chance) {
  const shapes = Array.from({ length: chance.whole(160, 420) }, () => {
    const [x, y, r] = [chance.between(-50, width + 50), chance.between(-50, height + 50), 8 + 150 * chance.next() ** 3];
    const paint = `fill="${rgb(colour(chance))}" fill-opacity="${chance.between(0.5, 1).toFixed(2)}"`;
    if (chance.next() < 0.3) return `<ellipse cx="${x}" cy="${y}" rx="${r}" ry="${r * chance.between(0.3, 1)}" ${paint}/>`;
    const corners = Array.from({ length: chance.whole(3, 7) }, (_, i, all = chance.whole(3, 7)) => {
      const angle = (i / all) * 6.283 + chance.between(-0.4, 0.4);
      return `${(x + r * chance.between(0.4, 1) * Math.cos(angle)).toFixed(1)},${(y + r * chance.between(0.4, 1) * Math.sin(angle)).toFixed(1)}`;
    });
    return `<polygon points="${corners.join(' ')}" ${paint}/>`;
  });
  return svg(rgb(colour(chance)), shapes);
}

function facade(chance) {
  const parts = [];
  for (let x = -40; x < width; ) {
    const across = chance.whole(120, 420);
    const top = chance.whole(60, 760);
    const wall = colour(chance);
    parts.push(`<rect x="${x}" y="${top}" width="${across}" height="${height}" fill="${rgb(wall)}"/>`);
    const [stepX, stepY] = [chance.whole(26, 70), chance.whole(34, 90)];
    for (let y = top + 16; y < height; y += stepY)
      for (let wx = x + 10; wx < x + across - stepX; wx += stepX) {
        if (chance.next() < 0.2) continue;
        const tone = rgb(mix(wall, chance.next() < 0.4 ? [250, 240, 190] : [10, 14, 22], chance.between(0.3, 0.95)));
        const [w, h] = [stepX * chance.between(0.4, 0.8), stepY * chance.between(0.4, 0.75)];
        parts.push(
          `<rect x="${wx + chance.between(0, 6)}" y="${y + chance.between(0, 6)}" width="${w}" height="${h}" fill="${tone}"/>`,
        );
      }
    x += across + chance.whole(-30, 60);
  }
  return svg(rgb(colour(chance)), parts);
}

const syllables = 'ka lo mi ter an de sun vor el pra ni go stu ber ris ta mon che ul fa'.split(' ');

/** Made-up words of a seed. */
export function wordsOf(chance, count) {
  const word = () => Array.from({ length: chance.whole(1, 4) }, () => chance.oneOf(syllables)).join('');
  return Array.from({ length: count }, word).join(' ');
}

function page(chance) {
  const lines = [];
  const size = chance.whole(24, 40);
  const family = chance.oneOf(['DejaVu Serif', 'DejaVu Sans Mono', 'Liberation Sans', 'serif', 'monospace']);
  for (let y = 120; y < height - 80; y += size * 1.6)
    if (chance.next() > 0.12) lines.push(`<text x="140" y="${y}">${wordsOf(chance, chance.whole(5, 14))}</text>`);
  const stains = Array.from({ length: 14 }, () => {
    const [x, y, r] = [chance.between(0, width), chance.between(0, height), chance.between(20, 260)];
    return `<circle cx="${x}" cy="${y}" r="${r}" fill="rgb(110,80,40)" fill-opacity="${chance.between(0.03, 0.2).toFixed(2)}"/>`;
  });
  const text = `<g font-family="${family}" font-size="${size}" fill="rgb(40,36,50)">${lines.join('')}</g>`;
  return svg(rgb(mix([245, 238, 215], colour(chance), 0.15)), [...stains, text]);
}

function svg(ground, parts) {
  const frame = `xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"`;
  return sharp(Buffer.from(`<svg ${frame}><rect width="100%" height="100%" fill="${ground}"/>${parts.join('')}</svg>`));
}

const sorts = [landscape, scatter, texture, landscape, facade, texture, page];

const pathOf = (folder, seed, index) => join(folder, `drawn-2-${seed}-${String(index).padStart(4, '0')}.jpg`);

/** Draws picture `index` of a seed into the folder, unless it is there already; gives its path. */
export async function drawPicture(folder, seed, index) {
  const path = pathOf(folder, seed, index);
  if (existsSync(path)) return path;
  const chance = chanceFrom(`${seed}/drawn/${index}`);
  const picture = await sorts[index % sorts.length](chance);
  const { data, info } = await picture.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  for (let i = 0; i < data.length; i++) data[i] = Math.max(0, Math.min(255, data[i] + (chance.next() + chance.next() - 1) * 8));
  await sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .jpeg({ quality: 92 })
    .toFile(`${path}.part`);
  renameSync(`${path}.part`, path);
  return path;
}

/** Draws the first `count` pictures of a seed in worker threads. */
export async function drawAhead(folder, seed, count, jobs) {
  const missing = Array.from({ length: count }, (_, index) => index).filter((index) => !existsSync(pathOf(folder, seed, index)));
  const threads = Array.from({ length: Math.min(jobs, missing.length) }, () => new Worker(new URL(import.meta.url)));
  const drawn = threads.map(
    (thread) =>
      new Promise((resolve, reject) => {
        const next = () =>
          missing.length > 0 ? thread.postMessage({ folder, seed, index: missing.shift() }) : resolve(thread.terminate());
        thread.on('message', next);
        thread.on('error', reject);
        next();
      }),
  );
  await Promise.all(drawn);
}

if (!isMainThread && parentPort) {
  parentPort.on('message', async ({ folder, seed, index }) => parentPort.postMessage(await drawPicture(folder, seed, index)));
}
