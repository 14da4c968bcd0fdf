import type { Evidence, Fact } from '../model/index.ts';

/**
 * True where a trusted credential says that a camera captured the asset and nothing leaves room for an AI action that it does
 * not mention. Not enough: a valid credential of an unknown signer (free to make), an assertion that was only gathered, a
 * capture of a component, a redaction, and a history that does not claim to be whole. `allActionsIncluded` came with C2PA
 * 2.x, so a capture manifest may lack it; every later manifest must say true, and none may say false.
 */
export function isCaptured(evidence: readonly Evidence[], facts: readonly Fact[]): boolean {
  const captures = evidence.filter(
    ({ says, source, strength, relation }) =>
      says === 'captured' && source === 'c2pa' && strength === 'trusted' && relation === 'asset',
  );
  const capturing = new Set(captures.map(({ manifest }) => manifest));
  const history = facts.filter(({ c2pa }) => c2pa?.relation === 'asset');
  if (captures.length === 0 || history.some(({ name }) => name === 'redacted')) return false;
  return history
    .filter(({ name }) => name === 'actions.allActionsIncluded')
    .every(({ value, c2pa }) => value === 'true' || (value === 'absent' && capturing.has(c2pa?.manifest)));
}
