import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samples } from '../sound-material.mjs';

const dist = new URL(process.env.TRUESLATE_DIST ?? '../../../dist/', import.meta.url).href.replace(/\/?$/, '/');
export const { findSounds, soundFingerprint, soundIndex, soundRate } = await import(`${dist}trace/sound/index.js`);
const { openSound } = await import(`${dist}tools/ffmpeg-sound.js`);
const { findProgram } = await import(`${dist}tools/ffmpeg-path.js`);
const ffmpeg = (await findProgram('ffmpeg', process.env)).path;
const sound = await openSound(process.env);

/** Samples a second of what is mixed here. */
export const rate = 24_000;
export const folder = mkdtempSync(join(tmpdir(), 'trace-sound-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Writes a file with one channel for each sound; `encode`: ffmpeg's options, or what gives them for the seconds of the sound. */
export function writeSound(name, sounds, encode = []) {
  const path = join(folder, name);
  const input = ['-f', 's16le', '-ar', String(rate), '-ac', String(sounds.length), '-i', 'pipe:0'];
  const output = typeof encode === 'function' ? encode(sounds[0].length / rate) : encode;
  execFileSync(ffmpeg, ['-v', 'error', '-y', ...input, ...output, path], { input: Buffer.from(samples(...sounds).buffer) });
  return path;
}

function readSound(path, limit = 180) {
  const args = ['-v', 'error', '-t', String(limit), '-i', path, '-f', 's16le', '-ac', '1', '-ar', String(rate), 'pipe:1'];
  const { stdout } = spawnSync(ffmpeg, args, { maxBuffer: 1 << 28 });
  return Float64Array.from(new Int16Array(new Uint8Array(stdout).buffer.slice(0, stdout.length & ~1)), (value) => value / 32768);
}

/** Real sounds of 70 s and more from a folder, three minutes of each at most; none without a folder. */
export function readSounds(dir) {
  if (dir === undefined) return [];
  return readdirSync(dir, { recursive: true })
    .filter((name) => /\.(ogg|mp3|wav|flac|m4a|aac)$/i.test(name))
    .sort()
    .map((name) => readSound(join(dir, name)))
    .filter((of) => of.length > 70 * rate);
}

/** Fingerprints of all audio streams of a file, as tracing makes them. */
export async function prints(path) {
  const all = [];
  for (const { stream, channels } of await sound.streams(path)) {
    all.push(await soundFingerprint(sound.decode({ path, stream, channels, rate: soundRate }), channels));
  }
  return all;
}

/** What is found in a file, in all of its streams. */
export async function findIn(index, path) {
  return (await prints(path)).flatMap((print, stream) => findSounds(index, print, stream));
}

export const hasChromaprint = spawnSync('fpcalc', ['-version']).status === 0;

/** Chromaprint's items of a file's first stream. It ends with 3 at the end of some files, having said all. */
export function chromaprint(path) {
  const said = spawnSync('fpcalc', ['-raw', '-length', '0', path], { maxBuffer: 1 << 26 }).stdout.toString();
  return Uint32Array.from(/FINGERPRINT=(.*)/.exec(said)?.[1].split(',') ?? [], Number);
}

const itemsPerSecond = 11025 / 1365;

/** Lowest share of bits that differ near the right place: what a search that looks everywhere could at best find. */
export function bitErrors(source, target, { from, to, sourceFrom }) {
  const length = Math.floor((to - from - 2.6) * itemsPerSecond);
  let lowest = 1;
  for (let shift = -3; shift <= 3; shift++) {
    let errors = 0;
    for (let i = 0; i < length; i++) {
      let differ = source[Math.round(sourceFrom * itemsPerSecond) + i + shift] ^ target[Math.round(from * itemsPerSecond) + i];
      for (; differ !== 0; differ &= differ - 1) errors += 1;
    }
    lowest = Math.min(lowest, errors / (32 * length));
  }
  return lowest;
}
