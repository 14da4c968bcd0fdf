import { digestOf } from '../storage/digest.ts';
import type { C2paAnswer, C2paStore, DataBinding } from '../tools/c2pa/answer.ts';
import { failuresOf, stateFor } from './c2pa-state.ts';

/** The engine's word where the hash of the media does not match. */
const mismatch = 'assertion.dataHash.mismatch';

/**
 * The answer for a detached store once its binding to the media is checked. The engine alone hashes the sidecar itself and
 * so always reports a mismatch; that one failure is decided here by hashing the media as the store's data hash says
 * (C2PA 2.2, section 18.5). Without a data hash (a BMFF hash, say) the mismatch stands: nothing proves that they belong together.
 */
export async function bindToMedia(answer: C2paAnswer, mediaUri: string): Promise<C2paAnswer> {
  if (answer.kind !== 'store') return answer;
  const matches = answer.binding === undefined ? null : await matchesMedia(answer.binding, mediaUri);
  const isMediaHashed = matches !== null;
  return matches ? { kind: 'store', store: withoutMismatch(answer.store), isMediaHashed } : { ...answer, isMediaHashed };
}

/** Null where the media cannot be read, or are hashed in a way that is not known here. */
async function matchesMedia({ algorithm, hash, exclusions }: DataBinding, mediaUri: string): Promise<boolean | null> {
  try {
    const expected = Buffer.from(hash, 'base64').toString('hex');
    return (await digestOf(mediaUri, algorithm, exclusions)) === expected;
  } catch {
    return null;
  }
}

function withoutMismatch(store: C2paStore): C2paStore {
  const results = store.validation_results;
  const failure = (results?.activeManifest?.failure ?? []).filter(({ code }) => code !== mismatch);
  const bound = { ...store, validation_results: { ...results, activeManifest: { ...results?.activeManifest, failure } } };
  const state = stateFor(bound, failuresOf(bound));
  return { ...bound, validation_state: { trusted: 'Trusted', valid: 'Valid' }[state as string] ?? 'Invalid' };
}
