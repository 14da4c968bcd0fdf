import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { c2paReading } from '../../src/read/c2pa.ts';
import type { C2paStatuses, C2paStore } from '../../src/tools/c2pa/answer.ts';
import { openC2pa } from '../../src/tools/c2pa/engine.ts';
import { readTrust } from '../../src/tools/c2pa/trust.ts';

// A tool that works offline must not accuse a file because an identity in its credential was not looked up.
const holds = [
  'signingCredential.trusted',
  'claimSignature.insideValidity',
  'claimSignature.validated',
  'assertion.dataHash.match',
];
const codes = (list: readonly string[]) => list.map((code) => ({ code }));

function stateOf(success: readonly string[], failure: readonly string[], below: readonly string[] = []): string | undefined {
  const activeManifest: C2paStatuses = { success: codes(success), failure: codes(failure) };
  const store: C2paStore = {
    validation_state: 'Invalid',
    validation_results: { activeManifest, ingredientDeltas: [{ validationDeltas: { failure: codes(below) } }] },
  };
  return c2paReading({ kind: 'store', store }, { name: 'engine', version: '1' }).c2pa?.state;
}

describe('the state of a credential with an identity that was not looked up', () => {
  it('is that of the manifest itself', () => {
    expect(stateOf(holds, ['cawg.ica.did_unavailable'])).toBe('trusted');
    expect(stateOf(holds, ['cawg.identity.network_traffic_blocked'])).toBe('trusted');
    expect(stateOf(holds, [], ['cawg.ica.did_unavailable'])).toBe('trusted');
    expect(stateOf(holds.slice(1), ['cawg.ica.did_unavailable'])).toBe('valid');
    expect(stateOf(holds.slice(1), ['cawg.ica.did_unavailable', 'signingCredential.untrusted'])).toBe('valid');
  });

  it('stays invalid where anything else is wrong, or the signature was never found to hold', () => {
    expect(stateOf(holds, ['cawg.ica.did_unavailable', 'assertion.dataHash.mismatch'])).toBe('invalid');
    expect(stateOf(holds, ['cawg.ica.did_unavailable'], ['assertion.hashedURI.mismatch'])).toBe('invalid');
    expect(stateOf(holds, ['cawg.ica.did_unavailable', 'cawg.ica.signature_mismatch'])).toBe('invalid');
    expect(stateOf(holds, ['cawg.ica.did_unavailable', 'signingCredential.expired'])).toBe('invalid');
    expect(stateOf([], ['cawg.ica.did_unavailable'])).toBe('invalid');
    expect(stateOf(holds, [])).toBe('invalid');
  });

  it('keeps the code, so that a report can say what was not looked up', () => {
    const validation_results = { activeManifest: { success: codes(holds), failure: codes(['cawg.ica.did_unavailable']) } };
    const store: C2paStore = { validation_state: 'Invalid', validation_results };
    expect(c2paReading({ kind: 'store', store }, { name: 'engine', version: '1' }).c2pa?.codes).toEqual([
      'cawg.ica.did_unavailable',
    ]);
  });
});

const corpus = join(import.meta.dirname, '../../../shared/corpus/contentauth+c2pa-rs/sdk/src/identity/tests/fixtures');
const picture = join(corpus, 'claim_aggregation/adobe_connected_identities.jpg');

describe.skipIf(!existsSync(picture))('a real picture with such an identity (skipped where the corpus is absent)', () => {
  it('is intact, though the engine calls it invalid', async () => {
    const engine = await openC2pa('wasm', readTrust([]), 1);
    const answer = await engine.read(picture, 'image/jpeg', readFileSync(picture).length);
    await engine.close();
    expect(answer.kind === 'store' && answer.store.validation_state).toBe('Invalid');
    expect(c2paReading(answer, engine).c2pa?.state).toBe('valid');
  });
});
