import FFT from 'fft.js';

/** A discrete Fourier transform of one size, over complex numbers that lie as real, imaginary, real, imaginary. */
export interface Fourier {
  /** Points; each array below holds twice as many numbers. */
  readonly size: number;
  /** Transforms `input` into `output`, unscaled. The two must not be the same array. */
  transform(output: Float64Array, input: Float64Array): void;
}

/**
 * Makes a transform.
 * @param size points, a power of two
 */
export function openFourier(size: number): Fourier {
  const fft = new FFT(size);
  return { size, transform: (output, input) => fft.transform(output, input) };
}
