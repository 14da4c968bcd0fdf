// Sound found again under speech: recall by level, time, false hits, speed; beside Chromaprint (fpcalc), where it is installed.
//   npm run bench:trace-sound                       sounds of its own
//   npm run bench:trace-sound -- --music DIR --speech DIR   real ones (files of 70 s and more), half of the music left unmarked
//   --uses N (a level, 24)   --sources N (for the speed, 500)   --hours N (1)   --seed N
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drumLoop, music, noise, random, samples, speech, tone } from './sound-material.mjs';

const { values: options } = parseArgs({
  options: {
    music: { type: 'string' },
    speech: { type: 'string' },
    uses: { type: 'string', default: '24' },
    sources: { type: 'string', default: '500' },
    hours: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
  },
});
const dist = new URL(process.env.TRUESLATE_DIST ?? '../../dist/', import.meta.url).href.replace(/\/?$/, '/');
const { findSounds, soundFingerprint, soundIndex, soundRate } = await import(`${dist}trace/sound/index.js`);
const { openSound } = await import(`${dist}tools/ffmpeg-sound.js`);
const { findProgram } = await import(`${dist}tools/ffmpeg-path.js`);

const rate = 24_000;
const next = random(Number(options.seed));
const folder = mkdtempSync(join(tmpdir(), 'trace-sound-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const ffmpeg = (await findProgram('ffmpeg', process.env)).path;
const sound = await openSound(process.env);

/** Equalised, compressed, MP3 at 128 kbit/s: what a mix has gone through. */
const mixdown = [
  ...[
    '-af',
    'equalizer=f=300:t=o:w=1:g=-4,equalizer=f=3000:t=o:w=1:g=4,acompressor=threshold=-20dB:ratio=3:attack=20:release=250',
  ],
  ...['-ar', '48000', '-b:a', '128k'],
];

function writeSound(name, sounds, encode = []) {
  const path = join(folder, name);
  const input = ['-f', 's16le', '-ar', String(rate), '-ac', String(sounds.length), '-i', 'pipe:0'];
  execFileSync(ffmpeg, ['-v', 'error', '-y', ...input, ...encode, path], { input: Buffer.from(samples(...sounds).buffer) });
  return path;
}

function readSound(path, limit = 180) {
  const args = ['-v', 'error', '-t', String(limit), '-i', path, '-f', 's16le', '-ac', '1', '-ar', String(rate), 'pipe:1'];
  const { stdout } = spawnSync(ffmpeg, args, { maxBuffer: 1 << 28 });
  return Float64Array.from(new Int16Array(new Uint8Array(stdout).buffer.slice(0, stdout.length & ~1)), (value) => value / 32768);
}

async function print(path) {
  const [{ channels }] = await sound.streams(path);
  return soundFingerprint(sound.decode({ path, stream: 0, channels, rate: soundRate }), channels);
}

/** Level of what is heard: pauses are no part of it. */
function level(of) {
  let sum = 0;
  let count = 0;
  for (let at = 0; at + 2400 <= of.length; at += 2400) {
    let energy = 0;
    for (let i = at; i < at + 2400; i++) energy += of[i] ** 2;
    if (energy / 2400 < 1e-6) continue;
    sum += energy / 2400;
    count += 1;
  }
  return Math.sqrt(sum / Math.max(1, count));
}

const filesOf = (dir) =>
  readdirSync(dir, { recursive: true })
    .filter((name) => /\.(ogg|mp3|wav|flac|m4a|aac)$/i.test(name))
    .map((name) => join(dir, name))
    .sort();
const realMusic = options.music
  ? filesOf(options.music)
      .map((path) => readSound(path))
      .filter((of) => of.length > 70 * rate)
  : [];
const realSpeech = options.speech
  ? filesOf(options.speech)
      .map((path) => readSound(path))
      .filter((of) => of.length > 70 * rate)
  : [];
const half = realMusic.length >> 1;
const marked = half > 0 ? realMusic.slice(0, half) : Array.from({ length: 12 }, (_, i) => music(100 + i, 60, rate));
const unmarked = half > 0 ? realMusic.slice(half) : Array.from({ length: 12 }, (_, i) => music(500 + i, 60, rate));
const voices = realSpeech.length > 0 ? realSpeech : Array.from({ length: 6 }, (_, i) => speech(900 + i, 120, rate));
console.log(
  `${marked.length} marked sounds, ${unmarked.length} unmarked, ${voices.length} voices (${half > 0 ? 'files' : 'made here'})`,
);

const sources = [];
for (const [number, of] of marked.entries()) {
  sources.push({ source: String(number), path: writeSound(`source${number}.wav`, [of]) });
}
for (const source of sources) source.fingerprint = await print(source.path);
const index = soundIndex(sources);
const fpcalc = spawnSync('fpcalc', ['-version']).status === 0;
const chromaprints = fpcalc ? sources.map(({ path }) => chromaprint(path)) : [];

function chromaprint(path) {
  // It ends with 3 at the end of some files, having said all.
  const said = spawnSync('fpcalc', ['-raw', '-length', '0', path], { maxBuffer: 1 << 26 }).stdout.toString();
  return Uint32Array.from(/FINGERPRINT=(.*)/.exec(said)[1].split(','), Number);
}

/** Items of a Chromaprint in a second. */
const itemsPerSecond = 11025 / 1365;

/** Lowest share of bits that differ near the right place: what a search that looks everywhere could at best find. */
function bitErrors(source, target, { from, to, sourceFrom }) {
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

/** A programme of speech with uses of marked sounds; `decibels` null is no speech at all. */
function programme(decibels, uses) {
  const placed = [];
  let at = 4;
  for (let use = 0; use < uses; use++) {
    const source = Math.floor(next() * marked.length);
    const length = 8 + next() * 7;
    const sourceFrom = next() * (marked[source].length / rate - length - 0.5);
    placed.push({ source, from: at, to: at + length, sourceFrom });
    at += length + 2 + next() * 6;
  }
  const mix = new Float64Array(Math.ceil((at + 4) * rate));
  const voice = voices[Math.floor(next() * voices.length)];
  if (decibels !== null) for (let i = 0; i < mix.length; i++) mix[i] = voice[i % voice.length];
  for (const { source, from, to, sourceFrom } of placed) {
    const start = Math.round(sourceFrom * rate);
    const piece = marked[source].subarray(start, start + Math.round((to - from) * rate));
    const gain = decibels === null ? 1 : (level(voice) / level(piece)) * 10 ** (decibels / 20);
    piece.forEach((value, i) => {
      mix[Math.round(from * rate) + i] += gain * value;
    });
  }
  return { mix, placed };
}

const right = (hit, use) =>
  hit.source === String(use.source) &&
  Math.abs(hit.sourceFromSeconds - hit.fromSeconds - (use.sourceFrom - use.from)) < 0.2 &&
  hit.fromSeconds < use.to &&
  hit.toSeconds > use.from;

console.log(
  '\nmusic to speech   found      ends within 0.2 s   error: median, 90 %   wrong hits   Chromaprint under 0.35 of bits',
);
for (const decibels of [null, 6, 0, -6, -12]) {
  let found = 0;
  let wrong = 0;
  let peer = 0;
  const errors = [];
  const all = Number(options.uses);
  for (let left = all; left > 0; left -= 8) {
    const { mix, placed } = programme(decibels, Math.min(8, left));
    const path = writeSound('mix.mp3', [mix], mixdown);
    const hits = findSounds(index, await print(path));
    const target = fpcalc ? chromaprint(path) : null;
    for (const use of placed) {
      const best = hits.filter((hit) => right(hit, use)).sort((a, b) => b.inliers - a.inliers)[0];
      if (best) {
        found += 1;
        errors.push(Math.abs(best.fromSeconds - use.from), Math.abs(best.toSeconds - use.to));
      }
      if (target && bitErrors(chromaprints[use.source], target, use) < 0.35) peer += 1;
    }
    wrong += hits.filter((hit) => !placed.some((use) => right(hit, use))).length;
  }
  errors.sort((a, b) => a - b);
  const share = (part, of) => `${part}/${of} (${Math.round((100 * part) / Math.max(1, of))} %)`;
  const at = (part) => `${(errors[Math.floor(errors.length * part)] ?? Number.NaN).toFixed(2)} s`;
  const name = decibels === null ? 'no speech' : `${decibels > 0 ? '+' : ''}${decibels} dB`;
  const ends = share(errors.filter((error) => error < 0.2).length, errors.length);
  const line = [name.padEnd(17), share(found, all).padEnd(18), ends.padEnd(18), `${at(0.5)}, ${at(0.9)}`.padEnd(18)];
  console.log(`${line.join('')}${String(wrong).padEnd(13)}${fpcalc ? share(peer, all) : 'fpcalc is not installed'}`);
}

console.log('\nfalse hits');
const strangers = {
  'unmarked music': unmarked,
  'unmarked music and speech': unmarked.map((of, i) => of.map((value, at) => value + 0.5 * (voices[i % voices.length][at] ?? 0))),
  speech: voices,
  'tones, hum, noise, drum loops': [
    tone(1000, 60, rate),
    tone(50, 60, rate),
    noise(1, 60, rate),
    drumLoop(2, 60, rate),
    drumLoop(3, 60, rate),
  ],
};
for (const [name, sounds] of Object.entries(strangers)) {
  let hits = 0;
  let seconds = 0;
  for (const of of sounds) {
    hits += findSounds(index, await print(writeSound('stranger.mp3', [of], mixdown))).length;
    seconds += of.length / rate;
  }
  console.log(`${name}: ${hits} in ${(seconds / 60).toFixed(0)} min`);
}

const used = (since) => {
  const { user, system } = process.cpuUsage(since);
  return `${((user + system) / 1e6).toFixed(1)} s`;
};
const hours = Number(options.hours);
const stereo = [voices[0], voices[1] ?? voices[0]].map((of) => samples(of.filter((_, i) => i % 2 === 0)));
const second = new Int16Array(soundRate * 2);
function* long() {
  for (let at = 0; at < hours * 3600; at++) {
    const from = (at * soundRate) % (Math.min(stereo[0].length, stereo[1].length) - soundRate);
    for (let i = 0; i < soundRate; i++) {
      second[2 * i] = stereo[0][from + i];
      second[2 * i + 1] = stereo[1][from + i];
    }
    yield second;
  }
}
console.log(`\nspeed: ${hours} h of stereo speech against ${options.sources} sources of 60 s (processor time of one core)`);
let mark = process.cpuUsage();
const hour = await soundFingerprint(long(), 2);
console.log(`fingerprint beside decoding: ${used(mark)}, ${hour.signals.reduce((sum, { peaks }) => sum + peaks.count, 0)} peaks`);
const many = [];
for (let i = 0; i < Number(options.sources); i++) {
  const of = music(2000 + i, 60);
  many.push({ source: String(i), fingerprint: await soundFingerprint([samples(of)], 1) });
}
mark = process.cpuUsage();
const big = soundIndex(many);
console.log(`index: ${used(mark)}, ${big.landmarks.places.length} landmarks`);
mark = process.cpuUsage();
const hits = findSounds(big, hour);
console.log(`search: ${used(mark)}, ${hits.length} hits; ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB in all`);
