export {
  type PcmStream,
  type SoundFingerprint,
  type SoundSignal,
  soundFingerprint,
  soundFingerprintVersion,
} from './fingerprint.ts';
export { soundRate } from './frames.ts';
export type { Peaks } from './peaks.ts';
export { findSounds, type SoundHit, type SoundIndex, type SoundSource, soundGap, soundIndex } from './search.ts';
