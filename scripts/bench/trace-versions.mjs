// How often the right one of an altered picture and its original is recognised, and whether a genuine one is ever accused.
// usage: node scripts/bench/trace-versions.mjs [folder of photographs] [pairs] [seed] [part of a kind's name, or `hard`]
// Builds altered versions of the photographs (parts pasted, warped, removed, recoloured, a sky or a face exchanged), shows
// either version in a frame that was edited, and prints a table for each kind of alteration and of edit.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { openVision } from '../../dist/tools/opencv.js';
import { chained, inverse, project } from '../../dist/trace/picture/projection.js';
import { differences, registered } from '../../dist/trace/picture/version-differences.js';
import { lookOf } from '../../dist/trace/picture/version-planes.js';
import { whichIsSeen } from '../../dist/trace/picture/versions.js';
import { chance, hardAlterations, alterations as plain, print, warp } from './trace-alterations.mjs';

process.on('uncaughtException', (error) => {
  console.error(String(error?.stack ?? error).slice(-800));
  process.exit(1);
});
const [folder = '/usr/share', wanted = '300', seed = '1', only = ''] = process.argv.slice(2);
const random = chance(Number(seed));
const roots = folder === '/usr/share' ? ['/usr/share/wallpapers', '/usr/share/backgrounds'] : [folder];
const files = roots
  .flatMap((root) => readdirSync(root, { recursive: true }).map((name) => join(root, String(name))))
  .filter((name) => /\.(jpe?g|png|webp)$/i.test(name) && !/screenshot|_dark|-d\.|Stripes/.test(name))
  .sort();
const frameSize = { width: 1280, height: 720 };

async function load(path) {
  const { data, info } = await sharp(path)
    .flatten()
    .resize(1280, 1280, { fit: 'inside' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** The picture fills the frame (cut off), times `zoom`, its point (px, py) in the middle. */
function filling(picture, zoom, px, py, { width, height } = frameSize) {
  const scale = Math.max(width / picture.width, height / picture.height) * zoom;
  const clamp = (at, size, room) => Math.min(size - room / 2 / scale, Math.max(room / 2 / scale, at * size));
  const x = clamp(px, picture.width, width);
  const y = clamp(py, picture.height, height);
  return [scale, 0, width / 2 - scale * x, 0, scale, height / 2 - scale * y, 0, 0, 1];
}

function onFrame(picture, matrix, background, size = frameSize) {
  return warp(picture, inverse(matrix), size.width, size.height, background);
}

const each = (picture, change) => ({ ...picture, data: Uint8Array.from(picture.data, change) });
const bright = (value) => Math.min(255, Math.max(0, Math.round(value)));

function colours(picture, change) {
  const data = new Uint8Array(picture.data.length);
  for (let i = 0; i < data.length; i += 3) {
    const rgb = change(picture.data[i], picture.data[i + 1], picture.data[i + 2]);
    for (let c = 0; c < 3; c += 1) data[i + c] = bright(rgb[c]);
  }
  return { ...picture, data };
}

const grade = (picture) =>
  colours(picture, (r, g, b) => [255 * (r / 255) ** 1.25 * 1.02, 245 * (g / 255) ** 1.1, 12 + 215 * (b / 255) ** 0.9]);
const grey = (picture) => colours(picture, (r, g, b) => Array(3).fill(0.45 * r + 0.45 * g + 0.1 * b));
const flat = (picture) =>
  colours(picture, (r, g, b) => [40 + 0.6 * (0.8 * r + 0.2 * g), 35 + 0.6 * g, 30 + 0.62 * (0.75 * b + 0.25 * g)]);
const grained = (picture, sigma) => each(picture, (value) => bright(value + sigma * random.normal()));

function rectangle(picture, left, top, right, bottom, rgb, opacity = 1) {
  const data = Uint8Array.from(picture.data);
  for (let y = Math.round(top * picture.height); y < bottom * picture.height; y += 1)
    for (let x = Math.round(left * picture.width); x < right * picture.width; x += 1)
      for (let c = 0; c < 3; c += 1) {
        const at = 3 * (y * picture.width + x) + c;
        data[at] = bright(data[at] * (1 - opacity) + rgb[c] * opacity);
      }
  return { ...picture, data };
}

const words =
  '<svg width="1280" height="720"><rect x="60" y="560" width="760" height="110" fill="#123a7a"/><text x="90" y="610" font-size="42" fill="white" font-family="sans-serif">Margaret Holloway</text><text x="90" y="652" font-size="28" fill="#dddddd" font-family="sans-serif">Neighbour, 1987 to 2003</text></svg>';

async function composed(picture, svg) {
  const data = await sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 3 } })
    .composite([{ input: Buffer.from(svg) }])
    .raw()
    .toBuffer();
  return { ...picture, data };
}

