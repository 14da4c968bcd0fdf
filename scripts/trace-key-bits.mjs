// Chooses the bits of the keys in src/trace/picture/key-bits.ts from the descriptors of pictures, and prints them. The bits of one
// table must have little to do with each other, or its buckets fill unevenly and much is looked at for nothing; no bit is in two
// tables before all have been given. The first bits of each table are the best.
//   npm run build && node scripts/trace-key-bits.mjs DIR…      (chosen from Debian's wallpaper packages, 99 photographs)
import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import sharp from 'sharp';
import { openVision } from '../dist/tools/opencv.js';
import { fingerprintOf } from '../dist/trace/picture/fingerprint.js';

const [tables, keyBits, bits, samples] = [12, 22, 256, 60_000];
const vision = await openVision();

const prints = [];
for (const folder of process.argv.slice(2)) {
  for (const file of readdirSync(folder, { recursive: true })) {
    if (!['.jpg', '.png', '.webp'].includes(extname(file).toLowerCase())) continue;
    const small = sharp(join(folder, file)).resize(1024, 1024, { fit: 'inside', withoutEnlargement: true }).greyscale().raw();
    const { data, info } = await small.toBuffer({ resolveWithObject: true });
    const print = fingerprintOf({ width: info.width, height: info.height, data: new Uint8Array(data) }, vision);
    if (print !== null) prints.push(print.descriptors);
  }
}
const all = Buffer.concat(prints);
const step = Math.max(1, Math.floor(all.length / 32 / samples));
const columns = Array.from({ length: bits }, (_, bit) => {
  const values = [];
  for (let at = 0; at < all.length; at += 32 * step) values.push((all[at + (bit >> 3)] >> (bit & 7)) & 1);
  return values;
});
const means = columns.map((values) => values.reduce((sum, value) => sum + value, 0) / values.length);

function correlation(a, b) {
  const both = columns[a].reduce((sum, value, at) => sum + (value & columns[b][at]), 0) / columns[a].length;
  const spread = means[a] * (1 - means[a]) * means[b] * (1 - means[b]);
  return (both - means[a] * means[b]) / Math.sqrt(spread);
}

const squares = Array.from({ length: bits }, (_, a) => Array.from({ length: a }, (_, b) => correlation(a, b) ** 2));
const square = (a, b) => (a > b ? squares[a][b] : squares[b][a]);
const chosen = Array.from({ length: tables }, () => []);
let left = new Set(columns.keys());
for (let round = 0; round < keyBits; round++) {
  for (const table of chosen) {
    if (left.size === 0) left = new Set(columns.keys());
    const cost = (bit) => table.reduce((sum, other) => sum + square(bit, other), 0.02 * Math.abs(means[bit] - 0.5));
    const free = [...left].filter((bit) => !table.includes(bit));
    const best = free.reduce((one, other) => (cost(other) < cost(one) ? other : one));
    table.push(best);
    left.delete(best);
  }
}
console.log(`${prints.length} pictures, ${all.length / 32} descriptors`);
for (const table of chosen) console.log(`  [${table.join(', ')}],`);
