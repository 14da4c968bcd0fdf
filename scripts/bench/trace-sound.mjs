// Sound found again: music under speech and a voice under music, by level and by kind of edit; time, false hits, speed; beside
// Chromaprint (fpcalc), where it is installed.
//   npm run bench:trace-sound                       sounds of its own
//   npm run bench:trace-sound -- --music DIR --speech DIR   real ones (files of 70 s and more), every other one left unmarked
//   --uses N (a level, 24)   --kinds N (uses a kind of edit, 8; 0 for none)   --sources N (for the speed, 500; 0 for none)
//   --hours N (1)   --seed N
import { parseArgs } from 'node:util';
import { drumLoop, music, noise, samples, speech, tone } from './sound-material.mjs';
import {
  bitErrors,
  chromaprint,
  findIn,
  findSounds,
  hasChromaprint,
  prints,
  rate,
  readSounds,
  soundFingerprint,
  soundIndex,
  soundRate,
  writeSound,
} from './trace-sound/files.mjs';
import { kinds, mixdown } from './trace-sound/kinds.mjs';
import { programme, Score, together } from './trace-sound/programme.mjs';

const { values: options } = parseArgs({
  options: {
    music: { type: 'string' },
    speech: { type: 'string' },
    uses: { type: 'string', default: '24' },
    kinds: { type: 'string', default: '8' },
    sources: { type: 'string', default: '500' },
    hours: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    kind: { type: 'string', default: '' },
  },
});
let seed = 1000 * Number(options.seed);

/** Every other sound is marked; the others are by the same hands and voices, and must not be found. */
function halves(real, make, count) {
  const all = real.length > 1 ? real : Array.from({ length: count }, (_, i) => make(i));
  return [all.filter((_, i) => i % 2 === 0), all.filter((_, i) => i % 2 === 1)];
}
const real = { music: readSounds(options.music), speech: readSounds(options.speech) };
const [tunes, otherTunes] = halves(real.music, (i) => music(100 + i, 60, rate), 24);
// Of the voices that are made here, each two neighbours are one voice twice.
const [voices, otherVoices] = halves(real.speech, (i) => speech(900 + i, 90, rate, 90 + 20 * (i >> 1)), 12);
const tests = {
  music: { marked: tunes, over: otherVoices, between: otherTunes, title: 'Music under speech' },
  voice: { marked: voices, over: otherTunes, between: otherVoices, title: 'A voice under music' },
};

const percent = (part, of) => `${part}/${of} (${Math.round((100 * part) / Math.max(1, of))} %)`;

async function indexed(marked) {
  const sources = [];
  for (const [number, of] of marked.entries()) {
    const path = writeSound(`source${number}.wav`, [of]);
    const [fingerprint] = await prints(path);
    sources.push({ source: String(number), fingerprint, peer: hasChromaprint ? chromaprint(path) : null });
  }
  return { index: soundIndex(sources), peers: sources.map(({ peer }) => peer) };
}

function row(name, score, wide) {
  const { found, all, timely, errors, wrong } = score;
  const time = `${score.error(0.5).toFixed(2)} s, ${score.error(0.9).toFixed(2)} s`;
  const told = [percent(found, all), percent(timely, errors.length), time].map((text) => text.padEnd(18));
  return `${name.padEnd(wide)}${told.join('')}${String(wrong).padEnd(12)}`;
}
const head = 'found             ends in 0.2 s     error: half, 90 %wrong       ';

async function levels({ title, ...material }, { index, peers }) {
  console.log(`\n${`${title}, level`.padEnd(28)}${head}Chromaprint below 0.35 of bits`);
  for (const decibels of [null, 6, 0, -6, -12]) {
    const score = new Score();
    for (let left = Number(options.uses); left > 0; left -= 8) {
      const made = programme(material, decibels, Math.min(8, left), ++seed);
      const path = writeSound('mix.mp3', [together(made.uses, made.rest)], mixdown);
      score.count(await findIn(index, path), made.placed);
      const target = hasChromaprint ? chromaprint(path) : null;
      for (const use of made.placed) if (target && bitErrors(peers[use.source], target, use) < 0.35) score.peer += 1;
    }
    const name = decibels === null ? 'alone' : `${decibels > 0 ? '+' : ''}${decibels} dB`;
    console.log(row(name, score, 28) + (hasChromaprint ? percent(score.peer, score.all) : 'fpcalc is not installed'));
  }
}

