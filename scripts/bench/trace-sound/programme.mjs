import { random } from '../sound-material.mjs';
import { rate } from './files.mjs';

/** Level of what is heard: pauses are no part of it. */
export function level(of) {
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

/** Noise with the spectrum of wind and traffic: a one-pole filter over white noise. */
function atmosphere(length, next, loudness) {
  const noise = new Float64Array(length);
  let last = 0;
  for (let i = 0; i < length; i++) {
    last = 0.96 * last + 0.04 * (next() * 2 - 1);
    noise[i] = last;
  }
  const gain = loudness / level(noise);
  return noise.map((value) => value * gain);
}

/**
 * Lays uses of marked sounds over others.
 * @param material `marked`, what is looked for; `over`, what is heard with it; `between`, what is heard in the gaps (may be empty)
 * @param decibels level of each use relative to `over`; null leaves `over` out
 * @param shape `seconds`: [shortest, longest] of a use; `gain`: factor of a use by second and length; `overGain`: of `over`
 * @returns two sounds, `uses` and `rest`, which are heard together, and `placed`
 */
export function programme(material, decibels, uses, seed, shape = {}) {
  const { marked, over, between = [] } = material;
  const { seconds = [8, 15], gain = () => 1, overGain = () => 1 } = shape;
  const next = random(seed);
  const placed = [];
  let at = 4;
  for (let use = 0; use < uses; use++) {
    const source = Math.floor(next() * marked.length);
    const length = seconds[0] + next() * (seconds[1] - seconds[0]);
    const sourceFrom = next() * (marked[source].length / rate - length - 0.5);
    placed.push({ source, from: at, to: at + length, sourceFrom });
    at += length + 2 + next() * 6;
  }
  const all = Math.ceil((at + 4) * rate);
  const bed = over[Math.floor(next() * over.length)];
  const loudness = level(bed);
  const rest = atmosphere(all, next, loudness * 10 ** (-25 / 20));
  const mix = new Float64Array(all);
  if (decibels !== null) for (let i = 0; i < all; i++) rest[i] += bed[i % bed.length];
  for (const [number, { source, from, to, sourceFrom }] of placed.entries()) {
    const start = Math.round(sourceFrom * rate);
    const piece = marked[source].subarray(start, start + Math.round((to - from) * rate));
    const first = Math.round(from * rate);
    const height = decibels === null ? 1 : (loudness / level(piece)) * 10 ** (decibels / 20);
    for (let i = 0; i < piece.length; i++) {
      const [since, left] = [i / rate, (piece.length - i) / rate];
      if (decibels !== null) rest[first + i] -= bed[(first + i) % bed.length] * (1 - overGain(since, left));
      mix[first + i] += height * gain(since, left) * piece[i];
    }
    const until = placed[number + 1]?.from ?? all / rate - 1;
    placed[number] = audible(placed[number], piece, gain);
    if (between.length > 0) layBetween(rest, between[Math.floor(next() * between.length)], to + 0.3, until - 0.3, next());
  }
  return { uses: mix, rest, placed };
}

/** A use from where it is heard: a pause of the voice at an end is no part of it, and a fade begins and ends at half strength. */
function audible(use, piece, gain) {
  const step = rate / 100;
  const least = (level(piece) * 10 ** (-30 / 20)) ** 2;
  const heard = [];
  for (let i = 0; i + step <= piece.length; i += step) {
    const energy = piece.subarray(i, i + step).reduce((sum, value) => sum + value * value, 0) / step;
    if (energy > least && gain(i / rate, (piece.length - i) / rate) >= 0.5) heard.push(i / rate);
  }
  const [first, last] = [heard[0] ?? 0, heard.at(-1) ?? 0];
  return { ...use, from: use.from + first, to: use.from + last + 0.01, sourceFrom: use.sourceFrom + first };
}

function layBetween(rest, of, from, to, part) {
  const start = Math.floor(part * (of.length - (to - from) * rate));
  for (let i = 0; i < (to - from) * rate; i++) rest[Math.round(from * rate) + i] += of[start + i] ?? 0;
}

/** Adds two sounds. */
export const together = (a, b) => a.map((value, i) => value + b[i]);

/** The part of programmes that was found. */
export class Score {
  found = 0;
  all = 0;
  peer = 0;
  wrong = 0;
  errors = [];

  /** @param speed seconds of the source in a second of the target */
  count(hits, placed, speed = 1) {
    const times = placed.map((use) => ({ ...use, from: use.from / speed, to: use.to / speed }));
    for (const use of times) {
      this.all += 1;
      const best = hits.filter((hit) => isRight(hit, use, speed)).sort((a, b) => b.inliers - a.inliers)[0];
      if (best === undefined) continue;
      this.found += 1;
      this.errors.push(Math.abs(best.fromSeconds - use.from), Math.abs(best.toSeconds - use.to));
    }
    this.wrong += hits.filter((hit) => !times.some((use) => isRight(hit, use, speed))).length;
  }

  /** Error that so large a part of all ends stays below, in seconds. */
  error(part) {
    return [...this.errors].sort((a, b) => a - b)[Math.floor(this.errors.length * part)] ?? Number.NaN;
  }

  get timely() {
    return this.errors.filter((error) => error < 0.2).length;
  }
}

function isRight(hit, { source, from, to, sourceFrom }, speed) {
  const overlaps = hit.source === String(source) && hit.fromSeconds < to && hit.toSeconds > from;
  return overlaps && Math.abs(hit.sourceFromSeconds - sourceFrom - (hit.fromSeconds - from) * speed) < 0.2;
}
