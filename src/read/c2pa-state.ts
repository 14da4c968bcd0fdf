import { type C2paState, isLookUp } from '../model/index.ts';
import type { C2paAnswer, C2paStatus, C2paStore } from '../tools/c2pa/answer.ts';

/** Failures that leave a store valid, only not trusted (c2pa-rs ValidationState). */
const tolerated = /^(signingCredential\.untrusted|cawg\.x509\.)/;

/** Every failure of the store: of the active manifest, then of its ingredients. */
export function failuresOf({ validation_results: results }: C2paStore): C2paStatus[] {
  return [
    ...(results?.activeManifest?.failure ?? []),
    ...(results?.ingredientDeltas ?? []).flatMap((delta) => delta.validationDeltas?.failure ?? []),
  ];
}

/**
 * The engine's validation state in our words; anything unknown counts as invalid rather than as fine. Where the engine says
 * `Invalid`, what could not be looked up is left out, and the manifest's own hashes, signature and certificate decide.
 */
export function stateOf(store: C2paStore): C2paState {
  if (store.validation_state === 'Trusted') return 'trusted';
  if (store.validation_state === 'Valid') return 'valid';
  const failures = failuresOf(store);
  const others = failures.filter(({ code }) => !isLookUp(code));
  return others.length < failures.length ? stateFor(store, others) : 'invalid';
}

/** The state of a store of which only these failures count; invalid where its claim's signature was never found to hold. */
export function stateFor(store: C2paStore, failures: readonly C2paStatus[]): C2paState {
  const success = new Set((store.validation_results?.activeManifest?.success ?? []).map(({ code }) => code));
  if (!success.has('claimSignature.validated')) return 'invalid';
  if (failures.length === 0 && success.has('signingCredential.trusted')) return 'trusted';
  return failures.every(({ code }) => tolerated.test(code)) ? 'valid' : 'invalid';
}

/** The engine's codes for the hash of a whole file: data, BMFF, box and collection hashes. C2PA 2.2, section 15.2.2. */
const wholeHash = /^assertion\.(dataHash|bmffHash|boxesHash|collectionHash)\.(match|mismatch)$/;

/** The engine says mismatch as well of a binding that it could not hold against the file; only these words tell of a computed hash. */
const computed = /hashes do not match/i;

/** True where the hash that binds a store to its file was computed: by the engine, or by us for a store beside the file. */
export function isHashedWhole(answer: C2paAnswer): boolean {
  if (answer.kind !== 'store') return false;
  if (answer.isMediaHashed !== undefined) return answer.isMediaHashed;
  const { success = [], failure = [] } = answer.store.validation_results?.activeManifest ?? {};
  return (
    success.some(({ code }) => wholeHash.test(code)) ||
    failure.some(({ code, explanation }) => wholeHash.test(code) && computed.test(explanation ?? ''))
  );
}
