import type { ExifFacts } from './exif.ts';
import { isFailure } from './place.ts';
import type { WalkNotes } from './walk-notes.ts';

/** Takes over what a payload parser found; its failures make the walk incomplete. */
export function keepFound(notes: WalkNotes, { facts, problems, about }: ExifFacts): void {
  const found = { facts, problems, segments: [], c2paStores: [], complete: !problems.some(isFailure) };
  notes.adopt(about === undefined ? found : { ...found, about });
}
