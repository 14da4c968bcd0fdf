// What a perceptual hash finds on the same programme, for comparison: one frame a second, each held against every marked still, as
// published: pHash of 64 bits within 10, PDQ of 256 bits within 31 (the threshold of github.com/facebook/ThreatExchange).
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import sharp from 'sharp';
import { ffmpegPath } from './encode.mjs';
import { distance, pdq, phash } from './hashes.mjs';

/** The two baselines: what they hash, how large, and up to how many different bits they call it the same. */
export const baselines = [
  { name: 'pHash 64', side: 32, hash: phash, within: 10 },
  { name: 'PDQ 256', side: 64, hash: pdq, within: 31 },
];

const shrunk = (input, side) => input.greyscale().resize(side, side, { fit: 'fill' }).extractChannel(0).raw().toBuffer();

async function hashesOf(folder, stills) {
  const hashes = [];
  for (const source of stills) {
    const entry = { source };
    for (const { name, side, hash } of baselines) entry[name] = hash(await shrunk(sharp(join(folder, source)), side));
    hashes.push(entry);
  }
  return hashes;
}

/** Grey frames of 64 x 64, one a second, box-filtered by ffmpeg; and of 32 x 32 made from them. */
async function* secondsOf(path) {
  const args = [
    '-v',
    'error',
    '-nostdin',
    '-i',
    path,
    '-an',
    '-vf',
    'fps=1,scale=64:64:flags=area,format=gray',
    '-f',
    'rawvideo',
    'pipe:1',
  ];
  const child = spawn(ffmpegPath(), args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let rest = Buffer.alloc(0);
  for await (const chunk of child.stdout) {
    rest = Buffer.concat([rest, chunk]);
    for (; rest.length >= 4096; rest = rest.subarray(4096)) yield new Uint8Array(rest.subarray(0, 4096));
  }
}

function halved(grey) {
  const out = new Uint8Array(1024);
  for (let y = 0; y < 32; y++)
    for (let x = 0; x < 32; x++) {
      const at = y * 128 + x * 2;
      out[y * 32 + x] = (grey[at] + grey[at + 1] + grey[at + 64] + grey[at + 65]) / 4;
    }
  return out;
}

function appearances(hits, programme, { name, within }, truth) {
  const sightings = [];
  const open = new Map();
  for (const { second, source } of hits) {
    const last = open.get(source);
    if (last && second <= last.toSeconds + 1) last.toSeconds = Math.min(truth.seconds, second + 0.5);
    else {
      const sighting = {
        source,
        in: programme,
        fromSeconds: Math.max(0, second - 0.5),
        toSeconds: second + 0.5,
        medium: 'still',
        by: name,
        within,
      };
      // A hash cannot tell an altered picture from its original: whatever it finds, it calls the marked one.
      sightings.push({ ...sighting, relation: 'marked' });
      open.set(source, sightings.at(-1));
    }
  }
  return sightings;
}

/**
 * Runs both baselines over a programme and the stills of the delivery: `{ name, sightings, seconds, hits }` each, where `hits` tells of
 * each truth whether any sampled second of it was found (the kinder measure for a hash that sees one frame a second).
 */
export async function runBaselines(folder, truth, stills) {
  const hashes = await hashesOf(folder, stills);
  const found = baselines.map(() => []);
  const started = performance.now();
  let second = 0;
  for await (const grey of secondsOf(join(folder, truth.programme))) {
    const small = halved(grey);
    baselines.forEach(({ name, side, hash, within }, i) => {
      const seen = hash(side === 32 ? small : grey);
      for (const entry of hashes)
        if (distance(seen, entry[name]) <= within) found[i].push({ second: second + 0.5, source: entry.source });
    });
    second++;
  }
  const wall = (performance.now() - started) / 1000;
  return baselines.map((baseline, i) => ({
    name: baseline.name,
    seconds: wall,
    sightings: appearances(found[i], truth.programme, baseline, truth),
    hits: truth.sightings.map((one) =>
      found[i].some(
        ({ second: at, source }) =>
          source === one.source && one.fromSeconds !== null && at >= one.fromSeconds && at < one.toSeconds,
      ),
    ),
  }));
}
