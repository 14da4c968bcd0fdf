import { describe, expect, it } from 'vitest';
import { messages } from '../../../src/messages/index.ts';
import { otherSpeeds } from '../../../src/trace/sound/speeds.ts';

/** Coverage is what a reader takes for granted of a report without a sighting: it must not promise more than was measured. */
describe.each(['en', 'fr'] as const)('what the coverage of a report claims of sound (%s)', (language) => {
  const said = messages(language).notChecked['tracing-limits'];

  it('names the level, the length and the clear part below which nothing is claimed', () => {
    expect(said).toMatch(/\b0 dB\b/);
    expect(said).toMatch(/\b8 s\b/);
    expect(said).toMatch(/\b5 s\b/);
  });

  it('names each speed at which sound is looked for', () => {
    for (const { time } of [{ time: 1 }, ...otherSpeeds]) expect(said).toMatch(new RegExp(`\\b${Math.round(100 * time)}\\b`));
  });
});
