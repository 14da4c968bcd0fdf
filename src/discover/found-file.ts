/** What the listing of a storage tells of an object. */
export interface Listed {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** A number that changes with its content; 0 where nobody tells. */
  readonly tag: number;
}

/** A file by its name alone: what a folder tells of it. */
export interface NamedFile {
  /** Relative to the delivery root, `/`, NFC; begins with the root's name where there are several roots. */
  readonly path: string;
  readonly uri: string;
  /** What a listing has told of it; absent of files of this machine. */
  readonly listed?: Listed;
}

/** A file that the walk met and that was opened. */
export interface FoundFile extends NamedFile {
  /** Bytes; 0 where it could not be opened. */
  readonly size: number;
}