async function edits({ title, ...material }, { index }) {
  console.log(`\n${`${title}, kind of edit`.padEnd(38)}${head}stream and channels`);
  for (const kind of kinds.filter(({ name }) => name.includes(options.kind))) {
    const score = new Score();
    let placedRight = 0;
    for (let left = Number(options.kinds); left > 0; left -= 8) {
      const made = programme(material, kind.decibels, Math.min(8, left), ++seed, kind.shape);
      const hits = await findIn(index, writeSound(kind.file, kind.channels(made), kind.encode));
      score.count(hits, made.placed, kind.speed);
      placedRight += hits.filter(
        ({ stream, channels }) => stream === (kind.stream ?? 0) && String(channels ?? '') === String(kind.carriers ?? ''),
      ).length;
    }
    console.log(row(kind.name, score, 38) + percent(placedRight, score.found + score.wrong));
  }
}

async function falseHits({ index }) {
  const strangers = {
    'other music': otherTunes,
    'other music and speech': otherTunes.map((of, i) =>
      of.map((value, at) => value + 0.5 * (otherVoices[i % otherVoices.length][at] ?? 0)),
    ),
    'other takes of the voices': otherVoices,
    'tones, hum, noise, drum loops': [
      ...[tone(1000, 60, rate), tone(50, 60, rate), noise(1, 60, rate)],
      ...[drumLoop(2, 60, rate), drumLoop(3, 60, rate)],
    ],
  };
  for (const [name, sounds] of Object.entries(strangers)) {
    let hits = 0;
    let seconds = 0;
    for (const of of sounds) {
      hits += (await findIn(index, writeSound('stranger.mp3', [of], mixdown))).length;
      seconds += of.length / rate;
    }
    console.log(`${name}: ${hits} in ${(seconds / 60).toFixed(0)} min`);
  }
}

const used = (since) => {
  const { user, system } = process.cpuUsage(since);
  return `${((user + system) / 1e6).toFixed(1)} s`;
};
const memory = () => `${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`;

async function speed() {
  const hours = Number(options.hours);
  const stereo = [otherVoices[0], otherTunes[0]].map((of) => samples(of.filter((_, i) => i % 2 === 0)));
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
  console.log(
    `\nspeed: ${hours} h of stereo, speech and music, against ${options.sources} sources of 60 s (processor time); ${memory()}`,
  );
  let mark = process.cpuUsage();
  const hour = await soundFingerprint(long(), 2);
  const peaks = hour.signals.reduce((sum, signal) => sum + signal.peaks.count, 0);
  console.log(`fingerprint beside decoding: ${used(mark)}, ${peaks} peaks; ${memory()}`);
  const many = [];
  for (let i = 0; i < Number(options.sources); i++) {
    many.push({ source: String(i), fingerprint: await soundFingerprint([samples(music(2000 + i, 60))], 1) });
  }
  console.log(`fingerprints of the sources held: ${memory()}`);
  mark = process.cpuUsage();
  const big = soundIndex(many);
  console.log(`index: ${used(mark)}, ${big.landmarks.places.length} landmarks; ${memory()}`);
  mark = process.cpuUsage();
  const hits = findSounds(big, hour);
  console.log(`search: ${used(mark)}, ${hits.length} hits; ${memory()} in all`);
}

for (const [name, test] of Object.entries(tests)) {
  if (options.only !== undefined && options.only !== name) continue;
  const of = real[name === 'music' ? 'music' : 'speech'].length > 0 ? 'files' : 'made here';
  console.log(`\n${test.title}: ${test.marked.length} marked (${of}), over them ${test.over.length}`);
  const ready = await indexed(test.marked);
  if (Number(options.uses) > 0) await levels(test, ready);
  if (Number(options.kinds) > 0) await edits(test, ready);
  console.log(`\nfalse hits of marked ${name}`);
  await falseHits(ready);
}
if (Number(options.sources) > 0) await speed();
