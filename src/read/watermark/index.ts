export {
  areaLimit,
  autoSideLimit,
  isPixelCandidate,
  type PixelMode,
  type PixelSubject,
  pixelDecision,
  pixelModes,
} from './candidate.ts';
export { type WatermarkHit, watermarksIn } from './dwt-dct.ts';
export { chanceLimit, knownMessages } from './messages.ts';
export type { PixelImage } from './pixels.ts';
export { watermarkReading } from './reading.ts';
export { type StealthText, stealthIn } from './stealth.ts';
