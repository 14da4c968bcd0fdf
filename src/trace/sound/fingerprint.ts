import { openFourier } from '../../tools/fourier.ts';
import { hopSamples, soundRate, windowSamples } from './frames.ts';
import { type Peaks, peakPicker } from './peaks.ts';

/** Goes up when the same sound gives other peaks, so that what was remembered of it is thrown away. */
export const soundFingerprintVersion = 1;

/** One signal of a sound that is searched by itself. */
export interface SoundSignal {
  /** The channel, from 0; null for the mean of all channels. */
  readonly channel: number | null;
  readonly peaks: Peaks;
}

/** What makes a sound findable again: the peaks of its spectrum. Plain data, about 1.5 KB for a second and signal. */
export interface SoundFingerprint {
  readonly version: number;
  readonly channels: number;
  readonly seconds: number;
  /** The mean of all channels first, then each channel that is not the same as the mean. */
  readonly signals: readonly SoundSignal[];
}

/** A piece of sound: samples of `soundRate`, channel by channel within each sample time. */
export type PcmStream = AsyncIterable<Int16Array> | Iterable<Int16Array>;

/** A channel that differs from the mean by less than this share of its energy (-40 dB) hears nothing that the mean does not. */
const sameShare = 1e-4;

/**
 * Fingerprints a sound while it is decoded; a window of it and the peaks are all that is held.
 * @param pcm interleaved samples at `soundRate`
 * @param channels how many are interleaved
 * @throws whatever the stream throws
 */
export async function soundFingerprint(pcm: PcmStream, channels: number): Promise<SoundFingerprint> {
  const listener = listen(channels);
  for await (const piece of pcm) listener.hear(piece);
  return listener.end();
}

function listen(channels: number) {
  const spectra = spectraOf(channels);
  const pickers = Array.from({ length: channels === 1 ? 1 : channels + 1 }, () => peakPicker());
  const likeness = likenessToMean(channels);
  // Half a window of silence before the first sample: the first sounds then stand in the middle of a frame, too.
  const held = new Int16Array(windowSamples * channels);
  let filled = (windowSamples / 2) * channels;
  let samples = 0;
  const take = (piece: Int16Array): void => {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + held.length - filled);
      held.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < held.length) return;
      const powers = spectra(held);
      pickers.forEach((picker, signal) => {
        picker.push(powers[signal] as Float32Array);
      });
      held.copyWithin(0, hopSamples * channels);
      filled = held.length - hopSamples * channels;
    }
  };
  return {
    hear(piece: Int16Array): void {
      samples += piece.length / channels;
      likeness.hear(piece);
      take(piece);
    },
    end(): SoundFingerprint {
      take(new Int16Array((windowSamples / 2) * channels));
      const peaks = pickers.map((picker) => picker.end());
      const signals = peaks.map((of, signal) => ({ channel: signal === 0 ? null : signal - 1, peaks: of }));
      const differing = signals.filter(({ channel }) => channel === null || !likeness.same(channel));
      return { version: soundFingerprintVersion, channels, seconds: samples / soundRate, signals: differing };
    },
  };
}

/** Measures which channels are the same as the mean of all: dual mono is searched once. */
function likenessToMean(channels: number) {
  const apart = new Float64Array(channels);
  const energy = new Float64Array(channels);
  return {
    hear(piece: Int16Array): void {
      if (channels === 1) return;
      for (let at = 0; at + channels <= piece.length; at += channels) {
        let mean = 0;
        for (let channel = 0; channel < channels; channel++) mean += piece[at + channel] as number;
        mean /= channels;
        for (let channel = 0; channel < channels; channel++) {
          const value = piece[at + channel] as number;
          energy[channel] = (energy[channel] as number) + value * value;
          apart[channel] = (apart[channel] as number) + (value - mean) ** 2;
        }
      }
    },
    same: (channel: number): boolean => (apart[channel] as number) <= sameShare * (energy[channel] as number),
  };
}

/** Power spectra of one window: of the mean of all channels, then of each; two channels go through one complex transform. */
function spectraOf(channels: number): (window: Int16Array) => readonly Float32Array[] {
  const bins = windowSamples / 2;
  const fourier = openFourier(windowSamples);
  const input = new Float64Array(windowSamples * 2);
  const output = new Float64Array(windowSamples * 2);
  const meanReal = new Float64Array(bins);
  const meanImaginary = new Float64Array(bins);
  const powers = Array.from({ length: channels === 1 ? 1 : channels + 1 }, () => new Float32Array(bins));
  // A full-scale sine has power 1 in its bin: the window's mean is a half, and a sine is two bins of half its height.
  const hann = Float64Array.from(
    { length: windowSamples },
    (_, i) => ((1 - Math.cos((2 * Math.PI * i) / windowSamples)) * 2) / windowSamples / 32768,
  );
  return (window) => {
    meanReal.fill(0);
    meanImaginary.fill(0);
    for (let first = 0; first < channels; first += 2) {
      const paired = first + 1 < channels;
      for (let i = 0; i < windowSamples; i++) {
        const weight = hann[i] as number;
        input[2 * i] = (window[i * channels + first] as number) * weight;
        input[2 * i + 1] = paired ? (window[i * channels + first + 1] as number) * weight : 0;
      }
      fourier.transform(output, input);
      const a = powers[channels === 1 ? 0 : first + 1] as Float32Array;
      const b = paired ? (powers[first + 2] as Float32Array) : null;
      for (let k = 1; k < bins; k++) {
        const real = output[2 * k] as number;
        const imaginary = output[2 * k + 1] as number;
        const mirrorReal = output[2 * (windowSamples - k)] as number;
        const mirrorImaginary = output[2 * (windowSamples - k) + 1] as number;
        const aReal = (real + mirrorReal) / 2;
        const aImaginary = (imaginary - mirrorImaginary) / 2;
        const bReal = (imaginary + mirrorImaginary) / 2;
        const bImaginary = (mirrorReal - real) / 2;
        a[k] = aReal * aReal + aImaginary * aImaginary;
        if (b !== null) b[k] = bReal * bReal + bImaginary * bImaginary;
        meanReal[k] = (meanReal[k] as number) + aReal + (paired ? bReal : 0);
        meanImaginary[k] = (meanImaginary[k] as number) + aImaginary + (paired ? bImaginary : 0);
      }
    }
    if (channels === 1) return powers;
    const mean = powers[0] as Float32Array;
    for (let k = 1; k < bins; k++) {
      mean[k] = ((meanReal[k] as number) ** 2 + (meanImaginary[k] as number) ** 2) / (channels * channels);
    }
    return powers;
  };
}
