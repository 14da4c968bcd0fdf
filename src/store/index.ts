import { join } from 'node:path';
import { sizeOf } from './file.ts';
import { fingerprintFile } from './fingerprints.ts';
import { readingFile } from './readings.ts';

export type { StoreOptions } from './database.ts';
export { type FingerprintStore, openFingerprints } from './fingerprints.ts';
export { openReadings, type ReadingStore } from './readings.ts';
export { type FileStamp, isSettled } from './stamp.ts';

/** Bytes that a folder remembers; 0 where there is nothing. */
export function rememberedBytes(folder: string): number {
  return sizeOf(join(folder, fingerprintFile)) + sizeOf(join(folder, readingFile));
}
