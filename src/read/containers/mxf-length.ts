import { u32, u64 } from './bytes.ts';

// Sets of the header metadata by their kind (SMPTE ST 377-1, annex A).
const materialPackageSet = 0x36;
/** The kind of a timeline track. */
export const trackSet = 0x3b;
const sequenceSet = 0x0f;

/** What tells how long the tracks of the material package are: what is delivered, whatever the source packages hold besides. */
export interface LengthNotes {
  /** Instances of its tracks. */
  readonly tracks: Set<string>;
  /** Edit rate and sequence of each track, by instance. */
  readonly ofTracks: Map<string, { readonly rate: number; readonly sequence: string }>;
  /** Edit units of each sequence of pictures, sound or data, by instance. */
  readonly ofSequences: Map<string, number>;
}

/** None noted yet. */
export const newLengths = (): LengthNotes => ({ tracks: new Set(), ofTracks: new Map(), ofSequences: new Map() });

/** A length that was not known when the header was written: -1. */
const unknownLength = 2 ** 63;
/** Tracks of timecode run as long as they like: their data definition (SMPTE RP 224) goes on with 01 behind this. */
const timecodeDefinition = /^060e2b34040101..01030201/;

/** Keeps what one set says of packages, tracks and sequences; repeated header metadata, of later partitions, count for more. */
export function noteLengths(notes: LengthNotes, kind: number, tags: readonly { tag: number; value: Uint8Array }[]): void {
  if (kind !== materialPackageSet && kind !== trackSet && kind !== sequenceSet) return;
  const valueAt = (tag: number) => tags.find((one) => one.tag === tag)?.value ?? new Uint8Array();
  const instance = hex(valueAt(0x3c0a));
  if (kind === materialPackageSet) {
    const references = valueAt(0x4403);
    for (let at = 8; at + 16 <= references.length; at += 16) notes.tracks.add(hex(references.subarray(at, at + 16)));
  } else if (kind === trackSet) {
    const rate = valueAt(0x4b01);
    if (u32(rate, 4) > 0) notes.ofTracks.set(instance, { rate: u32(rate, 0) / u32(rate, 4), sequence: hex(valueAt(0x4803)) });
  } else {
    const length = u64(valueAt(0x0202), 0);
    const isSaid = length > 0 && length < unknownLength && !timecodeDefinition.test(hex(valueAt(0x0201)));
    if (isSaid) notes.ofSequences.set(instance, length);
  }
}

/** Seconds of the longest track; 0 where none says. */
export function secondsOfTracks({ tracks, ofTracks, ofSequences }: LengthNotes): number {
  const seconds = [...tracks].map((instance) => {
    const { rate = 0, sequence = '' } = ofTracks.get(instance) ?? {};
    return rate > 0 ? (ofSequences.get(sequence) ?? 0) / rate : 0;
  });
  return Math.max(0, ...seconds);
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
