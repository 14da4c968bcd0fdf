/** A file by its name alone: what a folder tells of it. */
export interface NamedFile {
  /** Relative to the delivery root, `/`, NFC; begins with the root's name where there are several roots. */
  readonly path: string;
  readonly uri: string;
  /** Bytes, where a listing has told it. */
  readonly listedSize?: number;
}

/** A file that the walk met and that was opened. */
export interface FoundFile extends NamedFile {
  /** Bytes; 0 where it could not be opened. */
  readonly size: number;
}
