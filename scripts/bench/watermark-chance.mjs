// How near unmarked pictures come to a hit: decodes every still below the folders given, alone and as variants (mirrored,
// cropped, scaled, grey, recompressed), and holds the known messages and random ones against each. Prints the best agreement
// of each known message, and how often random messages reach a probability beside how often they may.
//   npm run build && node scripts/bench/watermark-chance.mjs FOLDER... [--messages 20] [--skip REGEX]
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const dist = new URL(process.env.TRUESLATE_DIST ?? '../../dist/', import.meta.url).href.replace(/\/?$/, '/');
const { decodePixels } = await import(`${dist}tools/pixels.js`);
const { agreements, isTried, watermarksIn, waysFor, waysOfReading } = await import(`${dist}read/watermark/dwt-dct.js`);
const { agreementOf, sumsOf } = await import(`${dist}read/watermark/agreement.js`);
const { knownMessages } = await import(`${dist}read/watermark/messages.js`);
const { stealthIn } = await import(`${dist}read/watermark/stealth.js`);

const args = process.argv.slice(2);
const option = (name, fallback) => {
  const at = args.indexOf(name);
  return at < 0 ? fallback : args.splice(at, 2)[1];
};
const messages = Number(option('--messages', '20'));
const skip = new RegExp(option('--skip', '^$'));

const raw = ({ data, width, height, channels }) => sharp(data, { raw: { width, height, channels } });
const back = async (image) => {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels, data };
};
const jpeg = async (image, options) => back(sharp(await raw(image).removeAlpha().jpeg(options).toBuffer()));

/** The picture and what becomes of it in a delivery. */
async function* variants(image) {
  const { width, height } = image;
  yield ['as it is', image];
  yield ['mirrored', await back(raw(image).flop())];
  yield ['upside down', await back(raw(image).flip())];
  if (width > 300 && height > 300) {
    yield ['cropped 5,3', await back(raw(image).extract({ left: 5, top: 3, width: width - 9, height: height - 11 }))];
    yield [
      'middle',
      await back(raw(image).extract({ left: width >> 3, top: height >> 3, width: (3 * width) >> 2, height: (3 * height) >> 2 })),
    ];
  }
  if (width * height < 4e6)
    yield ['scaled 1.37', await back(raw(image).resize(Math.round(width * 1.37), Math.round(height * 1.37)))];
  yield ['512 x 512', await back(raw(image).resize(512, 512, { fit: 'fill' }))];
  yield ['1024 x 1024, nearest', await back(raw(image).resize(1024, 1024, { fit: 'fill', kernel: 'nearest' }))];
  yield ['grey', await back(raw(image).removeAlpha().greyscale().toColourspace('srgb'))];
  yield ['JPEG 75 4:2:0', await jpeg(image, { quality: 75 })];
  yield ['JPEG 95 4:4:4', await jpeg(image, { quality: 95, chromaSubsampling: '4:4:4' })];
}

function made(width, height, colour) {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) for (let x = 0; x < width; x++, at += 3) data.set(colour(x, y), at);
  return { width, height, channels: 3, data };
}

