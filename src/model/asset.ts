import type { Sequence } from './sequence.ts';

/** What an asset is, in the words of a delivery. */
export const assetKinds = ['image', 'video', 'audio', 'sequence', 'package', 'sidecar', 'document'] as const;
export type AssetKind = (typeof assetKinds)[number];

/** A file that belongs to an asset without being it: an XMP or C2PA sidecar. */
export interface Part {
  /** Relative to the delivery root, `/`, NFC. */
  readonly path: string;
  readonly uri: string;
  readonly format: string;
  /** Bytes. */
  readonly size: number;
}

/** One thing to judge, as it was found in the delivery. */
export interface Asset {
  /** Relative to the delivery root, with `/`, NFC. */
  readonly path: string;
  /** Where its bytes lie: a `file:` URL that keeps the original bytes of the name. */
  readonly uri: string;
  readonly kind: AssetKind;
  /** MIME type, by content where the content is known, else by extension. */
  readonly format: string;
  /** True where the first bytes proved the format; false where only the extension promises it. */
  readonly recognised: boolean;
  /** Bytes. */
  readonly size: number;
  readonly parts: readonly Part[];
  /** Of a sequence of frames; its `uri` is that of the first one. */
  readonly sequence?: Sequence;
  /** Of a package: paths of its track files, sorted; they are assets of their own. */
  readonly tracks?: readonly string[];
}

/** A name that was met in the walk and is no asset, with the reason. */
export interface Skipped {
  readonly path: string;
  readonly reason: SkipReason;
  /** What stands behind the reason: the target of a link, the words of the operating system. */
  readonly detail?: string;
}

/** Why a name is not scanned, and whether its absence makes the scan incomplete (exit code 3). */
export const skipReasons = {
  'not-media': { incomplete: false },
  'system-file': { incomplete: false },
  excluded: { incomplete: false },
  declaration: { incomplete: false },
  'link-inside': { incomplete: false },
  'link-outside': { incomplete: true },
  'link-broken': { incomplete: true },
  'special-file': { incomplete: true },
  unreachable: { incomplete: true },
  limit: { incomplete: true },
} as const satisfies Record<string, { incomplete: boolean }>;
export type SkipReason = keyof typeof skipReasons;

/** Facts about the media that a reader of the report wants beside the verdict; absent where the file does not say. */
export interface About {
  readonly make?: string;
  readonly model?: string;
  readonly software?: string;
  /** ISO 8601, as the metadata give it; never a file time. */
  readonly created?: string;
  /** Pixels. */
  readonly width?: number;
  /** Pixels. */
  readonly height?: number;
  /** Seconds. */
  readonly duration?: number;
  /** Start timecode, HH:MM:SS:FF (`;` before FF for drop frame). */
  readonly timecode?: string;
  /** Seconds from midnight to the first sample, where sound says it (BWF time reference); absent for 0. */
  readonly startSeconds?: number;
  /** As a fraction or number, e.g. `25` or `24000/1001`. */
  readonly frameRate?: string;
  /** `xmpMM:DocumentID`: the same for every version of a document that an editor saved. */
  readonly documentId?: string;
  /** `xmpMM:DerivedFrom`'s document id: the document that this one was exported from. */
  readonly derivedFrom?: string;
}
