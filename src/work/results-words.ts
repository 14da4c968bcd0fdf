import { orderFile } from './order.ts';
import { wholePiece } from './piece.ts';
import type { ResultsPlace } from './results.ts';
import { Unfit } from './unfit.ts';

/** An order from among the results, by its short name. @throws Unfit where it cannot be had */
export async function orderIn(results: ResultsPlace, id: string): Promise<unknown> {
  const order = await wholePiece(results, orderFile(id)).catch((error: unknown) => {
    throw unfitFor(results, error);
  });
  if (order === null) throw new Unfit('no-results', { where: results.name, detail: 'ENOENT' });
  return order;
}

/** Writes a part. @throws Unfit where it cannot be written */
export async function writtenPart(results: ResultsPlace, name: string, pieces: Iterable<string>): Promise<void> {
  await results.write(name, pieces).catch((error: unknown) => {
    throw unfitFor(results, error);
  });
}

/** What a worker says of results that cannot be used. */
export function unfitFor(results: ResultsPlace, error: unknown): Unfit {
  const { code, message } = error as NodeJS.ErrnoException;
  return new Unfit('no-results', { where: results.name, detail: code ?? message });
}
