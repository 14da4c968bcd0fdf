import { windowSamples } from './frames.ts';

/** Peaks of a spectrum over time, in the order of their frames. */
export interface Peaks {
  readonly count: number;
  /** Frames in all, with and without peaks. */
  readonly frames: number;
  readonly frame: Uint32Array;
  /** Frequency in `pitchSteps` of a bin. */
  readonly pitch: Uint16Array;
  /** Height in steps of half a decibel; 254 is a full-scale sine. */
  readonly level: Uint8Array;
}

/** Pitch is told in eighths of a bin (1.5 Hz). */
export const pitchSteps = 8;

/** The band that is listened to, in bins of 11.7 Hz: above hum and rumble, below the filter of the decoder. */
export const lowBin = 8;
export const highBin = windowSamples / 2 - 12;

/** A peak is the highest point within so many bins and frames either side: no threshold, so neither level nor equaliser matter. */
const reachBins = 5;
const reachFrames = 6;

/** Power of -84 dBFS: what lies below is dither and the residue of codecs. */
const floorPower = 10 ** (-84 / 10);

/** Picks peaks from frames of power as they come. */
export interface PeakPicker {
  /** @param power of each bin; read before the call returns */
  push(power: Float32Array): void;
  end(): Peaks;
}

/** Makes a picker; it holds thirteen frames and the peaks. */
export function peakPicker(): PeakPicker {
  const depth = 2 * reachFrames + 1;
  const ring = Array.from({ length: depth }, () => new Float32Array(windowSamples / 2));
  const found = growing();
  let frames = 0;
  const pick = (frame: number): void => {
    const here = ring[frame % depth] as Float32Array;
    for (let bin = lowBin; bin < highBin; bin++) {
      const power = here[bin] as number;
      if (power < floorPower || power <= (here[bin - 1] as number) || power < (here[bin + 1] as number)) continue;
      if (isHighest(ring, frame, frames, bin, power)) found.add(frame, pitchOf(here, bin), levelOf(power));
    }
  };
  return {
    push(power) {
      (ring[frames % depth] as Float32Array).set(power);
      frames += 1;
      if (frames > reachFrames) pick(frames - 1 - reachFrames);
    },
    end() {
      for (let frame = Math.max(0, frames - reachFrames); frame < frames; frame++) pick(frame);
      return found.done(frames);
    },
  };
}

function isHighest(ring: readonly Float32Array[], frame: number, frames: number, bin: number, power: number): boolean {
  const from = Math.max(0, frame - reachFrames);
  const to = Math.min(frames - 1, frame + reachFrames);
  for (let other = from; other <= to; other++) {
    const row = ring[other % ring.length] as Float32Array;
    for (let near = bin - reachBins; near <= bin + reachBins; near++) {
      const height = row[near] as number;
      // Of equal heights the first counts, so that a steady tone is one peak and not one in each frame.
      if (height > power || (height === power && (other < frame || (other === frame && near < bin)))) return false;
    }
  }
  return true;
}

/** Between bins: the vertex of a parabola through three logarithms. https://ccrma.stanford.edu/~jos/sasp/Quadratic_Interpolation_Spectral_Peaks.html */
function pitchOf(power: Float32Array, bin: number): number {
  const [below, at, above] = [bin - 1, bin, bin + 1].map((b) => Math.log((power[b] as number) + 1e-20)) as [
    number,
    number,
    number,
  ];
  const bend = below - 2 * at + above;
  const shift = bend === 0 ? 0 : (below - above) / (2 * bend);
  return Math.round((bin + Math.max(-0.5, Math.min(0.5, shift))) * pitchSteps);
}

function levelOf(power: number): number {
  return Math.max(0, Math.min(255, Math.round(254 + 20 * Math.log10(power))));
}

function growing() {
  let room = 4096;
  let count = 0;
  let frame = new Uint32Array(room);
  let pitch = new Uint16Array(room);
  let level = new Uint8Array(room);
  const grow = (): void => {
    room *= 2;
    const [oldFrame, oldPitch, oldLevel] = [frame, pitch, level];
    frame = new Uint32Array(room);
    pitch = new Uint16Array(room);
    level = new Uint8Array(room);
    frame.set(oldFrame);
    pitch.set(oldPitch);
    level.set(oldLevel);
  };
  return {
    add(atFrame: number, atPitch: number, atLevel: number): void {
      if (count === room) grow();
      frame[count] = atFrame;
      pitch[count] = atPitch;
      level[count] = atLevel;
      count += 1;
    },
    done: (frames: number): Peaks => ({
      count,
      frames,
      frame: frame.slice(0, count),
      pitch: pitch.slice(0, count),
      level: level.slice(0, count),
    }),
  };
}
