import type { About } from './asset.ts';
import type { C2paSummary } from './c2pa.ts';
import type { Fact } from './fact.ts';
import type { Problem } from './problem.ts';

/** A stretch of the file with a name: what `inspect` lists. */
export interface Segment {
  /** `APP1`, `IDAT`, `moov/udta/meta`, … */
  readonly name: string;
  /** Bytes from the start of the file, headers included. */
  readonly offset: number;
  /** Bytes, headers included. */
  readonly length: number;
}

/** What one reader saw in one asset. */
export interface Reading {
  readonly reader: string;
  /** Version of the reader: a store forgets readings of another version. */
  readonly version: string;
  /** False where the reader failed before it had read every place of this format where a mark can lie. */
  readonly ok: boolean;
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  readonly about?: About;
  readonly c2pa?: C2paSummary;
  readonly segments?: readonly Segment[];
  /** Where a C2PA store lies in the file (or that one is there, for readers that know no offsets). */
  readonly c2paStores?: readonly {
    readonly offset: number;
    readonly length: number;
    /** Further pieces of the same store, in order: a JPEG cuts it into segments. */
    readonly more?: readonly { readonly offset: number; readonly length: number }[];
    /** The file inside this one (a preview, an appended picture, cover art) that the store belongs to; absent for the file's own. */
    readonly inner?: { readonly offset: number; readonly length: number; readonly mime: string };
  }[];
}
