import { describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.ts';
import type { Check, Verification } from '../../src/model/index.ts';
import { verificationJson, verificationOutcome, verificationText } from '../../src/report/verification.ts';
import { columns } from '../../src/report/wrap.ts';
import { hostile } from './hostile.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
const controls = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e]|\p{Cs}/u;

// The first line is what a person acts on: it must never say that all holds where something was not looked at.
const check = (outcome: Check['outcome'], more: Partial<Check> = {}): Check => ({
  kind: 'evidence',
  outcome,
  asset: 'a.jpg',
  path: 'a.jpg',
  marker: 'c2pa-dst-trained',
  title: 'An action of the C2PA manifest says: made by a trained model',
  at: { offset: 20, length: 300 },
  ...more,
});
function of(...checks: readonly Check[]): Verification {
  const count = (outcome: Check['outcome']): number => checks.filter((one) => one.outcome === outcome).length;
  return {
    schema: 'trueslate.verification/1',
    tool: { name: 'trueslate', version: '0.1.0' },
    report: { path: 'r.json', finished: '2026-11-22T09:00:07.412Z' },
    roots: ['/deliveries/the-long-road'],
    counts: {
      changed: count('changed'),
      missing: count('missing'),
      unreadable: count('unreadable'),
      'not-recorded': count('not-recorded'),
      holds: count('holds'),
    },
    checks,
  };
}
const text = (verification: Verification, verbose = true, width = 80): string =>
  verificationText(verification, { messages: messages('en'), width, verbose });
const size = { kind: 'size', path: 'b.mov', asset: 'b.mov' } as const;

describe('the answer of report --verify', () => {
  it('reads as the golden file says', async () => {
    const all = of(
      check('holds'),
      { ...size, outcome: 'holds', expected: '7', found: '7' },
      check('changed', { path: 'b.mov', asset: 'b.mov' }),
      { ...size, outcome: 'changed', expected: '7', found: '8' },
      check('missing', { path: 'c.png', asset: 'c.png' }),
      check('unreadable', { path: 'd.png', asset: 'd.png', detail: 'EACCES' }),
      check('not-recorded', { path: 'e.png', asset: 'e.png' }),
    );
    await expect(text(all)).toMatchFileSnapshot('golden/verification.txt');
    await expect(text(all, false, 120)).toMatchFileSnapshot('golden/verification.short.txt');
    const fr = verificationText(all, { messages: messages('fr'), width: 80, verbose: true });
    await expect(fr).toMatchFileSnapshot('golden/verification.fr.txt');
    for (const width of [40, 80, 120])
      for (const line of text(all, true, width).split('\n')) expect(columns(line)).toBeLessThanOrEqual(width);
  });

  it.each([
    ['holds', 'holds', /^Everything that was recorded still holds: 1 check in 1 file/],
    ['changed', 'changed', /^1 of 1 check does not hold any more/],
    ['missing', 'changed', /^1 of 1 check does not hold any more/],
    ['unreadable', 'unreadable', /^Nothing was found changed, but 1 of 1 check could not be made/],
    ['not-recorded', 'unreadable', /^Nothing was found changed, but 1 of 1 check could not be made/],
  ] as const)('with %s ends as %s and says so first', (outcome, end, sentence) => {
    expect(verificationOutcome(of(check(outcome)))).toBe(end);
    expect(verificationOutcome(of(check(outcome), check('holds')))).toBe(end);
    expect(text(of(check(outcome)))).toMatch(sentence);
  });

  it('says in its first line how much was compared by size alone', () => {
    const bySize = of(check('holds'), { ...size, outcome: 'holds', expected: '7', found: '7' });
    expect(text(bySize)).toMatch(
      /^Nothing that was recorded was found changed: 2 checks in 2 files, of which 1 was\s+compared by size/,
    );
    expect(text(bySize)).not.toContain('still holds');
  });

  it('never takes a report with nothing in it for one that holds', () => {
    expect(verificationOutcome(of())).toBe('unreadable');
    expect(text(of())).toMatch(/^The report holds nothing/);
  });

  it('lets no control character of a path through, as text or as JSON', () => {
    const bad = of(check('changed', { path: hostile, asset: hostile, marker: hostile }));
    for (const written of [text(bad), verificationJson(bad)]) expect(written.replaceAll('\n', '')).not.toMatch(controls);
    expect(JSON.parse(verificationJson(bad))).toEqual(bad);
  });
});
