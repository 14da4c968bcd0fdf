import { expect, it } from 'vitest';
import { messages } from '../../src/messages/index.ts';

// P01 is also raised where a certificate has only lapsed: its outcome must not say that somebody broke or forged anything.
it.each(['en', 'fr'] as const)('the outcome of a credential that does not validate accuses nobody (%s)', (language) => {
  const { label, means } = messages(language).assetOutcomes['tampered-provenance'];
  expect(`${label} ${means}`).not.toMatch(/broken|tamper|forged|rompu|falsifi|altér/i);
  expect(messages(language).rules.P01.mend).not.toMatch(/broken|tamper|forged|rompu|falsifi/i);
});
