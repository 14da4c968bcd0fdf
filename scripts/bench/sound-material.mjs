/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
/** Chords, a bass and a melody with decaying partials; key, tempo and notes come from the seed. */
export function music(seed, seconds, rate = 12_000) {
  const next = random(seed);
  const sound = new Float64Array(Math.round(seconds * rate));
  const beat = 60 / (84 + next() * 60);
  const key = next() * 12;
  const degree = (step) => key + [0, 2, 4, 5, 7, 9, 11][step % 7] + 12 * Math.floor(step / 7);
  for (let at = 0, beats = 0; at < seconds; at += beat, beats++) {
    const root = Math.floor(next() * 6);
    addNote(sound, rate, at, beat, 36 + degree(root), 0.1, 5);
    if (beats % 2 === 0) for (const third of [0, 2, 4]) addNote(sound, rate, at, 2 * beat, 60 + degree(root + third), 0.06, 6);
    for (const half of [0, beat / 2]) {
      if (next() < 0.75) addNote(sound, rate, at + half, beat / 2, 72 + degree(Math.floor(next() * 9)), 0.07, 5);
    }
  }
  return sound;
}
function addNote(sound, rate, at, length, midi, height, partials) {
  const pitch = 440 * 2 ** ((midi - 69) / 12);
  const from = Math.round(at * rate);
  const to = Math.min(sound.length, Math.round((at + length) * rate));
  for (let partial = 1; partial <= partials && pitch * partial < rate * 0.45; partial++) {
    const turn = (2 * Math.PI * pitch * partial) / rate;
    for (let i = from; i < to; i++) {
      const since = (i - from) / rate;
      sound[i] += (height / partial) * Math.sin(turn * (i - from)) * Math.min(1, since * 80) * Math.exp(-since * 2.5);
    }
  }
}
/**
 * Pulses and noise through moving formants in the rhythm of syllables, with pauses between the words.
 * @param height of the voice, in Hz; without it, it comes from the seed
 */
export function speech(seed, seconds, rate = 12_000, height = undefined) {
  const next = random(seed);
  const sound = new Float64Array(Math.round(seconds * rate));
  const pitch = height ?? 90 + next() * 120;
  for (let at = 0.1; at < seconds; ) {
    const length = 0.12 + next() * 0.18;
    addSyllable(sound, rate, at, length, pitch * (0.85 + next() * 0.3), next);
    at += length + (next() < 0.2 ? 0.15 + next() * 0.3 : 0.02);
  }
  return sound;
}
function addSyllable(sound, rate, at, length, pitch, next) {
  const from = Math.round(at * rate);
  const to = Math.min(sound.length, Math.round((at + length) * rate));
  const formants = [300 + next() * 500, 900 + next() * 1300, 2300 + next() * 600].map((center) => resonator(center, 90, rate));
  const hiss = resonator(3500 + next() * 1500, 900, rate);
  const voiceless = next() < 0.3 ? 0.35 : 0.1;
  let phase = 0;
  for (let i = from; i < to; i++) {
    const part = (i - from) / (to - from);
    phase += (pitch * (1.1 - 0.2 * part)) / rate;
    const pulse = phase >= 1 ? 1 : 0;
    phase %= 1;
    const noise = next() * 2 - 1;
    const source = part < voiceless ? 0 : pulse + noise * 0.02;
    const voice = formants.reduce((sum, through) => sum + through(source), 0);
    sound[i] += Math.sin(Math.PI * part) * (voice * 0.5 + hiss(part < voiceless ? noise : 0) * 0.05);
  }
}
function resonator(center, width, rate) {
  const radius = Math.exp((-Math.PI * width) / rate);
  const turn = 2 * radius * Math.cos((2 * Math.PI * center) / rate);
  let before = 0;
  let last = 0;
  return (value) => {
    const out = value + turn * last - radius * radius * before;
    before = last;
    last = out;
    return out;
  };
}
/** A bar of kick, snare and hat, over and over. */
export function drumLoop(seed, seconds, rate = 12_000) {
  const next = random(seed);
  const sound = new Float64Array(Math.round(seconds * rate));
  const hit = Float64Array.from({ length: 1500 }, () => next() * 2 - 1);
  const step = Math.round((rate * 60) / 120 / 2);
  for (let from = 0, count = 0; from < sound.length; from += step, count++) {
    for (let i = 0; i < 1500 && from + i < sound.length; i++) {
      const kick = count % 4 === 0 ? Math.sin(2 * Math.PI * ((55 * i) / rate)) * Math.exp(-i / 600) : 0;
      sound[from + i] += 0.4 * kick + (count % 4 === 2 ? 0.25 : 0.08) * hit[i] * Math.exp(-i / 250);
    }
  }
  return sound;
}
/** A steady tone. */
export function tone(hertz, seconds, rate = 12_000) {
  return Float64Array.from({ length: Math.round(seconds * rate) }, (_, i) => 0.25 * Math.sin((2 * Math.PI * hertz * i) / rate));
}
/** White noise. */
export function noise(seed, seconds, rate = 12_000) {
  const next = random(seed);
  return Float64Array.from({ length: Math.round(seconds * rate) }, () => 0.2 * (next() * 2 - 1));
}
/** Lays a piece of one sound over another. @param decibels level of the piece relative to what lies under it (root mean square) */
export function lay(under, piece, at, decibels, rate = 12_000) {
  const from = Math.round(at * rate);
  const gain = decibels === null ? 1 : (power(under) / power(piece)) * 10 ** (decibels / 20);
  const mix = under.slice();
  piece.forEach((value, i) => {
    if (from + i < mix.length) mix[from + i] += gain * value;
  });
  return mix;
}
function power(sound) {
  return Math.sqrt(sound.reduce((sum, value) => sum + value * value, 0) / sound.length);
}
/** Interleaved 16-bit samples of sounds of equal length, scaled together so that none clips. */
export function samples(...channels) {
  const highest = channels.reduce((most, channel) => channel.reduce((high, value) => Math.max(high, Math.abs(value)), most), 0);
  const scale = highest > 0.9 ? 0.9 / highest : 1;
  const all = new Int16Array(channels[0].length * channels.length);
  channels.forEach((channel, number) => {
    channel.forEach((value, i) => {
      all[i * channels.length + number] = Math.round(value * scale * 32767);
    });
  });
  return all;
}
