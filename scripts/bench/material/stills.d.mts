/** Writes stills into a folder; tells how many are signed, and whether their signatures hold. */
export function makeStills(folder: string, count: number): Promise<{ readonly signed: number; readonly holds: boolean }>;
