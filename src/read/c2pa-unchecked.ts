import type { Problem, Reading } from '../model/index.ts';
import type { C2paAnswer } from '../tools/c2pa/answer.ts';
import { c2paReading, statedReading } from './c2pa.ts';

/**
 * What a store says that the engine read by itself, because it does not know the format of the file around it (a ZIP, say).
 * Its boxes were read in full, so nothing that it states is lost; that it belongs to this very file nobody has checked, so
 * all of it is as strong as a plain tag.
 * @param format MIME type of the file, for the problem
 */
export function uncheckedReading(answer: C2paAnswer, engine: { name: string; version: string }, format: string): Reading {
  const problem: Problem = { code: 'c2pa-no-engine', params: { detail: format } };
  const unread: Reading = { ...c2paReading({ kind: 'error', error: '' }, engine), problems: [problem] };
  return answer.kind === 'store' ? { ...statedReading(unread, answer.store), ok: true } : unread;
}
