/** Sound that the tests make themselves: samples from -1 to 1. */
export type Sound = Float64Array;
/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export declare function random(seed: number): () => number;
/** Chords, a bass and a melody with decaying partials; key, tempo and notes come from the seed. */
export declare function music(seed: number, seconds: number, rate?: number): Sound;
/** Pulses and noise through moving formants in the rhythm of syllables, with pauses between the words. @param height in Hz */
export declare function speech(seed: number, seconds: number, rate?: number, height?: number): Sound;
/** A bar of kick, snare and hat, over and over. */
export declare function drumLoop(seed: number, seconds: number, rate?: number): Sound;
/** A steady tone. */
export declare function tone(hertz: number, seconds: number, rate?: number): Sound;
/** White noise. */
export declare function noise(seed: number, seconds: number, rate?: number): Sound;
/** Lays a piece of one sound over another. @param decibels level of the piece relative to what lies under it (root mean square) */
export declare function lay(under: Sound, piece: Sound, at: number, decibels: number | null, rate?: number): Sound;
/** Interleaved 16-bit samples of sounds of equal length, scaled together so that none clips. */
export declare function samples(...channels: readonly Sound[]): Int16Array;
