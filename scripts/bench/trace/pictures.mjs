// The material: photographs from folders, one of each picture, tiles of large ones, and drawn pictures for the rest.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import sharp from 'sharp';
import { chanceFrom } from './chance.mjs';
import { drawAhead, drawnSize, drawPicture } from './generated-pictures.mjs';
import { distance, mirrored, phash } from './hashes.mjs';

const pictureEnding = /\.(jpe?g|png|webp|tiff?)$/i;
const version = 4;

function* filesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else if (entry.isFile() && pictureEnding.test(entry.name)) yield path;
  }
}

/** One wallpaper in all its versions: KDE's NAME/contents/images*, GNOME's NAME-l and NAME-d (light, dark); else the file itself. */
const workOf = (path) => path.match(/^(.*)\/contents\//)?.[1] ?? path.replace(/-[ld]\.\w+$/, '');

const decodedWidth = 2400;

/** A picture decoded once, no wider than 2400, of which `part` gives a tile (stated in pixels of the file). */
async function decoded(path, [width]) {
  const { data, info } = await sharp(path, { limitInputPixels: 1e9 })
    .rotate()
    .resize(Math.min(width, decodedWidth))
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const scale = info.width / width;
  return (tile) => {
    const picture = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
    if (!tile) return picture;
    const [left, top, across, down] = tile.map((value) => Math.floor(value * scale));
    return picture.extract({ left, top, width: across, height: down });
  };
}

const grey = (picture, width, height) =>
  picture.greyscale().resize(width, height, { fit: 'fill' }).extractChannel(0).raw().toBuffer();

/** Which share of a 20 x 12 grid of blocks holds detail, and the grid itself (standard deviation of 32 x 32 grey pixels). */
async function detailOf(picture) {
  const bytes = await grey(picture, 640, 384);
  const blocks = [];
  for (let by = 0; by < 12; by++)
    for (let bx = 0; bx < 20; bx++) {
      let [sum, squares] = [0, 0];
      for (let y = by * 32; y < by * 32 + 32; y++)
        for (let x = bx * 32; x < bx * 32 + 32; x++) {
          const step = bytes[y * 640 + x] - bytes[y * 640 + (x ? x - 1 : x)];
          sum += step;
          squares += step * step;
        }
      blocks.push(Math.round(Math.sqrt(squares / 1024 - (sum / 1024) ** 2) * 10) / 10);
    }
  return { share: blocks.filter((value) => value > 4).length / blocks.length, blocks };
}

/** Edges of 64 x 36 pixels, normalised: they agree where a picture was only recoloured (a dark version of a wallpaper). */
function edgesOf(bytes) {
  const [w, h] = [64, 36];
  const out = new Float32Array(w * h);
  for (let y = 1; y < h - 1; y++)
    for (let x = 1; x < w - 1; x++) {
      const i = y * w + x;
      out[i] = Math.hypot(bytes[i + 1] - bytes[i - 1], bytes[i + w] - bytes[i - w]);
    }
  const mean = out.reduce((a, b) => a + b) / out.length;
  let norm = 0;
  for (let i = 0; i < out.length; i++) {
    out[i] -= mean;
    norm += out[i] ** 2;
  }
  return out.map((value) => value / (Math.sqrt(norm) || 1));
}

async function looked(path, part, tile, size) {
  const small = await grey(part(tile), 32, 32);
  const { share, blocks } = await detailOf(part(tile));
  return {
    path,
    tile,
    width: size[0],
    height: size[1],
    detail: share,
    blocks,
    hashes: [phash(small), phash(mirrored(small, 32))].map((hash) => [...hash]),
    edges: [...edgesOf(await grey(part(tile), 64, 36))],
  };
}

function alike(a, b) {
  if (a.hashes.some((hash) => distance(hash, b.hashes[0]) <= 12)) return true;
  let sum = 0;
  for (let i = 0; i < a.edges.length; i++) sum += a.edges[i] * b.edges[i];
  return sum > 0.6;
}

function withoutDuplicates(pictures) {
  const kept = [];
  for (const picture of pictures) if (!kept.some((other) => alike(picture, other))) kept.push(picture);
  return kept;
}

async function measured(folders) {
  const best = new Map();
  for (const folder of folders)
    for (const path of filesIn(folder)) {
      const about = await sharp(path, { limitInputPixels: 1e9 })
        .metadata()
        .catch(() => null);
      if (!about || Math.min(about.width, about.height) < 600 || Math.max(about.width, about.height) < 1000) continue;
      const turned = (about.orientation ?? 1) > 4;
      const size = turned ? [about.height, about.width] : [about.width, about.height];
      const landscape = size[0] >= size[1];
      const work = workOf(path);
      const other = best.get(work);
      const better = !other || landscape > other.landscape || (landscape === other.landscape && size[0] * size[1] > other.area);
      if (better) best.set(work, { path, size, landscape, area: size[0] * size[1] });
    }
  return [...best.values()];
}

// Of JPEG only: the large PNG and WebP wallpapers are patterns, whose tiles are alike. Two opposite corners, since artists mirror halves.
function tilesOf({ path, size: [width, height] }) {
  if (width < 3600 || height < 2000 || !/\.jpe?g$/i.test(path)) return [];
  const [w, h] = [Math.floor(width * 0.49), Math.floor(height * 0.49)];
  return [0, 1].map((corner) => [corner * (width - w), corner * (height - h), w, h]);
}

async function photographs(folders, cache) {
  const name = folders.join('+').replace(/\W+/g, '_').slice(-120);
  const list = join(cache, `material-${version}-${name}.json`);
  if (existsSync(list)) return JSON.parse(readFileSync(list, 'utf8'));
  const [whole, tiles] = [[], []];
  for (const file of await measured(folders)) {
    try {
      const part = await decoded(file.path, file.size);
      whole.push(await looked(file.path, part, null, file.size));
      for (const tile of tilesOf(file)) tiles.push(await looked(file.path, part, tile, tile.slice(2)));
    } catch {} // what sharp cannot decode is no material
  }
  const kept = withoutDuplicates(whole.sort((a, b) => b.width * b.height - a.width * a.height));
  const paths = new Set(kept.map(({ path }) => path));
  const lively = (picture) => picture.detail >= 0.3;
  const found = {
    whole: kept.filter(lively),
    tiles: withoutDuplicates(tiles.filter((tile) => paths.has(tile.path)).filter(lively)),
    seen: whole.length,
  };
  writeFileSync(list, JSON.stringify(found));
  return found;
}

/**
 * At least `wanted` pictures, no two of them alike: { name, path, tile (left, top, width, height, or null), width, height, detail,
 * blocks, photograph }. Large photographs are cut into tiles (and then not used whole) only where there are too few; drawn
 * pictures fill the rest. Photographs come first, in an order that the seed decides.
 */
export async function gatherPictures({ folders, cache, seed, wanted, jobs = 2, say = () => {} }) {
  mkdirSync(cache, { recursive: true });
  const { whole, tiles, seen } = await photographs(folders.filter(existsSync), cache);
  let photos = whole;
  if (whole.length < wanted) {
    const tiled = new Set(tiles.map(({ path }) => path));
    photos = [...whole.filter(({ path }) => !tiled.has(path)), ...tiles];
  }
  photos = chanceFrom(`${seed}/order`).shuffled(photos);
  const enough = Math.max(wanted - photos.length, Math.ceil(wanted / 4));
  await drawAhead(cache, seed, enough, jobs);
  const drawn = [];
  for (let i = 0; drawn.length < enough; i++) {
    const path = await drawPicture(cache, seed, i);
    const picture = await looked(path, await decoded(path, drawnSize), null, drawnSize);
    if (picture.detail >= 0.3 && !photos.some((other) => alike(picture, other))) drawn.push(picture);
    if (i > wanted * 2 + 20) break;
  }
  say(
    `material: ${seen} photographs read, ${whole.length} different ones, ${photos.length} pictures of them, ${drawn.length} drawn`,
  );
  const named = (picture, photograph) => {
    const { hashes, edges, ...rest } = picture;
    const folder = basename(workOf(picture.path)) || basename(dirname(picture.path));
    const stem = folder.replace(/\.\w+$/, '').replace(/[^A-Za-z0-9]+/g, '-');
    return {
      ...rest,
      name: picture.tile ? `${stem}-${picture.tile[0] ? 'r' : 'l'}${picture.tile[1] ? 'b' : 't'}` : stem,
      photograph,
    };
  };
  return [...photos.map((picture) => named(picture, true)), ...drawn.map((picture) => named(picture, false))];
}