// The same numbers in every run (mulberry32).
let state = 7;
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/** Pictures made to be awkward: flat, stepped, periodic with the blocks, noisy, mostly black. */
function* awkward() {
  for (const width of [256, 512, 640, 1000, 1024, 1088]) {
    for (const blue of [0, 31, 64, 100, 128, 137, 200, 255])
      yield [`flat ${blue} ${width}`, made(width, 512, () => [90, 120, blue])];
    for (const period of [2, 4, 8, 16, 24, 32, 64, 128, 136, 256]) {
      yield [`columns ${period} ${width}`, made(width, 512, (x) => [80, 110, x % period < period / 2 ? 60 : 150])];
      yield [`rows ${period} ${width}`, made(width, 512, (_, y) => [80, 110, y % period < period / 2 ? 60 : 150])];
      yield [`checks ${period} ${width}`, made(width, 512, (x, y) => [80, (x ^ y) & (period >> 1) ? 60 : 190, 90])];
    }
    yield [`ramp across ${width}`, made(width, 512, (x) => [0, 90, (255 * x) / width])];
    yield [`ramp down ${width}`, made(width, 512, (_, y) => [(255 * y) / 512, 90, 30])];
    yield [`ramp aslant ${width}`, made(width, 512, (x, y) => [40, 90, ((x + y) / 5) & 255])];
    yield [`white noise ${width}`, made(width, 512, () => [256 * random(), 256 * random(), 256 * random()])];
    yield [`noise in blue ${width}`, made(width, 512, () => [100, 100, 256 * random()])];
    yield [`faint noise ${width}`, made(width, 512, () => [100, 100, 126 + 4 * random()])];
    const tiles = Array.from({ length: 4096 }, () => [256 * random(), 256 * random(), 256 * random()]);
    for (const tile of [8, 16, 32, 64]) {
      yield [
        `tiles ${tile} ${width}`,
        made(width, 512, (x, y) => tiles[(Math.floor(x / tile) * 31 + Math.floor(y / tile) * 57) & 4095]),
      ];
      yield [`bars ${tile} ${width}`, made(width, 512, (x) => tiles[Math.floor(x / tile)])];
      yield [
        `black, one tile ${tile} ${width}`,
        made(width, 512, (x, y) => (x < 64 && y < 64 ? tiles[(x >> 3) + 8 * (y >> 3)] : [0, 0, 0])),
      ];
    }
    yield [`line art ${width}`, made(width, 512, (x, y) => ((x * 7 + y * 13) % 97 < 2 ? [20, 20, 160] : [255, 255, 255]))];
  }
}

const best = new Map();
const tails = new Map();
let pictures = 0;
let stills = 0;
let refused = 0;
const hits = [];

function measure(image, title) {
  pictures += 1;
  for (const { name, matching, bits, log10Chance } of agreements(image)) {
    const found = best.get(name) ?? [];
    found.push({ log10Chance, matching, bits, title });
    found.sort((a, b) => a.log10Chance - b.log10Chance);
    best.set(name, found.slice(0, 3));
  }
  for (const { name } of watermarksIn(image)) hits.push(`${name}: ${title}`);
  if (stealthIn(image)) hits.push(`stealth: ${title}`);
  if (messages > 0) measureRandom(image);
}

/** Random messages as long as the known ones, each tried in the ways of the one that lends its length. */
function measureRandom(image) {
  const ways = [...waysOfReading(image)];
  if (ways.length === 0) return;
  for (const known of knownMessages) {
    const counts = tails.get(known.name) ?? { total: 0, reached: new Float64Array(12), lowest: 0 };
    tails.set(known.name, counts);
    const tried = ways.filter((way) => isTried(known, way)).map(({ scores }) => sumsOf(scores, known.bits.length));
    for (let i = 0; i < messages; i++) {
      const bits = known.bits.map(() => (random() < 0.5 ? 0 : 1));
      const best = Math.min(...tried.map((sums) => agreementOf({ ...known, bits }, sums).log10Chance));
      const chance = Math.min(0, best + Math.log10(waysFor(known)));
      counts.total += 1;
      counts.lowest = Math.min(counts.lowest, chance);
      for (let power = 1; power < 12; power++) if (chance <= -power) counts.reached[power] += 1;
    }
  }
}

for (const [title, image] of awkward()) measure(image, title);
const madeUp = pictures;
for (const folder of args) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || skip.test(path)) continue;
    let image;
    try {
      image = await decodePixels(path);
    } catch {
      refused += 1;
      continue;
    }
    stills += 1;
    try {
      for await (const [what, picture] of variants(image)) measure(picture, `${path} (${what})`);
    } catch (error) {
      console.error(`${path}: ${error.message}`);
    }
  }
}

console.log(
  `${pictures} pictures: ${madeUp} made up, ${pictures - madeUp} of ${stills} stills; ${refused} files are none that can be decoded`,
);
for (const [name, found] of best) {
  for (const { log10Chance, matching, bits, title } of found) {
    console.log(`${name}\t${matching}/${bits}\t10^${log10Chance.toFixed(2)}\t${title}`);
  }
}
for (const [name, { total, reached, lowest }] of tails) {
  const shares = [1, 2, 3, 4, 5, 6, 7].map((i) => `10^-${i}: ${(reached[i] / total).toExponential(1)}`);
  console.log(
    `random messages as long as ${name}: ${total}, lowest 10^${lowest.toFixed(2)}; share at or below ${shares.join(', ')}`,
  );
}
console.log(hits.length === 0 ? 'no hits' : `HITS:\n${hits.join('\n')}`);