async function jpeg(picture, quality) {
  return decoded(
    await sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 3 } })
      .jpeg({ quality })
      .toBuffer(),
  );
}
async function decoded(bytes) {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** Encodes frames as H.264 at a low bitrate, and gives the fourth and the last one back. */
function proxied(frames, rate) {
  const { width, height } = frames[0];
  const size = `${width}x${height}`;
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', size];
  const encoded = spawnSync(
    'ffmpeg',
    [
      '-v',
      'error',
      ...raw,
      '-r',
      '25',
      '-i',
      '-',
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      ...(Array.isArray(rate) ? rate : ['-b:v', rate, '-maxrate', rate, '-bufsize', rate]),
      '-pix_fmt',
      'yuv420p',
      '-f',
      'h264',
      '-',
    ],
    { input: Buffer.concat(frames.map(({ data }) => Buffer.from(data))), maxBuffer: 1 << 28 },
  );
  const back = spawnSync('ffmpeg', ['-v', 'error', '-f', 'h264', '-i', '-', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'], {
    input: encoded.stdout,
    maxBuffer: 1 << 28,
  });
  const bytes = width * height * 3;
  const count = Math.floor(back.stdout.length / bytes);
  return [3, count - 1].map((at) => ({
    at,
    picture: { width, height, data: Uint8Array.from(back.stdout.subarray(at * bytes, (at + 1) * bytes)) },
  }));
}

const around = (amount) => 0.5 + amount * (random() - 0.5);

/** As a programme is delivered for viewing: 480p, x264 at crf 28, pushed in on. */
const viewing = (picture, change) => moving(picture, ['-crf', '28'], change, { width: 854, height: 480 });

/** Kinds of edit: what is seen of `picture`, as frames with the projection that made them. `spot` is the altered place. */
const edits = {
  plain: (picture) => [simple(picture, filling(picture, 1, 0.5, 0.5))],
  'push-in': (picture) => [1.05, 1.2, 1.35].map((zoom) => simple(picture, filling(picture, zoom, 0.5, 0.5))),
  'detail 2-3x on it': (picture, { spot }) => [simple(picture, filling(picture, 2 + random(), spot.x, spot.y))],
  'detail 2-3x anywhere': (picture) => [simple(picture, filling(picture, 2 + random(), random(), random()))],
  grade: (picture) => [changed(simple(picture, filling(picture, 1.1, 0.5, 0.5)), grade)],
  'flat grade': (picture) => [changed(simple(picture, filling(picture, 1.1, 0.5, 0.5)), flat)],
  'black and white': (picture) => [changed(simple(picture, filling(picture, 1.1, 0.5, 0.5)), grey)],
  grain: (picture) => [0, 1].map(() => changed(simple(picture, filling(picture, 1.1, 0.5, 0.5)), (one) => grained(one, 12))),
  letterbox: (picture) => [
    changed(simple(picture, filling(picture, 1, 0.5, 0.5)), (one) =>
      rectangle(rectangle(one, 0, 0, 1, 0.13, [0, 0, 0]), 0, 0.87, 1, 1, [0, 0, 0]),
    ),
  ],
  'picture in frame': (picture, { other }) => [inset(picture, other, 0.35 + 0.25 * random())],
  rotated: (picture) => [turned(picture, (random() - 0.5) * 0.5)],
  perspective: (picture, { other }) => [onWall(picture, other)],
  mirror: (picture) => [
    simple(picture, chained(filling(picture, 1.1, 0.5, 0.5), [-1, 0, frameSize.width - 1, 0, 1, 0, 0, 0, 1])),
  ],
  'lower third': async (picture) => [await titled(simple(picture, filling(picture, 1.05, 0.5, 0.5)))],
  dissolve: (picture, { other }) => [
    changed(simple(picture, filling(picture, 1.1, 0.5, 0.5)), (one) =>
      mixed(one, onFrame(other, filling(other, 1, 0.5, 0.5)), 0.35),
    ),
  ],
  'soft focus': async (picture) => [await softened(simple(picture, filling(picture, 1.1, 0.5, 0.5)))],
  'x264 640x360 300k': (picture) => moving(picture, '300k', (one) => one),
  'x264 640x360 120k bw': (picture) => moving(picture, '120k', grey),
  'x264 480p crf 28': (picture) => viewing(picture, (one) => one),
  'x264 480p crf 28 graded': (picture) => viewing(picture, grade),
  'x264 480p grain boxed': (picture) =>
    viewing(picture, (one) => rectangle(rectangle(grained(one, 8), 0, 0, 1, 0.1, [0, 0, 0]), 0, 0.9, 1, 1, [0, 0, 0])),
};

function simple(picture, matrix, background) {
  return { picture: onFrame(picture, matrix, background), matrix };
}
const changed = (shown, change) => ({ ...shown, picture: change(shown.picture) });
const titled = async (shown) => ({ ...shown, picture: await composed(shown.picture, words) });

async function softened(shown) {
  const { width, height, data } = shown.picture;
  const soft = await sharp(data, { raw: { width, height, channels: 3 } })
    .blur(1.6)
    .raw()
    .toBuffer();
  return { ...shown, picture: { width, height, data: soft } };
}

function mixed(one, two, share) {
  return { ...one, data: one.data.map((value, i) => bright(value * (1 - share) + two.data[i] * share)) };
}

function inset(picture, other, size) {
  const back = onFrame(other, filling(other, 1, 0.5, 0.5));
  const scale = (size * frameSize.width) / picture.width;
  const matrix = [scale, 0, 40 + random() * 500, 0, scale, 30 + random() * 150, 0, 0, 1];
  return simple(picture, matrix, back);
}

function turned(picture, angle) {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const about = chained(
    chained([1, 0, -640, 0, 1, -360, 0, 0, 1], [c, -s, 0, s, c, 0, 0, 0, 1]),
    [1, 0, 640, 0, 1, 360, 0, 0, 1],
  );
  return simple(picture, chained(filling(picture, 1, around(0.2), around(0.2)), about));
}

function onWall(picture, other) {
  const back = onFrame(other, filling(other, 1, 0.5, 0.5));
  const scale = (0.6 * frameSize.width) / picture.width;
  const tilt = (random() - 0.5) * 0.0008;
  return simple(picture, chained([scale, 0, 0, 0, scale, 0, 0, 0, 1], [1, 0.05, 250, 0.03, 1, 80, tilt, tilt / 3, 1]), back);
}

function moving(picture, rate, change, size = { width: 640, height: 360 }) {
  const matrices = Array.from({ length: 14 }, (_, i) => filling(picture, 1.05 + 0.004 * i, 0.5, 0.5, size));
  const frames = matrices.map((matrix) => change(onFrame(picture, matrix, undefined, size)));
  return proxied(frames, rate).map(({ at, picture: seen }) => ({ picture: seen, matrix: matrices[at] }));
}

/** As features find it where they do; else the truth with an error of a pixel, for the matching is measured elsewhere. */
function projection(shown, source, vision) {
  const flipped = shown.matrix[0] < 0;
  const wide = shown.picture.width;
  const mirror = [-1, 0, wide - 1, 0, 1, 0, 0, 0, 1];
  const seen = flipped ? { ...shown.picture, data: mirrored(shown.picture) } : shown.picture;
  const found = registered(lookOf(source), lookOf(seen), vision);
  if (found !== null) {
    const matrix = flipped ? chained(found.matrix, mirror) : found.matrix;
    const middle = [source.width / 2, source.height / 2];
    const [u, v] = project(matrix, ...middle) ?? [Number.NaN, Number.NaN];
    const [x, y] = project(shown.matrix, ...middle);
    if (Math.hypot(u - x, v - y) < 12) return matrix;
  }
  return chained(shown.matrix, [1, 0, random() - 0.5, 0, 1, random() - 0.5, 0, 0, 1]);
}

function mirrored({ width, height, data }) {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      for (let c = 0; c < 3; c += 1) out[3 * (y * width + x) + c] = data[3 * (y * width + width - 1 - x) + c];
  return out;
}

const greyOf = ({ width, height, data }) => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, i) => data[3 * i + 1]),
});

