// Writes what lies beside the programme: marked stills and clips, altered stills with their originals, unmarked pictures, and
// published copies of marked stills whose mark was stripped.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ExifTool } from 'exiftool-vendored';
import pLimit from 'p-limit';
import sharp from 'sharp';
import { chanceFrom } from './chance.mjs';
import { pictureOf } from './plates.mjs';

const vocabulary = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** An XMP packet with IPTC's Digital Source Type. */
const packet = (type) => `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="${vocabulary}${type}"/>
</rdf:RDF></x:xmpmeta>`;

const made = 'trainedAlgorithmicMedia';
const altered = 'compositeWithTrainedAlgorithmicMedia';

async function still(picture, path, type) {
  const small = (await pictureOf(picture)).resize(2000, 2000, { fit: 'inside', withoutEnlargement: true });
  await (type ? small.withXmp(packet(type)) : small).jpeg({ quality: 90 }).toFile(path);
}

/** Regions of an alteration, as fractions [x, y, width, height]: one to three that do not meet, 8 to 30 % of the picture in all. */
function regionsOf(chance) {
  const regions = [];
  const count = chance.whole(1, 3);
  for (let tries = 0; regions.length < count && tries < 60; tries++) {
    const [w, h] =
      count === 1
        ? [chance.between(0.3, 0.5), chance.between(0.35, 0.6)]
        : [chance.between(0.18, 0.3), chance.between(0.22, 0.4)];
    const [x, y] = [chance.between(0.12, 0.88 - w), chance.between(0.1, 0.9 - h)];
    if (regions.every(([ax, ay, aw, ah]) => x > ax + aw || ax > x + w || y > ay + ah || ay > y + h)) regions.push([x, y, w, h]);
  }
  return regions;
}

/** The picture with its regions replaced, softly at the edges, by another picture's or by the picture's own from elsewhere, mirrored. */
async function alteredOf(picture, patch, regions, chance, path) {
  const base = await (await pictureOf(picture))
    .resize(2000, 2000, { fit: 'inside' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = base.info;
  const raw = { width, height, channels };
  const over = [];
  for (const [x, y, w, h] of regions) {
    const [left, top, across, down] = [x * width, y * height, w * width, h * height].map(Math.round);
    const own = chance.next() < 0.35;
    const from = own ? { left: Math.round((1 - x - w) * width), top: Math.max(0, Math.round((1 - y - h) * height)) } : null;
    const piece = own
      ? sharp(base.data, { raw })
          .extract({ ...from, width: across, height: down })
          .flop()
          .flip()
      : (await pictureOf(patch)).resize(across, down, { fit: 'cover' });
    const soft = `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${down}"><defs><filter id="s"><feGaussianBlur stdDeviation="9"/></filter></defs>
      <rect x="14" y="14" width="${across - 28}" height="${down - 28}" rx="${Math.min(across, down) * 0.3}" fill="white" filter="url(#s)"/></svg>`;
    const input = await sharp(await piece.png().toBuffer())
      .ensureAlpha()
      .composite([{ input: Buffer.from(soft), blend: 'dest-in' }])
      .png()
      .toBuffer();
    over.push({ input, left, top });
  }
  await sharp(base.data, { raw }).composite(over).withXmp(packet(altered)).jpeg({ quality: 92 }).toFile(path);
  return { path, tile: null, width, height, blocks: picture.blocks };
}

async function pairsOf(cast, folder, seed) {
  const pairs = [];
  for (const [i, picture] of cast.pairs.entries()) {
    const chance = chanceFrom(`${seed}/pair/${i}`);
    const regions = regionsOf(chance);
    const file = `stills/retouched_${String(i + 1).padStart(2, '0')}.jpg`;
    const original = `stills/archive_${chance.whole(1000, 9999)}_${i}.jpg`;
    const alteredPicture = await alteredOf(picture, cast.patches[i], regions, chance, join(folder, file));
    await still(picture, join(folder, original), null);
    pairs.push({ path: file, original, regions, originalPicture: picture, alteredPicture });
  }
  return pairs;
}

const copies = {
  'still-resized': (picture, path) => picture.resize(900).jpeg({ quality: 85 }).toFile(`${path}.jpg`),
  'still-cropped': (picture, path, { width, height }) =>
    picture
      .extract({
        left: Math.round(width * 0.12),
        top: Math.round(height * 0.1),
        width: Math.round(width * 0.6),
        height: Math.round(height * 0.7),
      })
      .jpeg({ quality: 88 })
      .toFile(`${path}.jpg`),
  'still-recompressed': (picture, path) => picture.jpeg({ quality: 35 }).toFile(`${path}.jpg`),
  'still-as-png': (picture, path) => picture.resize(1280).png().toFile(`${path}.png`),
  'still-as-webp': (picture, path) => picture.resize(1600).webp({ quality: 70 }).toFile(`${path}.webp`),
};

async function publishedOf(stills, folder) {
  const truth = [];
  const generated = stills.filter((one) => one.generated);
  for (const [i, kind] of [...Object.keys(copies), ...Object.keys(copies)].entries()) {
    const source = generated[(i * 3 + 1) % generated.length];
    const path = `published/web_${String(i + 1).padStart(2, '0')}`;
    const { data, info } = await sharp(join(folder, source.file)).toBuffer({ resolveWithObject: true });
    const { format } = await copies[kind](sharp(data), join(folder, path), info);
    const file = `${path}.${format === 'jpeg' ? 'jpg' : format}`;
    truth.push({
      source: source.file,
      in: file,
      kind,
      relation: 'marked',
      from: null,
      to: null,
      fromSeconds: null,
      toSeconds: null,
    });
  }
  return truth;
}

async function markClips(paths) {
  const exiftool = new ExifTool({ maxProcs: 2, taskTimeoutMillis: 60_000 });
  try {
    for (const path of paths)
      await exiftool.write(
        path,
        { 'XMP-iptcExt:DigitalSourceType': `${vocabulary}${made}` },
        { writeArgs: ['-overwrite_original'] },
      );
  } finally {
    await exiftool.end();
  }
}

/**
 * Writes stills, pairs and clips into the delivery and tells their paths in `cast`: each still gains `file` and `generated` (three of
 * four are; the rest are altered, with no original), `cast.pairFiles` and `cast.clipFiles` are made. `renderClip(clip, path)` encodes.
 */
export async function writeDelivery({ cast, clips, folder, seed, renderClip }) {
  for (const name of ['stills', 'clips', 'published', 'cut']) mkdirSync(join(folder, name), { recursive: true });
  const limit = pLimit(2);
  cast.stills.forEach((one, i) => {
    one.generated = i % 4 !== 3;
    one.file = `stills/ai_${String(i + 1).padStart(3, '0')}.jpg`;
  });
  await Promise.all(cast.stills.map((one) => limit(() => still(one, join(folder, one.file), one.generated ? made : altered))));
  const unmarked = cast.others.filter((_, i) => i % 3 === 0);
  await Promise.all(
    unmarked.map((one, i) => limit(() => still(one, join(folder, `stills/photo_${String(i + 1).padStart(3, '0')}.jpg`), null))),
  );
  cast.pairFiles = await pairsOf(cast, folder, seed);
  cast.clipFiles = clips.map((clip) => ({ ...clip, file: `clips/gen_${String(clip.index + 1).padStart(2, '0')}.mp4` }));
  await Promise.all(cast.clipFiles.map((clip) => renderClip(clip, join(folder, clip.file))));
  await markClips(cast.clipFiles.map(({ file }) => join(folder, file)));
  return publishedOf(cast.stills, folder);
}
