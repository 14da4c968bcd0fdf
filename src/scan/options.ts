import type { Language } from '../messages/index.ts';
import type { ReadAsset, ReportHead } from '../model/index.ts';
import type { ExifToolUse } from '../read/index.ts';
import type { PixelMode } from '../read/watermark/index.ts';
import type { C2paEngineName } from '../tools/c2pa/engine.ts';
import type { S3Settings } from '../tools/s3.ts';

/** How far a scan has come. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** The asset that was finished last. */
  readonly path: string;
  /** The same in bytes: the sizes of the assets, which are not all read. */
  readonly bytes?: { readonly done: number; readonly total: number };
}

/** How far tracing has come, in seconds of media. */
export interface Tracing {
  readonly done: number;
  readonly total: number;
  /** The asset that is searched. */
  readonly path: string;
}

/** Machines that read the files of a scan with it. */
export interface QueueWish {
  /** `redis://` or `rediss://`: where jobs wait. */
  readonly url: string;
  /** Where what was read is put, as all machines see it; outside the delivery. */
  readonly results: string;
  /** Told of files, not yet of assets, that others have read. */
  readonly onRead?: (progress: Progress) => void;
  /** Told again and again where there is work and nobody to do it. */
  readonly onNoWorkers?: () => void;
}

/** Everything that a scan can be told; all of it optional. */
export interface ScanOptions {
  /** The declaration's file; without it ai-declaration.{yaml,yml,json} in the root is used; null: none is. */
  readonly declaration?: string | null;
  /** Names of shipped policies, or policy files; instead of those that the declaration names. */
  readonly policies?: readonly string[];
  /** File of signed-off answers to findings. */
  readonly waivers?: string;
  /** An earlier JSON report to compare with. */
  readonly baseline?: string;
  /** PEM files: CA certificates become anchors, others allowed signers. */
  readonly trust?: readonly string[];
  /** `wasm` (default) or `native`. */
  readonly c2paEngine?: C2paEngineName;
  /** When ExifTool is asked besides the walks of our own: where one did not read a file in full (`needed`, default), or of every file. */
  readonly exiftool?: ExifToolUse;
  /** Globs: only these assets are scanned. */
  readonly include?: readonly string[];
  /** Globs: these are not scanned. */
  readonly exclude?: readonly string[];
  /** Globs: numbered stills of these names are frames of one sequence, however few. */
  readonly sequences?: readonly string[];
  /** Of the frames of each sequence, the header of every so manieth is read, and that of the last; by default of all. */
  readonly sequenceSample?: number;
  /** Digests of all assets, not only of those that need one. */
  readonly hash?: boolean;
  /** False leaves pictures out of the report. */
  readonly thumbnails?: boolean;
  /** Whether stills are searched for invisible watermarks: lossless ones that nothing cheaper has marked, all, or none. */
  readonly pixels?: PixelMode;
  /** Folders outside the delivery whose marked assets are searched for in it too; each stands in the report as `marked:NAME/…`. */
  readonly marked?: readonly string[];
  /** False: what is marked or declared is not searched for in videos, stills and mixes. */
  readonly trace?: boolean;
  /** Folder in which readings and fingerprints are remembered between runs; outside the delivery. The library remembers nothing without one. */
  readonly cache?: string;
  /** Used where `cache` is absent: a scan does without it where it lies in the delivery. */
  readonly usualCache?: string;
  /** How buckets are reached; what is absent, the environment and profiles of AWS tell. */
  readonly s3?: S3Settings;
  /** Folder in which objects lie while an engine needs them whole; without one, none is fetched whole. */
  readonly spool?: string;
  /** Bytes that may lie there at a time, and so of the largest object that is fetched whole; 20 GiB by default. */
  readonly spoolLimit?: number;
  /** Files are read by workers on any number of machines; what they leave is read here. */
  readonly queue?: QueueWish;
  /** Assets read at once; by default the number of processors, 8 at most. */
  readonly jobs?: number;
  /** Language of the report's sentences. */
  readonly language?: Language;
  /** Files that the caller will write: a scan refuses those inside the delivery. */
  readonly writes?: readonly string[];
  /** Where ffprobe is looked for (FFPROBE_PATH, PATH). The library looks nowhere unless told. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Stops the scan: engines end, and `scan` rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Called while marked material is searched for, after everything was read. */
  readonly onTracing?: (progress: Tracing) => void;
  /** Called where nothing can be remembered: `inside` the delivery, `damaged`, or a reason in the words of the system. */
  readonly onCacheProblem?: (folder: string, detail: string) => void;
  /** Called once before the first asset, with what the report says by then. What it throws ends the scan. */
  readonly onHead?: (head: ReportHead) => void;
  /** Called with each asset as the report will hold it, sorted by path, while the scan runs. What it throws ends the scan. */
  readonly onReadAsset?: (asset: ReadAsset) => void;
  /** Called once with the declaration that is used, and whether it was found rather than named. */
  readonly onDeclaration?: (path: string, found: boolean) => void;
}

/** Options with their defaults filled in. */
export type ChosenOptions = ScanOptions &
  Required<
    Pick<
      ScanOptions,
      | 'trust'
      | 'policies'
      | 'c2paEngine'
      | 'exiftool'
      | 'include'
      | 'exclude'
      | 'sequences'
      | 'sequenceSample'
      | 'hash'
      | 'thumbnails'
      | 'pixels'
      | 'marked'
      | 'trace'
      | 'jobs'
      | 'language'
      | 'writes'
      | 'environment'
      | 's3'
      | 'spoolLimit'
    >
  >;
