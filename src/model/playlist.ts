/** A stretch of a track file as a composition plays it once. */
export interface Play {
  /** Path of the track file. */
  readonly track: string;
  /** Seconds from the start of the composition. */
  readonly from: number;
  /** Seconds from the first frame or sample of the track file. */
  readonly trackFrom: number;
  /** Seconds. */
  readonly length: number;
}

/** What a composition (the CPL of an IMF package) plays, in the order of its segments and sequences. */
export interface Playlist {
  /** Path of the CPL. */
  readonly path: string;
  /** Without what plays a track file that is not in the delivery. */
  readonly plays: readonly Play[];
}
