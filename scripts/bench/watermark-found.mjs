// How many marked pictures are recognised: takes the colour stills below the folders given, cuts them to a square, embeds each
// message with the embedder of the tests, saves them in several ways and counts the hits.
//   npm run build && node scripts/bench/watermark-found.mjs FOLDER... [--side 768] [--count 24]
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import ts from 'typescript';

const dist = new URL(process.env.TRUESLATE_DIST ?? '../../dist/', import.meta.url).href.replace(/\/?$/, '/');
const { watermarksIn } = await import(`${dist}read/watermark/dwt-dct.js`);
const { knownMessages } = await import(`${dist}read/watermark/messages.js`);

// The embedder is TypeScript and imports nothing but types.
const source = readFileSync(new URL('../../test/read/watermark/embed.ts', import.meta.url), 'utf8');
const { outputText } = ts.transpileModule(source, {
  compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
});
const { embed } = await import(`data:text/javascript;base64,${Buffer.from(outputText).toString('base64')}`);

const args = process.argv.slice(2);
const option = (name, fallback) => {
  const at = args.indexOf(name);
  return at < 0 ? fallback : Number(args.splice(at, 2)[1]);
};
const side = option('--side', 768);
const count = option('--count', 24);

const saved = {
  PNG: (picture) => picture.png(),
  'WebP 90': (picture) => picture.webp({ quality: 90 }),
  'JPEG 90 4:4:4': (picture) => picture.jpeg({ quality: 90, chromaSubsampling: '4:4:4' }),
  'JPEG 95 4:2:0': (picture) => picture.jpeg({ quality: 95 }),
  'JPEG 90 4:2:0': (picture) => picture.jpeg({ quality: 90 }),
  'JPEG 85 4:2:0': (picture) => picture.jpeg({ quality: 85 }),
  'JPEG 75 4:2:0': (picture) => picture.jpeg({ quality: 75 }),
};

/** The middle of a colour still as a square; null for anything else. */
async function square(path) {
  try {
    const picture = sharp(path).removeAlpha().toColourspace('srgb').resize(side, side, { fit: 'cover' });
    const { width = 0, height = 0 } = await sharp(path).metadata();
    const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
    const { channels } = await sharp(data, { raw: info }).stats();
    if (width < 500 || height < 400 || info.channels !== 3 || Math.abs(channels[0].mean - channels[2].mean) < 0.01) return null;
    return { width: side, height: side, channels: 3, data };
  } catch {
    return null;
  }
}

const paths = args.flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(jpe?g|png|webp)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name)),
);
paths.sort();
// Spread over the folders, or one project's pictures would be all of them.
const spread = paths.map((path, i) => ({ path, key: (i * 7919) % paths.length })).sort((a, b) => a.key - b.key);

const found = {};
let pictures = 0;
for (const { path } of spread) {
  if (pictures === count) break;
  const image = await square(path);
  if (image === null) continue;
  pictures += 1;
  for (const known of knownMessages) {
    const { data } = embed(image, known.bits, 'bgr', known.arithmetics[0]);
    for (const [name, save] of Object.entries(saved)) {
      const file = await save(sharp(data, { raw: { width: side, height: side, channels: 3 } })).toBuffer();
      const again = { ...image, data: await sharp(file).raw().toBuffer() };
      const key = `${known.name}\t${name}`;
      found[key] = (found[key] ?? 0) + (watermarksIn(again).some((hit) => hit.name === known.name) ? 1 : 0);
    }
  }
}
for (const [key, hits] of Object.entries(found)) console.log(`${key}\t${hits} of ${pictures}`);
