import type { Walker } from './reads.ts';
import { readPayload, WalkNotes } from './walk-notes.ts';

/** An XMP sidecar: one packet from end to end, with or without its wrapper (XMP specification part 3, 3). */
export const walkXmpFile: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const packet = yield* readPayload(notes, 0, file.size);
  if (packet !== undefined) notes.xmp(packet, notes.place('XMP sidecar', 0, file.size));
  return notes.done();
};
