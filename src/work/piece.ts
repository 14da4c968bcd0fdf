import type { ResultsPlace } from './results.ts';

/** A piece of JSON from among the results; null where there is none, or it is cut off. @throws the system's error */
export async function wholePiece(results: ResultsPlace, name: string): Promise<unknown> {
  const bytes: Uint8Array[] = [];
  try {
    for await (const piece of results.open(name)) bytes.push(piece);
    return JSON.parse(Buffer.concat(bytes).toString());
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