/** Of the processor, not of the clock: the machine may be busy. */
function milliseconds(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

const tally = { alteration: {}, edit: {}, found: {} };
function count(kind, name, truth, answer) {
  tally[kind][name] ??= { marked: { marked: 0, original: 0, ambiguous: 0 }, original: { marked: 0, original: 0, ambiguous: 0 } };
  tally[kind][name][truth][answer] += 1;
}

function table(kind) {
  console.log(`\n${kind.padEnd(24)} altered shown: right wrong ambig.   genuine shown: right ACCUSED ambig.`);
  for (const [name, { marked, original }] of Object.entries(tally[kind]))
    console.log(
      `${name.padEnd(24)} ${String(marked.marked).padStart(20)} ${String(marked.original).padStart(5)} ${String(marked.ambiguous).padStart(6)} ${String(original.original).padStart(23)} ${String(original.marked).padStart(7)} ${String(original.ambiguous).padStart(6)}`,
    );
}

const vision = await openVision();
const alterations = only === 'hard' ? hardAlterations : { ...plain, ...hardAlterations };
const names = Object.keys(only === '' ? plain : alterations).filter((name) => only === 'hard' || name.includes(only));
const spent = { differences: 0, pairs: 0, seen: 0, shots: 0 };
const first = Number(process.env.FIRST ?? 0);
for (let pair = first; pair < first + Number(wanted); pair += 1) {
  const photograph = await load(files[pair % files.length]);
  const other = await load(files[Math.floor(random() * files.length)]);
  const kind = names[pair % names.length];
  const made = await alterations[kind](photograph, other, random);
  const genuine = made.genuine ?? photograph;
  // The genuine one lies in the delivery in another print: another size, another compression, sometimes cropped or graded.
  const altered = await jpeg(made.picture, 82 + Math.floor(random() * 15));
  const kept = await print(genuine, random);
  // A picture with hardly a corner is never found again, so that no version of it is ever asked for.
  if (vision.features(greyOf(genuine), 700).count < 250) continue;
  const started = process.cpuUsage();
  const found = differences(altered, kept, vision);
  spent.differences += milliseconds(started);
  spent.pairs += 1;
  tally.found[kind] ??= {};
  tally.found[kind][found.likeness] = (tally.found[kind][found.likeness] ?? 0) + 1;
  if (process.env.VERBOSE)
    console.log(
      pair,
      files[pair % files.length],
      kind,
      found.likeness,
      made.spot.area.toFixed(3),
      found.regions
        .map(({ area }) => area.toFixed(3))
        .slice(0, 6)
        .join(' '),
    );
  for (const name of Object.keys(edits)
    .filter((name) => name.includes(process.env.EDIT ?? ''))
    .sort(() => random() - 0.5)
    .slice(0, Number(process.env.EDITS ?? 3))) {
    for (const truth of ['marked', 'original']) {
      const shown = await edits[name](truth === 'marked' ? made.picture : genuine, { spot: made.spot, other });
      const frames = shown.map((one) => ({ picture: one.picture, fromSource: projection(one, altered, vision) }));
      const begun = process.cpuUsage();
      const answer = whichIsSeen(frames, found);
      spent.seen += milliseconds(begun);
      spent.shots += 1;
      count('alteration', kind, truth, answer.relation);
      count('edit', name, truth, answer.relation);
      if (process.env.VERBOSE) console.log('   ', truth, name, answer.relation, answer.margin.toFixed(2));
    }
  }
}
table('alteration');
table('edit');
console.log('\nhow the pairs were read:', JSON.stringify(tally.found));
console.log(`${(spent.differences / spent.pairs).toFixed(0)} ms a pair, ${(spent.seen / spent.shots).toFixed(0)} ms a shot`);
