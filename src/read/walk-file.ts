import type { Asset, Reading } from '../model/index.ts';
import { openFile } from '../storage/connection.ts';
import { withOpenNow } from '../storage/local.ts';
import { containerReading, containerReadingNow } from './container.ts';
import { unopenedWalk } from './walked.ts';

/** A file whose container is walked: under the name of an asset, or of its part. */
export type WalkedFile = Pick<Asset, 'path' | 'format' | 'uri'>;

/** Walks the container of a file; null where no walk knows the format. Never throws. */
export async function walkFile(file: WalkedFile): Promise<Reading | null> {
  try {
    const open = await openFile(file.uri);
    return await containerReading(file, open).finally(() => open.close());
  } catch (error) {
    return unopenedWalk(error);
  }
}

/** The same at once, for threads that do nothing else. */
export function walkFileNow(file: WalkedFile): Reading | null {
  try {
    return withOpenNow(file.uri, (open) => containerReadingNow(file, open));
  } catch (error) {
    return unopenedWalk(error);
  }
}
