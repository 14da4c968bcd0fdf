/** Writes a QuickTime film whose header lies behind its pictures. */
export function makeFilm(path: string, bytes?: number): Promise<void>;
