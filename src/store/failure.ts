import { getSystemErrorName } from 'node:util';

/** lmdb says "commit failed", and why in a second promise, which ends the process where nobody listens to it. */
export async function reasonOf(error: unknown): Promise<unknown> {
  const { commitError } = error as { commitError?: Promise<never> };
  return commitError === undefined ? error : commitError.catch((reason: unknown) => reason);
}

/** Whether an error of lmdb says that the file is broken, not that it cannot be reached. */
export function isDamage(error: unknown): boolean {
  return /MDB_(INVALID|CORRUPTED|PAGE_NOTFOUND|PANIC|VERSION_MISMATCH|BAD_)/.test(String((error as Error)?.message));
}

/** What is told of an error: the system's name for it where it has one. */
export function detailOf(error: unknown): string {
  const { code, message } = error as { code?: string | number; message?: string };
  if (typeof code === 'string') return code;
  // lmdb tells the number of the system's error, and words of its own with places in its file; its own errors are below zero.
  return typeof code === 'number' && code > 0 ? getSystemErrorName(-code) : (message ?? String(error));
}
