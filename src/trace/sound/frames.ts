/**
 * Samples a second at which sound is compared. Speech and music have their peaks below 6 kHz, every codec keeps that band,
 * and 48 kHz divides by it.
 */
export const soundRate = 12_000;

/** Samples of one frame, 85 ms: long enough to tell the partials of music from the gliding voice that lies over them. */
export const windowSamples = 1024;

/**
 * Samples from one frame to the next, 11 ms. The frames of a source and of a target never begin at the same sample; with
 * twice this step bursts of noise (drums) gave other peaks where they lay half a step apart.
 */
export const hopSamples = 128;

/** Frames in a second. */
export const framesPerSecond = soundRate / hopSamples;

/** Seconds at the middle of a frame; the first frame is centred on the first sample. */
export const secondsOfFrame = (frame: number): number => (frame * hopSamples) / soundRate;

/** Frames of one tick, the step in which landmarks are told: coarser than a frame, so that one frame more or less is often the same. */
export const tickFrames = 2;

/** Ticks in a second. */
export const ticksPerSecond = framesPerSecond / tickFrames;
