/** Writes files of many formats into a folder; tells how many are signed, and whether their signatures hold. */
export function makeMix(folder: string, count: number): Promise<{ readonly signed: number; readonly holds: boolean }>;
