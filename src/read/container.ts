import type { Asset, Mime, Reading } from '../model/index.ts';
import type { OpenFile, OpenFileNow } from '../storage/local.ts';
import { avWalkers } from './containers/av.ts';
import { documentWalkers } from './containers/documents.ts';
import { type Reads, runReads, runReadsNow, type Walk, type Walker } from './containers/reads.ts';
import { stillWalkers } from './containers/stills.ts';
import { container, failedWalk } from './walked.ts';

/** A sidecar is one C2PA store from end to end. */
// biome-ignore lint/correctness/useYield: a walk that needs to read nothing
const walkStore: Walker = function* ({ size }) {
  return { facts: [], segments: [], c2paStores: [{ offset: 0, length: size }], complete: true, problems: [] };
};

const walkers: Readonly<Partial<Record<Mime, Walker>>> = {
  ...stillWalkers,
  ...avWalkers,
  ...documentWalkers,
  'application/c2pa': walkStore,
};

/** True where a walk of our own knows the format, and so decides whether a file was read in full. */
export function hasWalk(format: string): boolean {
  return format in walkers;
}

/** Walks the container of a file under the name of an asset (or of its part); null where no walk knows the format. */
export async function containerReading(file: Pick<Asset, 'path' | 'format'>, open: OpenFile): Promise<Reading | null> {
  const walk = walkOf(file, open.size);
  if (walk === null) return null;
  return runReads(walk, open.readAt, open.size).then(readingOf, failedWalk);
}

/** The same at once, for threads that do nothing else. */
export function containerReadingNow(file: Pick<Asset, 'path' | 'format'>, open: OpenFileNow): Reading | null {
  const walk = walkOf(file, open.size);
  if (walk === null) return null;
  try {
    return readingOf(runReadsNow(walk, open.readAt, open.size));
  } catch (error) {
    return failedWalk(error);
  }
}

function walkOf({ path, format }: Pick<Asset, 'path' | 'format'>, size: number): Reads<Walk> | null {
  return walkers[format as Mime]?.({ path, size }) ?? null;
}

function readingOf({ complete, facts, problems, segments, c2paStores, about }: Walk): Reading {
  const { reader, version } = container;
  const reading = { reader, version, ok: complete, facts, problems, segments, c2paStores };
  return about === undefined ? reading : { ...reading, about };
}
