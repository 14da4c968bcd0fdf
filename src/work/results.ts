/** Where all machines of a scan put what they read: named pieces, each there as a whole or not at all. */
export interface ResultsPlace {
  /** How a person named it. */
  readonly name: string;
  /** Names of all that is there. */
  readonly list: () => Promise<ReadonlySet<string>>;
  readonly has: (name: string) => Promise<boolean>;
  /** Writes all or nothing; what was there by that name is replaced. @throws the system's error */
  readonly write: (name: string, pieces: Iterable<string>) => Promise<void>;
  /** Nothing where there is none. */
  readonly remove: (name: string) => Promise<void>;
  /** The bytes of a piece from its beginning. Iterating throws where there is none. */
  readonly open: (name: string) => AsyncIterable<Uint8Array>;
}
